"""Facets: by what a reader narrows what was found, and how much would be left.

Within a facet the values chosen are alternatives, between facets they are conditions. A facet's own choice does not narrow
its own counts: each says what choosing it too would add.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from haystack.query import SearchQuerySet

from archive.models import Article, Initiative, Newspaper, Organization, Region
from archive.search.indexes import UNDATED
from archive.search.query.tree import And, Node, Value

YEAR = re.compile(r"\d{4}")
MONTH = re.compile(r"\d{4}-\d{2}")
# Labels of months that are kept in memory: a century of them in two languages.
MONTHS_KEPT = 2_400


class Facet(StrEnum):
    """By what results are narrowed, in the order in which it is shown; also the names in an address."""

    DATE = "date"
    NEWSPAPER = "newspaper"
    REGION = "region"
    ORGANIZATION = "organization"
    INITIATIVE = "initiative"
    KIND = "kind"
    BYLINE = "byline"


# From a facet to the values chosen.
Chosen = Mapping[Facet, Sequence[str]]
# Under which name the index has what a facet counts.
FIELDS = {facet: facet.value for facet in Facet} | {Facet.DATE: "month", Facet.BYLINE: "signed"}
LABELS: Mapping[Facet, Promise] = {
    Facet.DATE: gettext_lazy("Date"),
    Facet.NEWSPAPER: gettext_lazy("Newspaper"),
    Facet.REGION: gettext_lazy("Region"),
    Facet.ORGANIZATION: gettext_lazy("Organization"),
    Facet.INITIATIVE: gettext_lazy("Initiative"),
    Facet.KIND: gettext_lazy("Kind"),
    Facet.BYLINE: gettext_lazy("Byline"),
}


@dataclass(frozen=True)
class FacetValue:
    """One value: how many articles choosing it finds. ``inside`` are months of a year, or parts of a region."""

    value: str
    label: str
    count: int
    selected: bool
    is_chinese: bool = False
    inside: tuple[FacetValue, ...] = ()


@dataclass(frozen=True)
class FacetCounts:
    """A facet and its values, the most frequent first; dates from the latest, the undated last."""

    facet: Facet
    label: str
    values: tuple[FacetValue, ...]


def narrowed(tree: Node, chosen: Chosen) -> Node:
    """The tree with the conditions that the chosen values set."""
    conditions = [
        Value(FIELDS[facet], tuple(_indexed(facet, values))) for facet, values in chosen.items() if values
    ]
    return And((tree, *conditions)) if conditions else tree


def _indexed(facet: Facet, values: Sequence[str]) -> Iterator[str]:
    """The values as the index has them: a year is its months."""
    for value in values:
        if facet is Facet.DATE and YEAR.fullmatch(value):
            yield from (f"{value}-{month:02}" for month in range(1, 13))
        else:
            yield value


def counted(tree: Node, chosen: Chosen, ask: Callable[[Node], SearchQuerySet]) -> Iterator[FacetCounts]:
    """Every facet of what a tree finds that has a value to choose."""
    free = [facet for facet in Facet if not chosen.get(facet)]
    counts = _counts(ask(narrowed(tree, chosen)), free)
    for facet in Facet:
        if facet not in free:
            others = {other: values for other, values in chosen.items() if other is not facet}
            counts |= _counts(ask(narrowed(tree, others)), [facet])
    for facet in Facet:
        values = _values(facet, counts[facet], chosen.get(facet, ()))
        if values:
            yield FacetCounts(facet, str(LABELS[facet]), tuple(values))


def _counts(found: SearchQuerySet, facets: Iterable[Facet]) -> dict[Facet, dict[str, int]]:
    """How many of the articles found have each value."""
    facets = list(facets)
    for facet in facets:
        found = found.facet(FIELDS[facet])
    # The least that makes Haystack ask: it would otherwise read every document for its counts.
    found[:1]
    fields = found.facet_counts().get("fields", {})
    return {facet: dict(fields.get(FIELDS[facet], ())) for facet in facets}


def _values(facet: Facet, counts: Mapping[str, int], chosen: Sequence[str]) -> list[FacetValue]:
    """The values to choose from; chosen ones that nothing has are still there, to be let go."""
    counts = {**dict.fromkeys(chosen, 0), **counts}
    if facet is Facet.DATE:
        return _dates(counts, chosen)
    names = labels_of(facet, counts)
    values = [
        FacetValue(value, names[value].text, count, value in chosen, names[value].is_chinese)
        for value, count in counts.items()
        if value in names
    ]
    ordered = sorted(values, key=lambda value: (-value.count, value.label))
    return _nested(ordered) if facet is Facet.REGION else ordered


def _dates(counts: Mapping[str, int], chosen: Sequence[str]) -> list[FacetValue]:
    """Years from the latest, each with its months in order."""
    months = {value: count for value, count in counts.items() if MONTH.fullmatch(value)}
    years = sorted({value[:4] for value in counts if YEAR.match(value)}, reverse=True)
    values = [
        FacetValue(
            year,
            year,
            sum(count for month, count in months.items() if month.startswith(year)),
            year in chosen,
            inside=tuple(
                FacetValue(month, date_label(month), months[month], month in chosen)
                for month in sorted(months)
                if month.startswith(year)
            ),
        )
        for year in years
    ]
    if UNDATED in counts:
        values.append(FacetValue(UNDATED, date_label(UNDATED), counts[UNDATED], UNDATED in chosen))
    return values


def _nested(regions: Sequence[FacetValue]) -> list[FacetValue]:
    """Provinces, each with the divisions inside it."""
    provinces = [region for region in regions if region.value.endswith("0000")]
    return [
        FacetValue(
            province.value,
            province.label,
            province.count,
            province.selected,
            province.is_chinese,
            tuple(
                region
                for region in regions
                if region.value[:2] == province.value[:2] and region.value != province.value
            ),
        )
        for province in provinces
    ]


# -- what values are called --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Label:
    """What a value is called in the reader's language, and whether that is Chinese whatever the language."""

    text: str
    is_chinese: bool = False


def labels_of(facet: Facet, values: Iterable[str]) -> dict[str, Label]:
    """What these values are called. Those that no record has are left out."""
    values = list(values)
    match facet:
        case Facet.DATE:
            return {value: Label(date_label(value)) for value in values}
        case Facet.BYLINE:
            return {value: Label(value, is_chinese=True) for value in values}
        case Facet.KIND:
            kinds = dict(Article.Kind.choices)
            return {value: Label(str(kinds[value])) for value in values if value in kinds}
        case Facet.NEWSPAPER:
            rows: Iterable[tuple[object, str, str]] = Newspaper.objects.filter(slug__in=values).values_list(
                "slug", "name", "name_en"
            )
        case Facet.REGION:
            rows = Region.objects.filter(code__in=values).values_list("code", "name", "name_en")
        case Facet.ORGANIZATION:
            rows = Organization.objects.filter(pk__in=_keys(values)).values_list("pk", "name", "name_en")
        case Facet.INITIATIVE:
            rows = Initiative.objects.filter(pk__in=_keys(values)).values_list("pk", "name", "name_en")
    labels = {str(key): _named(name, english) for key, name, english in rows}
    return _told_apart(labels) if facet is Facet.INITIATIVE else labels


def _told_apart(initiatives: dict[str, Label]) -> dict[str, Label]:
    """Initiatives of one name with the organizations that lead them: each city has its own 劳动竞赛."""
    times = Counter(label.text for label in initiatives.values())
    shared = [key for key, label in initiatives.items() if times[label.text] > 1]
    led = Initiative.objects.filter(pk__in=shared, lead__isnull=False)
    leads = {
        str(key): _named(name, english).text
        for key, name, english in led.values_list("pk", "lead__name", "lead__name_en")
    }
    return {
        key: Label(f"{label.text} · {leads[key]}", label.is_chinese) if key in leads else label
        for key, label in initiatives.items()
    }


def _keys(values: Iterable[str]) -> list[int]:
    """Those of the values that can be a key."""
    return [int(value) for value in values if re.fullmatch(r"[0-9]{1,18}", value)]


def _named(name: str, english: str) -> Label:
    if not (get_language() or "").startswith("en"):
        return Label(name)
    return Label(english) if english else Label(name, is_chinese=True)


def date_label(value: str) -> str:
    """A year, a month or the lack of both, for a reader; the value itself where it is none of these."""
    return _("date unknown") if value == UNDATED else _month_label(value, get_language())


@lru_cache(maxsize=MONTHS_KEPT)
def _month_label(value: str, language: str | None) -> str:
    """A month in the language that is in force; the value itself where it is none."""
    try:
        first = dt.date.fromisoformat(f"{value}-01") if MONTH.fullmatch(value) else None
    except ValueError:
        first = None
    return date_format(first, "YEAR_MONTH_FORMAT") if first else value
