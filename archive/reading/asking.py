"""What a reader may ask of the search page, as an address has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from archive.errors import IndexUnavailable
from archive.reading.paging import PER_PAGE
from archive.reading.typeset.found import QUERY_MAX
from archive.search.facets import Facet
from archive.search.find import Sort
from archive.search.question import Question

# Results on one page: what a phone takes, what a desk takes, and what somebody takes who copies lists.
SIZES = (10, PER_PAGE, 50, 100)
# Queries within one another and values chosen of one facet: each costs a pass over the index, and nobody clicks more.
MOST_WITHIN, MOST_VALUES = 5, 30
# The longest value of a facet: a byline's name; keys and codes are shorter.
LONGEST_VALUE = 60
# What `names` says when only what was typed is looked for.
TYPED = "typed"


class Several(forms.Field):
    """A parameter that an address may have several times; each value once, none blank, none too long."""

    widget = forms.MultipleHiddenInput

    def __init__(self, most: int, longest: int, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.most, self.longest = most, longest

    def clean(self, value: list[str] | None) -> list[str]:
        """The values, or an error that names the limit."""
        values = [text for text in dict.fromkeys(text.strip() for text in value or ()) if text]
        if len(values) > self.most:
            raise ValidationError(_("No more than %(most)d choices."), params={"most": self.most})
        if any(len(text) > self.longest for text in values):
            raise ValidationError(_("No more than %(longest)d characters."), params={"longest": self.longest})
        for text in values:
            ProhibitNullCharactersValidator()(text)
        return values


class SearchForm(forms.Form):
    """What a reader may ask."""

    q = forms.CharField(required=False, max_length=QUERY_MAX, label=_("Words"))
    within = Several(MOST_WITHIN, QUERY_MAX, label=_("Within the results"))
    sort = forms.ChoiceField(
        required=False,
        label=_("Order"),
        choices=[
            (Sort.RELEVANCE.value, _("best match first")),
            (Sort.NEWEST.value, _("newest first")),
            (Sort.OLDEST.value, _("oldest first")),
        ],
    )
    size = forms.ChoiceField(
        required=False, label=_("Results on a page"), choices=[(str(size), str(size)) for size in SIZES]
    )
    names = forms.ChoiceField(required=False, choices=[(TYPED, TYPED)], label=_("Other names"))

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields |= {facet.value: Several(MOST_VALUES, LONGEST_VALUE) for facet in Facet}

    def question(self) -> Question:
        """What is asked; the form is valid."""
        asked = self.cleaned_data
        chosen = {facet: asked[facet.value] for facet in Facet if asked[facet.value]}
        return Question(asked["q"], tuple(asked["within"]), chosen, other_names=asked["names"] != TYPED)

    def per_page(self) -> int:
        """How many results the reader wants on a page."""
        return int(self.cleaned_data["size"] or PER_PAGE)

    def sorting(self) -> Sort:
        """The order asked for, best match first when none is."""
        return Sort(self.cleaned_data["sort"] or Sort.RELEVANCE)


Shown = dict[str, Any]


def answered(form: SearchForm, show: Callable[[], Shown]) -> tuple[int, Shown]:
    """The status of a page and what it shows: 400 for what cannot be asked, 503 while the index cannot answer."""
    if not form.is_valid():
        return 400, {}
    try:
        return 200, show()
    except IndexUnavailable:
        return 503, {"unavailable": True}


class Address:
    """The address of the page, from which others are made: each begins at its first page again."""

    def __init__(self, asked: QueryDict) -> None:
        self._asked = asked

    def values(self, name: str) -> list[str]:
        """The values that a parameter has."""
        return self._asked.getlist(name)

    def without(self, name: str, value: str) -> str:
        """Without this value."""
        return self.changed({name: [kept for kept in self._asked.getlist(name) if kept.strip() != value]})

    @property
    def unnarrowed(self) -> str:
        """With nothing that narrows: the query alone."""
        return self.changed({name: [] for name in ("within", *map(str, Facet))})

    @property
    def only_typed(self) -> str:
        """With no other names looked for."""
        return self.changed({"names": [TYPED]})

    @property
    def other_names(self) -> str:
        """With other names looked for too."""
        return self.changed({"names": []})

    def changed(self, changes: dict[str, list[str]]) -> str:
        """With other values of some parameters."""
        asked = self._asked.copy()
        asked.pop("page", None)
        for name, values in changes.items():
            asked.setlist(name, values)
        return f"?{asked.urlencode()}"

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        """What a form that asks within the results hands on."""
        for name, values in self._asked.lists():
            if name != "page":
                yield from ((name, value) for value in values)
