"""The map of the provinces as a grid of tiles with the table beside it, and the page of a region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, F
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from archive.models import Article, Initiative, Mention, Organization, Region
from archive.models.articles import ArticleQuerySet
from archive.reading.asking import Address
from archive.reading.reports import reports_on

# Steps of the colour of a tile, from the palest to the deepest.
SHADES = 4
# Longest name of a programme, as the model has it.
NAME_MAX = 120
# Digits of a division code that name the province, and those that name the prefecture.
PROVINCE, PREFECTURE = 2, 4
# Records shown of each sort on the page of a region; the lists have all of them.
RECORDS_SHOWN = 60
MEASURES = {
    "initiatives": _("Initiatives"),
    "organizations": _("Organizations"),
    "articles": _("Articles"),
}


class MapForm(forms.Form):
    """What the tiles show, of which programme, and how the table is ordered."""

    by = forms.ChoiceField(required=False, choices=list(MEASURES.items()), label=_("Tiles show"))
    programme = forms.CharField(required=False, max_length=NAME_MAX, label=_("Programme"))
    sort = forms.ChoiceField(required=False, choices=[(name, name) for name in ("code", "name", *MEASURES)])


@dataclass(frozen=True)
class Tile:
    """A province with its numbers; ``shade`` from 0, nothing, to SHADES."""

    province: Region
    counts: dict[str, int]
    shown: int
    shade: int


@dataclass(frozen=True)
class Heading:
    """The head of a column that can be sorted by, and the address that does it."""

    name: str
    label: Any
    url: str
    is_sorted: bool
    is_number: bool


def regions(request: HttpRequest) -> HttpResponse:
    """The provinces as tiles and as a table: initiatives, organizations and articles of each."""
    form = MapForm(request.GET)
    if not form.is_valid():
        return render(request, "reading/regions.html", {"form": form}, status=400)
    asked = form.cleaned_data
    by, sort = asked["by"] or "initiatives", asked["sort"] or "code"
    tiles = tiles_of(counts(asked["programme"], Article.objects.published(request.user)), by)
    context = {
        "form": form,
        "by": by,
        "label": MEASURES[by],
        "programme": asked["programme"],
        "programmes": Initiative.objects.programmes(),
        "tiles": tiles,
        "rows": in_order(tiles, sort),
        "headings": headings(Address(request.GET), sort),
        "held": sum(tile.shown > 0 for tile in tiles),
    }
    return render(request, "reading/regions.html", context)


def counts(programme: str, published: ArticleQuerySet) -> dict[str, Counter[str]]:
    """For each measure the numbers of the provinces, by the first digits of their codes; of one programme, if one is named."""
    initiatives = Initiative.objects.called(programme) if programme else Initiative.objects.all()
    organizations = Organization.objects.all()
    mentions = Mention.objects.accepted().filter(region__isnull=False, article__in=published)
    if programme:
        organizations = organizations.filter(initiatives_led__in=initiatives)
        named = Mention.objects.accepted().filter(article__in=published, initiative__in=initiatives)
        mentions = named.filter(initiative__region__isnull=False)
    of_initiative = "initiative__region__code" if programme else "region__code"
    return {
        "initiatives": by_province(initiatives.filter(region__isnull=False), "region__code", "pk"),
        "organizations": by_province(organizations.filter(region__isnull=False), "region__code", "pk"),
        "articles": by_province(mentions, of_initiative, "article"),
    }


def by_province(rows: Any, code: str, counted: str) -> Counter[str]:
    """How many different ``counted`` there are in each province."""
    grouped = rows.order_by().annotate(part=Substr(F(code), 1, PROVINCE)).values_list("part")
    return Counter(dict(grouped.annotate(count=Count(counted, distinct=True))))


def tiles_of(numbers: dict[str, Counter[str]], by: str) -> list[Tile]:
    """A tile for each province, shaded by one of the measures."""
    most = max(numbers[by].values(), default=0)
    return [
        Tile(
            province,
            {name: numbers[name][province.code[:PROVINCE]] for name in MEASURES},
            shown := numbers[by][province.code[:PROVINCE]],
            -(-shown * SHADES // most) if most else 0,
        )
        for province in Region.objects.provinces()
    ]


def in_order(tiles: Iterable[Tile], sort: str) -> list[Tile]:
    """The rows of the table: by code, by name, or the highest number first."""
    if sort == "code":
        return list(tiles)
    if sort == "name":
        return sorted(tiles, key=lambda tile: tile.province.name)
    return sorted(tiles, key=lambda tile: (-tile.counts[sort], tile.province.code))


def headings(address: Address, sort: str) -> Sequence[Heading]:
    """The heads of the table; a click on “Province” turns between the order of codes and that of names."""
    by_name = "name" if sort == "code" else "code"
    return [
        Heading(
            "province", _("Province"), address.changed({"sort": [by_name]}), sort in {"code", "name"}, False
        ),
        *(
            Heading(name, label, address.changed({"sort": [name]}), sort == name, True)
            for name, label in MEASURES.items()
        ),
    ]


def region(request: HttpRequest, code: str) -> HttpResponse:
    """What unions of a region do, and the articles that name it."""
    found = get_object_or_404(Region.objects.select_related("parent__parent"), code=code)
    published = Article.objects.published(request.user)
    initiatives = Initiative.objects.in_region(found).most_reported(published)
    organizations = Organization.objects.filter(region__in=found.with_parts()).most_reported(published)
    context = {
        "region": found,
        "parts": parts_of(found),
        "initiatives": initiatives.select_related("lead", "region")[:RECORDS_SHOWN],
        "organizations": organizations.select_related("region")[:RECORDS_SHOWN],
        **reports_on(request, found, published),
    }
    return render(request, "reading/region.html", context)


def parts_of(found: Region) -> list[Region]:
    """What lies directly in a region, each with ``runs``, the number of initiatives recorded in it and below."""
    codes = list(Initiative.objects.in_region(found).values_list("region__code", flat=True))
    recorded = Counter(code[:PREFECTURE] for code in codes) + Counter(codes)
    parts = list(found.children.all())
    for part in parts:
        is_prefecture = part.level == Region.Level.PREFECTURE
        part.runs = recorded[part.code[:PREFECTURE] if is_prefecture else part.code]  # type: ignore[attr-defined]
    return parts
