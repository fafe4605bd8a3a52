"""What was found in articles, for a person to accept or reject, and the record of every correction."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.desk.marks import in_context, marked
from archive.desk.registers.base import ReadOnlyRegister, Register, editor_of
from archive.desk.registers.columns import ChangeColumn, RecordColumn
from archive.desk.registers.filters import Given, InField, Score, Waiting
from archive.desk.registers.forms import FigureForm, MentionForm
from archive.models import Correction, Figure, Initiative, Mention, Organization, Review
from archive.text.spans import Span


class EvidenceRegister(Register):
    """Findings with the words they rest on; a decision is signed."""

    # What a finding needs before it can count; each register of findings says its own.
    acceptable: Q
    raw_id_fields = ("article",)
    readonly_fields = ("evidence", "decided_by", "decided_at")
    ordering = ("-id",)
    actions = ("accept", "reject")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Sign the decision; a proposal that a person has mended is that person's from then on, and read no more."""
        if form.changed_data:
            obj.decided_by, obj.decided_at = editor_of(request), timezone.now()
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Accept the chosen findings"), permissions=["change"])
    def accept(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Let those count that have what it takes, and say how many have not."""
        left = queryset.exclude(self.acceptable).count()
        self._decide(request, queryset.filter(self.acceptable), Review.ACCEPTED)
        if left:
            told = ngettext(
                "%(left)s finding lacks its record or its sentence: open it first.",
                "%(left)s findings lack their record or their sentence: open them first.",
                left,
            )
            self.message_user(request, told % {"left": left}, messages.WARNING)

    @admin.action(description=_("Reject the chosen findings"), permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Let them count no more; they stay on record, so that the machine does not propose them again."""
        self._decide(request, queryset, Review.REJECTED)

    def _decide(self, request: HttpRequest, queryset: QuerySet[Any], state: Review) -> None:
        queryset.update(state=state, decided_by=editor_of(request), decided_at=timezone.now())

    @admin.display(description=_("evidence"))
    def evidence(self, finding: Any) -> SafeString:
        """The words in their place."""
        if not finding.article_id:
            return SafeString("")
        return in_context(str(getattr(finding.article, finding.field)), Span(finding.start, finding.end))


@admin.register(Mention)
class MentionRegister(RecordColumn, EvidenceRegister):
    """Places that name a subject."""

    # The record that is named.
    acceptable = Q(organization__isnull=False) | Q(initiative__isnull=False) | Q(region__isnull=False)
    form = MentionForm
    list_display = ("evidence", "kind", "record", "full_name", "article", "state", "score")
    list_filter = (Waiting, "kind", Score)
    list_select_related = ("article", "organization", "initiative", "region", "proposal")
    search_fields = ("surface", "article__headline", "proposal__name")
    autocomplete_fields = ("organization", "initiative", "region")
    fields = (
        ("article", "field"),
        "surface",
        "evidence",
        "kind",
        ("organization", "initiative", "region"),
        "state",
        ("decided_by", "decided_at"),
    )

    @admin.display(description=_("full name"))
    def full_name(self, mention: Mention) -> SafeString:
        """The name that nobody has on record, with a link to where it is decided."""
        if mention.proposal is None:
            return SafeString("")
        address = reverse("admin:archive_proposedname_change", args=[mention.proposal.pk])
        return format_html('<a href="{}">{}</a>', address, mention.proposal)


@admin.register(Figure)
class FigureRegister(EvidenceRegister):
    """Numbers with their sentences."""

    # The sentence that says so, as it stands today.
    acceptable = ~Q(sentence="") & Q(stale=False)
    form = FigureForm
    list_display = (
        "in_its_sentence",
        "amount",
        "what",
        "as_of",
        "owner",
        "article",
        "state",
        "stale",
    )
    list_filter = (Waiting, "stale", Given, Score, "as_of_certainty")
    list_select_related = ("article", "organization", "initiative")
    search_fields = ("surface", "what", "sentence", "article__headline")
    autocomplete_fields = ("organization", "initiative")
    fields = (
        ("article", "field"),
        "in_its_sentence",
        "surface",
        "sentence",
        ("value", "maximum", "unit", "qualifier"),
        "what",
        ("as_of", "as_of_certainty"),
        "owner",
        ("organization", "initiative"),
        ("state", "stale"),
        ("decided_by", "decided_at"),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What is shown and never typed."""
        return ("in_its_sentence", "owner", "decided_by", "decided_at")

    @admin.display(description=_("value"), ordering="value")
    def amount(self, figure: Figure) -> str:
        """The number or the range as it was reckoned out, with its unit."""
        ends = [figure.value] if figure.maximum is None else [figure.value, figure.maximum]
        return f"{'–'.join(f'{end.normalize():,f}' for end in ends)} {figure.unit}"

    @admin.display(description=_("whose it is"))
    def owner(self, figure: Figure) -> Initiative | Organization | str:
        """The initiative that it measures, else the organization; in brackets a name that is not on record yet."""
        told = figure.details.get("initiative") or figure.details.get("organization")
        return figure.initiative or figure.organization or (f"（{told}）" if told else "–")

    @admin.display(description=_("sentence"))
    def in_its_sentence(self, figure: Figure) -> SafeString:
        """The whole sentence, the number marked; as the article has it where that is no more the same."""
        if not figure.article_id:
            return SafeString("")
        text = str(getattr(figure.article, figure.field))
        begin = text.rfind(
            figure.sentence, max(figure.end - len(figure.sentence), 0), figure.start + len(figure.sentence)
        )
        if begin < 0 or not figure.sentence:
            return in_context(text, Span(figure.start, figure.end))
        start, end = figure.start - begin, figure.end - begin
        return marked(figure.sentence, Span(start, end))


@admin.register(Correction)
class CorrectionRegister(ChangeColumn, ReadOnlyRegister):
    """Who changed what, and why. Nobody edits the record."""

    list_display = ("made_at", "article", "field_label", "change", "reason", "username")
    list_display_links = ("made_at",)
    list_filter = ("made_at", InField)
    list_select_related = ("article",)
    search_fields = ("reason", "username", "article__headline")
    ordering = ("-id",)
    fields = ("article", "field_label", "change", "reason", ("username", "made_at"))
