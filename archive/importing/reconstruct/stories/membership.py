"""Which story each unit belongs to: openings first, then one walk down the columns that may resume old stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.roles import Role
from archive.importing.reconstruct.stories.flow import in_flow
from archive.importing.reconstruct.stories.openings import Heading, headings_of, strayed_openings
from archive.importing.reconstruct.stories.topic import PageTopics
from archive.importing.reconstruct.stories.units import Unit
from archive.importing.reconstruct.widths import SAME_WIDTH_EM, em

Floats = NDArray[np.float64]

# What leaving one story for another costs: inside a column, and from the foot of one column to the head of the next;
# and what likeness in topic is worth. In log-odds.
CHANGE_COST, STRAND_CHANGE_COST = 4.0, 2.0
TOPIC_WEIGHT = 0.25

# What it costs a paragraph to belong to a story that opens only further on in the file, in log-odds: where columns run
# side by side, the second begins above the first one's end.
BEFORE_OPENING_COST = 5.0

# A page's first paragraph opens a story of its own unless it shares so much, from 0 to 1, with one that opens later.
FIRST_LIKENESS = 0.12

# What it costs a paragraph to be set to another width than its story, in log-odds: stories change their columns where
# a picture stands, and rarely else.
WIDTH_WEIGHT = 2.0

# Walks down the page: the first from openings alone, the others with the topics of the walk before.
WALKS = 3


@dataclass(frozen=True)
class Group:
    """The units of one story: headings at its head, and everything else by its place."""

    heads: tuple[Unit, ...]
    units: tuple[Unit, ...]


def groups_of(units: Sequence[Unit], expected: Mapping[int, int]) -> list[Group]:
    """Part a page's units into stories."""
    topics = PageTopics([unit.text for unit in units])
    headings = headings_of(units, topics, expected)
    place = {unit: at for at, unit in enumerate(units)}
    strayed = strayed_openings(units, headings, topics)
    strands = in_flow([unit for unit in units if unit.role is Role.BODY and unit not in strayed], expected)
    flow = [(unit, number == 0) for strand in strands for number, unit in enumerate(strand)]
    opened = _openings([unit for unit, _ in flow], headings, place, topics)
    widths = np.array([_set_width(unit) for unit, _ in flow])
    story = _walk([place[unit] for unit, _ in flow], widths, [first for _, first in flow], opened, topics)
    of_unit = {unit: number for (unit, _), number in zip(flow, story, strict=True)}
    of_unit |= {unit: of_unit[over] for unit, over in strayed.items()}
    return _gathered(units, headings, of_unit, topics)


def _openings(
    paragraphs: Sequence[Unit], headings: Sequence[Heading], place: Mapping[Unit, int], topics: PageTopics
) -> list[bool]:
    """Which paragraphs a story opens with."""
    headed = {heading.over for heading in headings if heading.opens}
    opened = [unit.opens_news or unit in headed for unit in paragraphs]
    if paragraphs and not opened[0]:
        first = place[paragraphs[0]]
        later = [place[unit] for unit, opens in zip(paragraphs, opened, strict=True) if opens]
        opened[0] = all(topics.likeness([first], [at]) < FIRST_LIKENESS for at in later)
    return opened


def _misfits(widths: Floats, story: Sequence[int]) -> Floats:
    """For each paragraph and story: is it set to another width than most of the story's text?"""
    numbers = np.array(story)
    typical = np.array(
        [
            np.median(own) if len(own := widths[(numbers == number) & (widths > 0)]) else 0.0
            for number in range(max(story) + 1)
        ]
    )
    known = (widths[:, None] > 0) & (typical[None, :] > 0)
    return np.asarray(known & (np.abs(widths[:, None] - typical[None, :]) > 2 * SAME_WIDTH_EM), dtype=float)


def _set_width(paragraph: Unit) -> float:
    """The width of the column a paragraph is set in, where it has lines enough to show it; else 0."""
    return max(em(line.text) for line in paragraph.lines[:-1]) if len(paragraph.lines) > 2 else 0.0


def _walk(
    places: Sequence[int], widths: Floats, tops: Sequence[bool], opened: Sequence[bool], topics: PageTopics
) -> list[int]:
    """The best story for each paragraph in the flow, given where stories open."""
    if not places:
        return []
    numbers = np.maximum(np.cumsum(opened) - 1, 0)
    story = [int(number) for number in numbers]
    for _ in range(WALKS - 1):
        of_unit = [-1] * topics.size
        for place, number in zip(places, story, strict=True):
            of_unit[place] = number
        fit = TOPIC_WEIGHT * topics.fit(of_unit)[list(places)] - WIDTH_WEIGHT * _misfits(widths, story)
        story = _best_path(
            fit, tops, [int(n) if first else -1 for n, first in zip(numbers, opened, strict=True)]
        )
    return story


def _best_path(fit: Floats, tops: Sequence[bool], opened: Sequence[int]) -> list[int]:
    """Viterbi down the flow: stay, or change at a cost; a story not yet opened costs more to enter."""
    count, stories = fit.shape
    score = np.full((count, stories), -np.inf)
    came = np.zeros((count, stories), dtype=int)
    first = [opened.index(story) for story in range(stories)]
    for at in range(count):
        allowed = np.array([opened[at] in (-1, story) for story in range(stories)])
        early = np.array([first[story] > at for story in range(stories)])
        gain = np.where(allowed, fit[at] - BEFORE_OPENING_COST * early, -np.inf)
        if at == 0:
            score[at] = gain
            continue
        cost = 0.0 if opened[at] >= 0 else STRAND_CHANGE_COST if tops[at] else CHANGE_COST
        leave = score[at - 1].max() - cost
        came[at] = np.where(score[at - 1] >= leave, np.arange(stories), int(score[at - 1].argmax()))
        score[at] = np.maximum(score[at - 1], leave) + gain
    path = [int(score[-1].argmax())]
    for at in range(count - 1, 0, -1):
        path.append(int(came[at][path[-1]]))
    return path[::-1]


def _gathered(
    units: Sequence[Unit], headings: Sequence[Heading], of_unit: Mapping[Unit, int], topics: PageTopics
) -> list[Group]:
    heads: dict[int, list[Unit]] = {}
    rest: dict[int, list[Unit]] = {}
    heading_of = {unit: heading for heading in headings for unit in heading.units}
    current = 0
    for at, unit in enumerate(units):
        heading = heading_of.get(unit)
        if heading is None:
            current = of_unit.get(unit, current)
            story = _behind(at, units, of_unit, current) if unit.role is Role.BOX_LABEL else current
            rest.setdefault(story, []).append(unit)
            continue
        under = of_unit[heading.over] if heading.over is not None else current
        members = {
            story: [place for place, one in enumerate(units) if of_unit.get(one) == story]
            for story in (current, under)
        }
        closer = topics.likeness([at], members[current]) > topics.likeness([at], members[under])
        if not heading.opens and under != current and closer:
            heads.setdefault(current, []).append(unit)
        else:
            (heads if heading.opens else rest).setdefault(under, []).append(unit)
    return [
        Group(tuple(heads.get(number, ())), tuple(rest.get(number, ()))) for number in sorted({*heads, *rest})
    ]


def _behind(at: int, units: Sequence[Unit], of_unit: Mapping[Unit, int], default: int) -> int:
    """The story of the next paragraph."""
    return next((of_unit[unit] for unit in units[at:] if unit in of_unit), default)
