"""Mentions of an article: names on record are accepted by rule, everything else that seems a name waits for a person.

What a person decided is not touched, and not proposed again at the same place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.importing.recognize import (
    Finding,
    InitiativeFinding,
    Occurrence,
    OrganizationFinding,
    Recognized,
    RegionFinding,
)
from archive.importing.store.findings.known import QUOTES, Known
from archive.models import Article, Mention, NameKey, Review
from archive.models.proposals import NAME_MAX

# From this score on, a division that is printed by its own name is accepted like a name on record: it is one, and what
# lies around it in the text has told which.
REGION_SURE = 0.9
# How many decimals of a score say anything.
SCORE_DECIMALS = 3
# What grammar finds is never as sure as a name on record, whose score is 1: so the two are told apart afterwards.
SUREST = 0.99


class Place(NamedTuple):
    """Characters of one field of an article."""

    field: str
    start: int
    end: int

    def overlaps(self, other: Place) -> bool:
        """Do the two share a character?"""
        return self.field == other.field and self.start < other.end and other.start < self.end

    def holds(self, other: Place) -> bool:
        """Does the other stand inside this one, or on the same characters?"""
        return self.field == other.field and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Wanted:
    """A mention as it should stand: ``key`` is that of the record that is named, ``name`` what nobody has on record."""

    place: Place
    kind: str
    surface: str
    key: int | None
    name: NameKey | None = None
    is_accepted: bool = False
    score: float = 1.0

    @property
    def core(self) -> Place:
        """Its characters without quotation marks around them."""
        bare = self.surface.lstrip(QUOTES)
        start = self.place.start + len(self.surface) - len(bare)
        return Place(self.place.field, start, start + len(bare.rstrip(QUOTES)))

    @property
    def identity(self) -> tuple[Place, str, int | None, NameKey | None, bool]:
        """By what it is told from others; a score alone makes no other mention."""
        return self.place, self.kind, self.key, self.name, self.is_accepted

    def row(self, article: Article, proposals: dict[NameKey, int]) -> Mention:
        """The mention to be stored."""
        return Mention(
            article=article,
            **self.place._asdict(),
            kind=self.kind,
            surface=self.surface,
            state=Review.ACCEPTED if self.is_accepted else Review.PROPOSED,
            score=self.score,
            proposal_id=proposals.get(self.name) if self.name else None,
            **{f"{self.kind}_id": self.key},
        )


class Change(NamedTuple):
    """Mentions of an article that are missing, and those that are no longer found."""

    new: list[Wanted]
    lost: list[Mention]

    @property
    def counts(self) -> bool:
        """Does it change what readers find?"""
        return any(one.is_accepted for one in self.new) or any(
            one.state == Review.ACCEPTED for one in self.lost
        )


def change(
    standing: Sequence[Mention], named: Sequence[Occurrence], found: Recognized | None, known: Known
) -> Change:
    """What is to be added to an article's mentions and what removed; without ``found`` only names on record are new."""
    decided = [one for one in standing if one.decided_at]
    mine = {identity_of(one): one for one in standing if not one.decided_at}
    others = list(proposed(found, known) if found is not None else kept(mine.values(), known))
    by_rule = borne_out([accepted(one) for one in named], others)
    wanted = {
        one.identity: one for one in (*by_rule, *beside(by_rule, others)) if not is_decided(one, decided)
    }
    lost = [mine[identity] for identity in mine.keys() - wanted.keys()]
    return Change([one for identity, one in wanted.items() if identity not in mine], lost)


def accepted(one: Occurrence) -> Wanted:
    """A name on record."""
    place = Place(one.field, one.start, one.end)
    return Wanted(place, one.record.subject.value, one.surface, one.record.key, is_accepted=True)


def borne_out(by_rule: Iterable[Wanted], others: Iterable[Wanted]) -> list[Wanted]:
    """The names on record; one that grammar finds, too, has grammar's score, and stands when its name is no more looked for."""
    found = {one.identity: one for one in others}
    return [found.get(one.identity, one) for one in by_rule]


def beside(by_rule: Sequence[Wanted], others: Iterable[Wanted]) -> Iterator[Wanted]:
    """Those of the others that say something which the names on record do not."""
    for one in others:
        if not any(rule.kind == one.kind and rule.place.holds(one.core) for rule in by_rule):
            yield one


def proposed(found: Recognized, known: Known) -> Iterator[Wanted]:
    """What the rules of grammar found: places of names on record by other words, and names that are new."""
    for organization in found.organizations:
        yield from _named(organization, known.organization(organization.name), known)
    for initiative in found.initiatives:
        yield from _named(initiative, known.initiative(initiative.name, initiative.lead), known)
    for region in found.regions:
        yield from _region(region, known)


def _named(one: OrganizationFinding | InitiativeFinding, key: int | None, known: Known) -> Iterator[Wanted]:
    """A proposal, unless people have said that this is no name."""
    name = name_key(one)
    if len(one.name) > NAME_MAX or len(one.surface) > NAME_MAX or name in known.rejected:
        return
    yield _wanted(one, key, None if key else name)


def _region(one: RegionFinding, known: Known) -> Iterator[Wanted]:
    """A division of the table; printed by its own name, it is accepted by rule."""
    key = known.regions.get(one.code)
    if key is not None:
        is_own_name = one.surface == one.name or (bool(one.surface) and one.name.startswith(one.surface))
        yield _wanted(one, key, None, is_accepted=is_own_name and one.score >= REGION_SURE)


def _wanted(one: Finding, key: int | None, name: NameKey | None, *, is_accepted: bool = False) -> Wanted:
    place = Place(one.field, one.start, one.end)
    return Wanted(
        place,
        one.kind.value,
        one.surface,
        key,
        name,
        is_accepted,
        min(round(one.score, SCORE_DECIMALS), SUREST),
    )


def name_key(one: OrganizationFinding | InitiativeFinding) -> NameKey:
    """By what the name of a finding is known."""
    lead = one.lead[:NAME_MAX] if isinstance(one, InitiativeFinding) else ""
    return NameKey(one.kind.value, one.name, lead)


def kept(standing: Iterable[Mention], known: Known) -> Iterator[Wanted]:
    """What an earlier reading found by grammar: proposals, their names looked up anew, and divisions."""
    for mention in standing:
        is_accepted = mention.state == Review.ACCEPTED
        if is_accepted and mention.score > SUREST:
            continue  # a name on record: it is looked for anew
        name = mention.proposal.key if mention.proposal else None
        key = mention.organization_id or mention.initiative_id or mention.region_id
        if name in known.rejected:
            continue
        if name and not key:
            key = (
                known.organization(name.name)
                if name.kind == Mention.Kind.ORGANIZATION
                else known.initiative(name.name, name.lead)
            )
        yield Wanted(
            _place(mention),
            mention.kind,
            mention.surface,
            key,
            None if key else name,
            is_accepted,
            mention.score,
        )


def is_decided(one: Wanted, decided: Iterable[Mention]) -> bool:
    """Did a person decide on this very place, or reject this name of this record in the article?"""
    return any(
        mention.kind == one.kind
        and (
            (_place(mention) == one.place and (not one.is_accepted or _key(mention) in {one.key, None}))
            or (
                mention.state == Review.REJECTED
                and mention.surface == one.surface
                and _key(mention) in {one.key, None}
            )
        )
        for mention in decided
    )


def identity_of(mention: Mention) -> tuple[Place, str, int | None, NameKey | None, bool]:
    """By what a stored mention is told from others."""
    key = _key(mention)
    name = mention.proposal.key if mention.proposal and not key else None
    return _place(mention), mention.kind, key, name, mention.state == Review.ACCEPTED


def _place(mention: Mention) -> Place:
    return Place(mention.field, mention.start, mention.end)


def _key(mention: Mention) -> int | None:
    """The key of the record that a mention names."""
    return mention.organization_id or mention.initiative_id or mention.region_id
