"""Names that a reader may be typing: in characters, by their sound, or by initials. Only names on public record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from archive.models import Initiative, InitiativeAlias, Newspaper, Organization, OrganizationAlias, Region
from archive.models.facts import Review
from archive.search.lexicon import curated
from archive.text.folding import fold
from archive.text.sounds import readings_of, sounds_like

# Names offered at a time: a list that needs no scrolling on a phone.
MOST = 8
# Latin letters, toned or not, and what parts syllables.
LETTERS = re.compile(r"[a-zÀ-ɏ' ’]+", re.IGNORECASE)
# Marks around or inside a name that tell it apart from no other: “主席信箱” is 主席信箱.
QUOTATION = re.compile('["＂“”‘’「」『』]')


class Kind(StrEnum):
    """What a suggested name names; the order in which equals are offered."""

    INITIATIVE = "initiative"
    ORGANIZATION = "organization"
    REGION = "region"
    NEWSPAPER = "newspaper"
    TERM = "term"


@dataclass(frozen=True)
class Suggestion:
    """A name to look for, and what it is a name of."""

    name: str
    kind: Kind


def suggestions(typed: str) -> list[Suggestion]:
    """The names that what was typed may become, the likeliest first: those it begins, then those it stands in."""
    wanted = fold(typed)
    if not wanted:
        return []
    ranked: list[tuple[int, int, int, str, Suggestion]] = []
    for suggestion in _names():
        place = _place(wanted, typed, suggestion.name)
        if place is not None:
            kind = list(Kind).index(suggestion.kind)
            ranked.append((int(place > 0), kind, len(suggestion.name), suggestion.name, suggestion))
    by_name: dict[str, Suggestion] = {}
    for *_rank, name, suggestion in sorted(ranked):
        by_name.setdefault(QUOTATION.sub("", fold(name)), suggestion)
    return list(by_name.values())[:MOST]


def _place(wanted: str, typed: str, name: str) -> int | None:
    """At which character of the name the typed text stands or is read; None where nowhere."""
    at = fold(name).find(wanted)
    if at >= 0:
        return at
    return sounds_like(typed, readings_of(fold(name))) if LETTERS.fullmatch(typed) else None


def _names() -> Iterator[Suggestion]:
    """Every name that may be offered."""
    for kind, models in (
        (Kind.INITIATIVE, (Initiative, InitiativeAlias)),
        (Kind.ORGANIZATION, (Organization, OrganizationAlias)),
        (Kind.NEWSPAPER, (Newspaper,)),
    ):
        for model in models:
            yield from (Suggestion(name, kind) for name in model.objects.values_list("name", flat=True))
    for kind, named in ((Kind.INITIATIVE, Initiative), (Kind.ORGANIZATION, Organization)):
        english = named.objects.exclude(name_en="").values_list("name_en", flat=True)
        yield from (Suggestion(name, kind) for name in english)
    regions = Region.objects.filter(mentions__state=Review.ACCEPTED).distinct()
    yield from (Suggestion(name, Kind.REGION) for name in regions.values_list("name", flat=True))
    yield from (Suggestion(name, Kind.TERM) for names in curated() for name in names)
