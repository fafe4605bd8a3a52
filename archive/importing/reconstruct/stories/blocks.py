"""Blocks: runs of units that surely go on one after the other, and what tells which story each belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.stories.boundaries import GOES_ON, NEW
from archive.importing.reconstruct.stories.survey import UNWEIGHED, Survey
from archive.importing.reconstruct.stories.topic import COSINE_PULL, Strings, Topic
from archive.importing.reconstruct.stories.units import (
    BODY,
    BOX,
    BYLINE,
    CAPTION,
    CROSSHEAD,
    FURNITURE,
    HEADLINE,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# A unit this likely to go on is never asked about again. Lower, and stories run together for good; higher, and most
# pages fall into so many blocks that words alone cannot tell.
SURELY_GOES_ON = 0.93

# The width of a unit's column is seen where it has more lines than this, and is this likely to be body.
WIDTH_MIN_LINES, WIDTH_BODY_CHANCE = 2, 0.4

# What a block without body lacks of its column's width, in em: more than any line of body does.
NO_BODY_LACKS = 9.0

# What stories add up, block by block.
SUMMED_TRAITS = (
    "characters",
    "characters of body",
    "headlines",
    "datelines",
    "bylines",
    "characters of caption",
    "characters of box",
    "picture credits",
)
BLOCK_TRAITS = (
    *SUMMED_TRAITS,
    "characters of headlines",
    "crossheads",
    "box labels",
    "furniture alone",
    "units",
    "first role",
    "last role",
    "glued to the line before",
    "empty stretches before",
    "body starts like no paragraph",
    "body's first line lacks of its column",
    "place in the page",
)
AROUND_TRAITS = (
    "like the next block",
    "like the next block but one",
    "next block opens a story",
    "next block's first role",
    "datelines in the next block",
    "last role of the block before",
    "block before ends a sentence",
)


@dataclass(frozen=True)
class Blocks:
    """Arrays run along the blocks of a page, in file order.

    ``start`` is each block's first unit, ``last`` its last. ``traits`` is blocks by ``BLOCK_TRAITS``, ``around`` by
    ``AROUND_TRAITS``, ``chances`` by boundaries at its first unit. ``lines`` holds the places, among the lines that
    joins were weighed for, of its first and last line and of the first and last line of its body; ``width`` is its
    column's in em, 0 where nothing tells; ``square`` is what the squares of its strings' weights come to.
    """

    start: Ints
    last: Ints
    traits: Floats
    around: Floats
    chances: Floats
    lines: Ints
    body_is_open: Floats
    width: Floats
    topic: Topic
    square: Floats

    def __len__(self) -> int:
        return len(self.start)

    def trait(self, name: str) -> Floats:
        """One trait of every block."""
        return np.asarray(self.traits[:, BLOCK_TRAITS.index(name)])


FIRST_LINE, LAST_LINE, FIRST_BODY_LINE, LAST_BODY_LINE = range(4)


def blocks_of(survey: Survey, chances: Floats) -> Blocks:
    """The blocks of a page; ``chances`` are those of ``boundary_chances``, units by boundaries."""
    runs = Runs.of(survey, chances)
    traits = _traits(survey, runs)
    topic = Topic(runs.most(survey.topic.held), survey.topic.weight)
    square = topic.held @ topic.weight**2
    open_body = 1.0 - survey.trait("ends a sentence")[runs.last_body]
    return Blocks(
        start=runs.start,
        last=runs.last,
        traits=traits,
        around=_around(survey, runs, topic, square, chances),
        chances=chances[runs.start],
        lines=_lines(survey, runs),
        body_is_open=np.where(runs.has_body, open_body, 0.0),
        width=_widths(survey, runs),
        topic=topic,
        square=square,
    )


@dataclass(frozen=True)
class Runs:
    """Where blocks start and end among the units, and their first and last units of body, where they have any."""

    start: Ints
    last: Ints
    role: Ints
    has_body: NDArray[np.bool_]
    first_body: Ints
    last_body: Ints

    @classmethod
    def of(cls, survey: Survey, chances: Floats) -> Runs:
        """Part the units where they do not surely go on."""
        size = len(survey.units)
        parted = chances[:, GOES_ON] < SURELY_GOES_ON
        parted[:1] = True
        start = np.flatnonzero(parted)
        role = np.array([unit.role for unit in survey.units], dtype=np.int64)
        body, here = role == BODY, np.arange(size)
        first = np.minimum.reduceat(np.where(body, here, size), start)
        last = np.maximum.reduceat(np.where(body, here, -1), start)
        return cls(start, np.append(start[1:], size) - 1, role, last >= 0, np.minimum(first, size - 1), last)

    def sums(self, values: Floats) -> Floats:
        """What the values of each block's units come to."""
        return np.asarray(np.add.reduceat(values, self.start))

    def most(self, values: Strings) -> Strings:
        """The greatest of the values of each block's units."""
        return np.asarray(np.maximum.reduceat(values, self.start, axis=0))

    def holds(self, role: int) -> Floats:
        """Has the block a unit of this role?"""
        return np.asarray(np.maximum.reduceat(self.role == role, self.start), dtype=float)


def _traits(survey: Survey, runs: Runs) -> Floats:
    """Blocks by ``BLOCK_TRAITS``."""
    length, start = survey.trait("characters"), runs.start
    first_of_body = runs.first_body
    clings = sum(
        survey.trait(name)
        for name in ("begins with a mark that no line begins with", "starts with a clinging word")
    )
    return np.column_stack(
        [
            runs.sums(length),
            runs.sums(length * (runs.role == BODY)),
            runs.holds(HEADLINE),
            runs.sums(survey.trait("opens with a dateline")),
            runs.holds(BYLINE),
            runs.sums(length * (runs.role == CAPTION)),
            runs.sums(length * (runs.role == BOX)),
            runs.sums(survey.trait("ends with a picture credit")) > 0,
            runs.sums(length * (runs.role == HEADLINE)),
            runs.holds(CROSSHEAD),
            runs.sums(survey.trait("opens with a box's label")) > 0,
            runs.sums((runs.role != FURNITURE).astype(float)) == 0,
            runs.last - start + 1,
            runs.role[start],
            runs.role[runs.last],
            survey.trait("glued to the line before")[start],
            survey.trait("empty stretches before")[start],
            np.where(runs.has_body, np.asarray(clings)[first_of_body], 0.0),
            np.where(
                runs.has_body, survey.trait("first line lacks of its column")[first_of_body], NO_BODY_LACKS
            ),
            np.arange(len(start)) / max(1, len(start)),
        ]
    )


def _like(topic: Topic, square: Floats, step: int) -> Floats:
    """How alike each block is to the one so many steps on, from 0 to 1; 0 where there is none."""
    count = len(square)
    here, there = np.arange(max(0, count - step)), np.arange(min(step, count), count)
    shared = (topic.held[here] * topic.held[there]) @ topic.weight**2
    alike = shared / np.sqrt((square[here] + COSINE_PULL) * (square[there] + COSINE_PULL))
    return np.append(alike, np.zeros(count - len(here)))


def _around(survey: Survey, runs: Runs, topic: Topic, square: Floats, chances: Floats) -> Floats:
    """Blocks by ``AROUND_TRAITS``."""
    return np.column_stack(
        [
            _like(topic, square, 1),
            _like(topic, square, 2),
            np.append(chances[runs.start[1:], NEW], 1.0),
            np.append(runs.role[runs.start[1:]], -1),
            np.append(runs.sums(survey.trait("opens with a dateline"))[1:], -1),
            np.append(-1, runs.role[runs.last[:-1]]),
            np.append(-1, survey.trait("ends a sentence")[runs.last[:-1]]),
        ]
    )


def _lines(survey: Survey, runs: Runs) -> Ints:
    """First and last line of each block and of its body, by their places among the lines that joins were weighed for."""
    return np.column_stack(
        [
            survey.first[runs.start],
            survey.last[runs.last],
            np.where(runs.has_body, survey.first[runs.first_body], UNWEIGHED),
            np.where(runs.has_body, survey.last[runs.last_body], UNWEIGHED),
        ]
    )


def _widths(survey: Survey, runs: Runs) -> Floats:
    """The width of the column that each block is set in, in em; 0 where no unit of it tells."""
    tells = (survey.trait("lines") > WIDTH_MIN_LINES) & (survey.trait("likely body") > WIDTH_BODY_CHANCE)
    column = survey.trait("column width")
    told = (
        column[first : last + 1][tells[first : last + 1]]
        for first, last in zip(runs.start, runs.last, strict=True)
    )
    return np.array([median(widths.tolist()) if len(widths) else 0.0 for widths in told])
