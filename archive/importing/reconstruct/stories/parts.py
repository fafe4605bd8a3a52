"""The parts of a story: stack of headings, byline, body, caption, box, each in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, takewhile

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.shapes import Field
from archive.importing.reconstruct.stories.playing import PARTS, Part
from archive.importing.reconstruct.stories.units import Unit
from archive.importing.reconstruct.vocabulary import DATELINE, WRITERS_FIRST

Floats = NDArray[np.float64]

STACK_FIELDS = (Field.KICKER, Field.HEADLINE, Field.DECK)
STACK_COLUMNS = [PARTS.index(part) for part in (Part.KICKER, Part.HEADLINE, Part.DECK)]

# A stack of more headings than this is none; its parts are taken one by one.
STACK_MAX_UNITS = 12

# Chances below this are all the same to a stack: never.
LEAST_CHANCE = 1e-3

Stack = tuple[tuple[Field, tuple[Unit, ...]], ...]


@dataclass(frozen=True)
class Played:
    """A unit and the chances of the parts that it may play, by ``PARTS``."""

    unit: Unit
    chances: Floats

    @property
    def part(self) -> Part:
        """The likeliest part."""
        return PARTS[int(self.chances.argmax())]

    def as_heading(self) -> Played:
        """The same, playing the likeliest part of a stack."""
        stack = np.zeros(len(PARTS))
        stack[STACK_COLUMNS] = np.maximum(self.chances[STACK_COLUMNS], LEAST_CHANCE)
        return Played(self.unit, stack / stack.sum())

    @property
    def is_heading(self) -> bool:
        """Does it belong to the stack over the story?"""
        return self.part in (Part.KICKER, Part.HEADLINE, Part.DECK)


@dataclass(frozen=True)
class Parts:
    """The units of a story by the field they are printed in, each in reading order."""

    stack: Stack
    bylines: tuple[Unit, ...]
    body: tuple[Unit, ...]
    crossheads: frozenset[Unit]
    caption: tuple[Unit, ...]
    box: tuple[Unit, ...]


def parts_of(played: Sequence[Played]) -> Parts:
    """Sort a story's units, given in file order, into its parts."""

    played = late_headlines_up(played)

    def of(*parts: Part) -> tuple[Unit, ...]:
        return tuple(one.unit for one in played if one.part in parts)

    return Parts(
        stack_of(played),
        of(Part.BYLINE),
        opening_first(of(Part.BODY, Part.CROSSHEAD)),
        frozenset(of(Part.CROSSHEAD)),
        of(Part.CAPTION),
        of(Part.BOX),
    )


def late_headlines_up(played: Sequence[Played]) -> list[Played]:
    """With every heading that no text follows taken for part of the stack: nothing stands under it to head."""
    body = [at for at, one in enumerate(played) if one.part is Part.BODY and not opens_news(one.unit)]
    last = body[-1] if body else -1
    return [
        one.as_heading() if at > last >= 0 and one.part is Part.CROSSHEAD else one
        for at, one in enumerate(played)
    ]


def opening_first(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The paragraph with the dateline, then the others as they stand."""
    return tuple(sorted(units, key=lambda unit: not opens_news(unit)))


def opens_news(unit: Unit) -> bool:
    """Does the unit begin with a dateline?"""
    return bool(DATELINE.match(unit.text) or WRITERS_FIRST.match(unit.text))


def stack_of(played: Sequence[Played]) -> Stack:
    """Kicker, headline and deck; what stands together keeps its order, what strayed goes where it belongs."""
    heads = [one for one in played if one.is_heading]
    together = heads == list(played[: len(heads)]) and len(heads) <= STACK_MAX_UNITS
    fields = _in_order(heads) if together else _strayed(heads, played)
    if heads and Field.HEADLINE not in fields:
        fields[-1] = Field.HEADLINE
    return tuple(
        (name, tuple(one.unit for one, field in zip(heads, fields, strict=True) if field is name))
        for name in STACK_FIELDS
    )


def _strayed(heads: Sequence[Played], played: Sequence[Played]) -> list[Field]:
    """The likeliest field of each heading, but no headline both over and under the text: what else would part it?"""
    over = {id(one) for one in takewhile(lambda one: one.is_heading or one.part is Part.BYLINE, played)}
    odds = np.log(np.maximum([one.chances[STACK_COLUMNS] for one in heads], LEAST_CHANCE))
    kicker, headline, deck = range(len(STACK_FIELDS))
    column = odds.argmax(axis=1)
    above = np.array([id(one) in over for one in heads])
    first, late = (np.flatnonzero((column == headline) & where) for where in (above, ~above))
    if len(first) and len(late):
        as_kicker = (odds[first, kicker] - odds[first, headline]).sum()
        as_deck = (odds[late, deck] - odds[late, headline]).sum()
        column[first if as_kicker >= as_deck else late] = kicker if as_kicker >= as_deck else deck
    return [STACK_FIELDS[at] for at in column]


def _in_order(heads: Sequence[Played]) -> list[Field]:
    """The likeliest fields where no kicker follows a headline and no headline a deck."""
    if not heads:
        return []
    odds = np.log(np.maximum([one.chances[STACK_COLUMNS] for one in heads], LEAST_CHANCE))
    ways = combinations_with_replacement(range(len(STACK_FIELDS)), len(heads))
    best = max(ways, key=lambda way: sum(odds[at, column] for at, column in enumerate(way)))
    return [STACK_FIELDS[column] for column in best]
