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
LETTERS = re.compile(r"[a-z' ’]+", re.IGNORECASE)


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
    found: dict[str, tuple[int, int, int, Suggestion]] = {}
    for suggestion in _names():
        place = _place(wanted, typed, suggestion.name)
        if place is not None:
            rank = (int(place > 0), list(Kind).index(suggestion.kind), len(suggestion.name), suggestion)
            found.setdefault(fold(suggestion.name), rank)
    ranked = sorted(found.values(), key=lambda rank: (*rank[:3], rank[3].name))
    return [suggestion for *_rank, suggestion in ranked[:MOST]]


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
    named = Region.objects.filter(mentions__state=Review.ACCEPTED).distinct()
    yield from (Suggestion(name, Kind.REGION) for name in named.values_list("name", flat=True))
    yield from (Suggestion(name, Kind.TERM) for names in curated() for name in names)
