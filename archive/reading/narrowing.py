"""Facets and chosen values as links: state lives in the address, and a choice is let go as easily as it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive.reading.asking import Address, SearchForm
from archive.search.facets import LABELS, Facet, FacetCounts, FacetValue, labels_of
from archive.search.question import Question

# Values of a facet that are shown before the reader asks for more, and at most: a column of one screen, and of ten.
FIRST, MOST = 6, 60


@dataclass(frozen=True)
class Choice:
    """A value to choose or to let go."""

    label: str
    count: int
    selected: bool
    url: str
    is_chinese: bool
    inside: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Column:
    """A facet: the values shown first, and those behind “more”."""

    name: str
    label: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True)
class Chip:
    """Something that narrows the results, and the address without it."""

    label: str
    value: str
    url: str
    is_chinese: bool = False


def narrowing(request: HttpRequest, form: SearchForm) -> dict[str, Any]:
    """What a page shows of its question's narrowing: the address to change, and a chip for everything that narrows."""
    address = Address(request.GET)
    return {"address": address, "chips": list(chips(form.question(), address)) if form.is_valid() else []}


def columns(facets: Iterable[FacetCounts], address: Address) -> Iterator[Column]:
    """Every facet as links; chosen values always among those shown first."""
    for counts in facets:
        shown = [value for number, value in enumerate(counts.values) if number < MOST or _is_open(value)]
        # A single value more takes no more room than the words “1 more”.
        limit = FIRST + (len(shown) == FIRST + 1)
        first = [value for number, value in enumerate(shown) if number < limit or _is_open(value)]
        more = [value for value in shown if value not in first]
        yield Column(
            counts.facet.value,
            counts.label,
            tuple(_choice(counts.facet, value, address) for value in first),
            tuple(_choice(counts.facet, value, address) for value in more),
        )


def _is_open(value: FacetValue) -> bool:
    """Is it chosen, or something inside it?"""
    return value.selected or any(part.selected for part in value.inside)


def _choice(facet: Facet, value: FacetValue, address: Address, above: FacetValue | None = None) -> Choice:
    inside = value.inside[:MOST] if _is_open(value) else ()
    return Choice(
        label=value.label,
        count=value.count,
        selected=value.selected,
        url=_url(facet, value, address, above),
        is_chinese=value.is_chinese,
        inside=tuple(_choice(facet, part, address, value) for part in inside),
    )


def _url(facet: Facet, value: FacetValue, address: Address, above: FacetValue | None) -> str:
    """The address with the value chosen, or let go. A part takes the place of its whole, and the whole that of its parts."""
    name = facet.value
    if value.selected:
        return address.without(name, value.value)
    related = {above.value} if above else {part.value for part in value.inside}
    kept = [chosen for chosen in address.values(name) if chosen not in related]
    return address.changed({name: [*kept, value.value]})


def chips(question: Question, address: Address) -> Iterator[Chip]:
    """Everything that narrows the results beside the query."""
    for query in question.within:
        yield Chip(_("within"), query, address.without("within", query), is_chinese=True)
    for facet, values in question.chosen.items():
        labels = labels_of(facet, values)
        for value in values:
            label = labels.get(value)
            yield Chip(
                str(LABELS[facet]),
                label.text if label else value,
                address.without(facet.value, value),
                is_chinese=label.is_chinese if label else False,
            )
