"""Forms in which an editor corrects an article and judges what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.desk import notation
from archive.desk.correct import CORRECTABLE, value_of
from archive.desk.registers.columns import label_of
from archive.models import TEXT_FIELDS, Article, Figure, Mention, Review

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
else:
    ModelForm = forms.ModelForm


class PrintedText(forms.CharField):
    """Text as printed: a form's own line ends and the space around it are no change of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "strip": False})

    def to_python(self, value: Any) -> str:
        """With plain line ends."""
        return notation.with_plain_ends(str(super().to_python(value) or ""))


# Lines that each field's box has before it grows with its text.
ROWS = {"kicker": 1, "headline": 2, "deck": 1, "byline": 1, "body": 24, "caption": 2, "box": 2}


class ArticleForm(ModelForm):
    """An article's text in the desk's notation, with the reason for the change.

    ``version`` says which state of the article the editor saw; what somebody else stored since is not overwritten.
    """

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("Why it is changed: kept with the correction, and required to withhold an article."),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Article
        fields = CORRECTABLE
        field_classes = dict.fromkeys(TEXT_FIELDS, PrintedText)
        widgets = {
            name: forms.Textarea(attrs={"rows": rows, "spellcheck": "false"}) for name, rows in ROWS.items()
        }
        help_texts = {"body": _("A paragraph a line; “## ” in front of a crosshead.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["body"] = value_of(self.instance, "body")
        self.initial["version"] = self.instance.changed_at.isoformat()

    def clean(self) -> dict[str, Any]:
        """Refuse what would overwrite somebody else's words, and a disappearance without a reason."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self._standing_version() != cleaned.get("version"):
            self.add_error(None, CHANGED_MEANWHILE)
        is_withheld = "state" in self.changed_data and cleaned.get("state") == Article.State.WITHHELD
        if is_withheld and not cleaned.get("reason"):
            self.add_error("reason", _("Say why the article is withheld."))
        return cleaned

    def _standing_version(self) -> str:
        """The version in the database, which nobody else changes before this transaction ends."""
        standing = Article.objects.select_for_update().only("changed_at").get(pk=self.instance.pk)
        return standing.changed_at.isoformat()

    def changes(self) -> dict[str, str]:
        """What the editor changed, ready for `correct`."""
        return {name: self.cleaned_data[name] for name in CORRECTABLE if name in self.changed_data}


CHANGED_MEANWHILE = _(
    "Somebody else changed this article after you opened it. Copy your words, load the page again and enter them there."
)


class EvidenceForm(ModelForm):
    """A finding is given by its words as printed; where they stand is looked up, never typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "field" in self.fields:
            self.fields["field"].choices = [(name, label_of(name)) for name in TEXT_FIELDS]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Anchor the words in the article, or say that they do not stand there. What does not count needs no place."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        article, field, surface = (cleaned.get(name) for name in ("article", "field", "surface"))
        counts = cleaned.get("state") != Review.REJECTED and not cleaned.get("stale")
        if article and field and surface and counts:
            self._anchor(str(getattr(article, field)), surface, cleaned.get("sentence", ""))
        return cleaned

    def _anchor(self, text: str, surface: str, sentence: str) -> None:
        """The place it has already if the words still stand there, else the first in its sentence that has them."""
        begin = max(text.find(sentence), 0)
        end = begin + len(sentence) if sentence else len(text)
        start = self.instance.start
        if start is None or not begin <= start < end or not text.startswith(surface, start):
            start = text.find(surface, begin, end)
        if start < 0:
            self.add_error("surface", _("These words do not stand in this field of the article."))
        else:
            self.instance.start, self.instance.end = start, start + len(surface)


class MentionForm(EvidenceForm):
    """What is named, and by which words."""

    class Meta:
        model = Mention
        fields = ("article", "field", "surface", "kind", "organization", "initiative", "region", "state")

    def clean(self) -> dict[str, Any]:
        """One subject at most, of the kind that is said; one at least where the mention is accepted."""
        cleaned = super().clean()
        kind = cleaned.get("kind")
        for other in set(Mention.Kind.values) - {kind}:
            if cleaned.get(other):
                self.add_error(other, _("This is not of the kind chosen above."))
        if cleaned.get("state") == Review.ACCEPTED and kind and not cleaned.get(kind):
            self.add_error(kind, _("An accepted mention names its record."))
        return cleaned


class FigureForm(EvidenceForm):
    """A number, what it counts, and the sentence that says so."""

    class Meta:
        model = Figure
        fields = (
            "article",
            "field",
            "surface",
            "sentence",
            "value",
            "maximum",
            "unit",
            "qualifier",
            "what",
            "as_of",
            "as_of_certainty",
            "organization",
            "initiative",
            "state",
            "stale",
        )

    def _anchor(self, text: str, surface: str, sentence: str) -> None:
        """A figure that counts stands in its sentence, and the sentence in the article."""
        if sentence and not (sentence in text and surface in sentence):
            self.add_error(
                "sentence", _("This sentence does not stand in the article with these words in it.")
            )
        else:
            super()._anchor(text, surface, sentence)
