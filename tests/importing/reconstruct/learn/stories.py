"""Where stories open, which story each block belongs to, what each unit plays, and which junctions are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from archive.importing.reconstruct.confidence import JUNCTION_TRAITS, junction_traits, junctions, page_of
from archive.importing.reconstruct.joins.matching import Matching, match
from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.roles import role_chances
from archive.importing.reconstruct.stories.blocks import blocks_of
from archive.importing.reconstruct.stories.boundaries import (
    BOUNDARIES,
    BOUNDARY_TRAITS,
    boundary_chances,
    boundary_traits,
)
from archive.importing.reconstruct.stories.fields import story_of
from archive.importing.reconstruct.stories.membership import MEMBERSHIP_TRAITS, membership_traits
from archive.importing.reconstruct.stories.parting import page_of_stories
from archive.importing.reconstruct.stories.playing import PARTS, PLAYING_TRAITS, playing_traits
from archive.importing.reconstruct.stories.so_far import Stories
from archive.importing.reconstruct.stories.survey import Survey, survey_of
from archive.importing.reconstruct.stories.units import FURNITURE, Unit, flowing, units_of
from tests.importing.reconstruct.learn.forests import Growth, grown
from tests.importing.reconstruct.learn.gold import NO_STORY, GoldPage

BOUNDARY_GROWTH = Growth(rounds=220, leaves=24)
MEMBERSHIP_GROWTH = Growth(rounds=420, leaves=31, step=0.08, traits_share=0.4)
PART_GROWTH = Growth(rounds=180, leaves=16, step=0.08)
JUNCTION_GROWTH = Growth(rounds=150, leaves=8, least_rows=60)

PART_OF = {"byline_lines": "byline"}
UNKNOWN = -2


@dataclass(frozen=True)
class UnitsPage:
    """The units that the engine makes of a page, and gold's word on each: its story, and the part it plays."""

    page: GoldPage
    matching: Matching
    units: list[Unit]
    survey: Survey
    story: list[int]
    part: list[str]


def units_page(page: GoldPage) -> UnitsPage:
    """The engine's units, furniture left out, with what gold says of most of their lines."""
    chances = role_chances(page.lines)
    flow = flowing(chances)
    matching = match([page.lines[at] for at in flow], chances[flow])
    units = [unit for unit in units_of(page.lines, chances, matching) if unit.role != FURNITURE]
    place = {line.index: at for at, line in enumerate(page.lines)}
    told = [_told(unit, page, place) for unit in units]
    survey = survey_of(units, page.lines, matching)
    return UnitsPage(page, matching, units, survey, [one[0] for one in told], [one[1] for one in told])


def _told(unit: Unit, page: GoldPage, place: dict[int, int]) -> tuple[int, str]:
    truths = [truth for line in unit.lines if (truth := page.truth[place[line.index]]) is not None]
    if not truths:
        return UNKNOWN, "furniture"
    story = Counter(truth.story for truth in truths).most_common(1)[0][0]
    part = Counter(truth.part for truth in truths if truth.story == story).most_common(1)[0][0]
    return story, PART_OF.get(part, part)


def boundaries(pages: Iterable[UnitsPage]) -> dict[str, Any]:
    """The forest that tells whether a unit goes on, opens a story, or resumes one."""
    rows, right = [], []
    for page in pages:
        if page.units:
            told = _boundaries_of(page.story)
            rows.append(boundary_traits(page.survey)[told >= 0])
            right.append(told[told >= 0])
    return grown(np.vstack(rows), np.concatenate(right), BOUNDARY_TRAITS, BOUNDARIES, BOUNDARY_GROWTH)


def _boundaries_of(story: Sequence[int]) -> np.ndarray:
    """For each unit the place of its boundary among ``BOUNDARIES``; -1 where gold does not tell."""
    seen: set[int] = set()
    last, found = None, []
    for number in story:
        if number < 0:
            found.append(-1)
            continue
        name = "goes on" if number == last else "resumed" if number in seen else "new"
        found.append(BOUNDARIES.index(name))
        last = number
        seen.add(number)
    return np.array(found)


def membership(pages: Iterable[UnitsPage]) -> dict[str, Any]:
    """The forest that tells how well a block suits a story, learnt while all blocks before it stand right."""
    rows, right = [], []
    for page in pages:
        if page.units:
            for table, chosen in _choices_of(page):
                rows.append(table.astype(np.float32))
                right.append(np.arange(len(table)) == chosen)
    return grown(np.vstack(rows), np.concatenate(right), MEMBERSHIP_TRAITS, ("suits",), MEMBERSHIP_GROWTH)


def _choices_of(page: UnitsPage) -> Iterable[tuple[np.ndarray, int]]:
    blocks = blocks_of(page.survey, boundary_chances(page.survey))
    true = [_story_of(page, first, last) for first, last in zip(blocks.start, blocks.last, strict=True)]
    stories = Stories.none(blocks).joined(0)
    number_of = {true[0]: 0}
    for block in range(1, len(blocks)):
        # What gold does not know belongs to none and opens none: it is left out, and stands as a story of its own.
        key = true[block] if true[block] >= 0 else -10 - block
        chosen = number_of.setdefault(key, stories.count)
        if key >= 0:
            yield membership_traits(page.survey, stories), chosen
        stories = stories.joined(chosen)


def _story_of(page: UnitsPage, first: int, last: int) -> int:
    sizes: Counter[int] = Counter()
    for at in range(first, last + 1):
        if page.story[at] >= 0:
            sizes[page.story[at]] += len(page.units[at].text)
    return sizes.most_common(1)[0][0] if sizes else NO_STORY


def parts(pages: Iterable[UnitsPage]) -> dict[str, Any]:
    """The forest that settles what a unit plays, learnt on stories as they are and as the engine makes them."""
    rows, right = [], []
    for number, page in enumerate(pages):
        if not page.units:
            continue
        made = page_of_stories(page.units, page.page.lines, page.matching).story
        for story in (made, np.array(page.story)) if number % 2 else (made,):
            for one in np.unique(story):
                places = np.flatnonzero(story == one)
                rows.append(playing_traits(page.survey, places).astype(np.float32))
                right.append([PARTS.index(page.part[at]) for at in places])  # type: ignore[arg-type]
    return grown(np.vstack(rows), np.concatenate(right), PLAYING_TRAITS, PARTS, PART_GROWTH)


def sureness(pages: Iterable[UnitsPage]) -> dict[str, Any]:
    """The forest that tells right junctions of the output from wrong ones."""
    rows, right = [], []
    for page in pages:
        if page.units:
            for before, after, traits in _junctions_of(page):
                rows.append(traits)
                right.append(_follows(page.page, before, after))
    return grown(np.array(rows), np.array(right), JUNCTION_TRAITS, ("right",), JUNCTION_GROWTH)


def _junctions_of(page: UnitsPage) -> Iterable[tuple[Line, Line, tuple[float, ...]]]:
    made = page_of_stories(page.units, page.page.lines, page.matching)
    ground = page_of(page.matching, made.grounds())
    line_at = {(line.row, line.start): line for line in page.page.lines}
    for played in made.played():
        for name, _, before, after in junctions(story_of(played), line_at):
            yield before, after, junction_traits(name, before, after, ground)


def _follows(page: GoldPage, before: Line, after: Line) -> bool:
    """Does gold print the one right behind the other, in one field of one story?"""
    place = {line.index: at for at, line in enumerate(page.lines)}
    one, other = page.truth[place[before.index]], page.truth[place[after.index]]
    if one is None or other is None or one.story != other.story:
        return False
    between = [
        truth
        for truth in page.truth
        if truth is not None and truth.story == one.story and one.order < truth.order < other.order
    ]
    return one.order < other.order and one.paragraph[0] == other.paragraph[0] and not between
