"""A page parted into stories: what each unit belongs to, what it plays there, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.confidence import Ground
from archive.importing.reconstruct.joins.matching import Matching
from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.stories.blocks import Blocks, blocks_of
from archive.importing.reconstruct.stories.boundaries import BOUNDARIES, boundary_chances
from archive.importing.reconstruct.stories.membership import told_apart
from archive.importing.reconstruct.stories.mending import mended
from archive.importing.reconstruct.stories.parts import Played
from archive.importing.reconstruct.stories.playing import PARTS, Part, part_chances
from archive.importing.reconstruct.stories.strays import with_strays_home
from archive.importing.reconstruct.stories.survey import Survey, survey_of
from archive.importing.reconstruct.stories.units import Unit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class PageOfStories:
    """The units of a page, furniture left out, in file order; the arrays run along them.

    ``block`` and ``story`` number what each belongs to; ``boundaries`` is units by ``BOUNDARIES``, ``parts`` units by
    ``PARTS``; ``lead`` tells how much better its story suits its block than any other, in log-odds.
    """

    units: Sequence[Unit]
    block: Ints
    story: Ints
    boundaries: Floats
    lead: Floats
    parts: Floats

    def played(self) -> list[list[Played]]:
        """Each story's units with the parts they may play; stories without any are left out."""
        every = [Played(unit, chances) for unit, chances in zip(self.units, self.parts, strict=True)]
        stories = [
            [every[at] for at in np.flatnonzero(self.story == number) if every[at].part is not Part.FURNITURE]
            for number in range(self.story.max(initial=-1) + 1)
        ]
        return [mended(story) for story in stories if story]

    def furniture(self) -> list[Unit]:
        """Units that turn out to be furniture where they stand."""
        return [
            unit
            for unit, chances in zip(self.units, self.parts, strict=True)
            if Played(unit, chances).part is Part.FURNITURE
        ]

    def grounds(self) -> dict[int, Ground]:
        """What each line's place rests on, by the line's index."""
        return {
            line.index: Ground(
                unit=at,
                block=int(self.block[at]),
                goes_on=float(self.boundaries[at, BOUNDARIES.index("goes on")]),
                opens=float(self.boundaries[at, BOUNDARIES.index("new")]),
                lead=float(self.lead[at]),
                part=float(self.parts[at].max()),
            )
            for at, unit in enumerate(self.units)
            for line in unit.lines
        }


def page_of_stories(units: Sequence[Unit], lines: Sequence[Line], matching: Matching) -> PageOfStories:
    """Part the units of a page; ``lines`` are all its lines, ``matching`` has joined those that flow."""
    if not units:
        none = np.zeros(0, dtype=np.int64)
        return PageOfStories(
            units, none, none, np.zeros((0, len(BOUNDARIES))), np.zeros(0), np.zeros((0, len(PARTS)))
        )
    survey = survey_of(units, lines, matching)
    boundaries = boundary_chances(survey)
    blocks = blocks_of(survey, boundaries)
    reading = told_apart(survey, blocks)
    block = _block_of_units(blocks)
    story = with_strays_home(survey, reading.stories.of_block[block])
    return PageOfStories(
        units, block, story, boundaries, np.array(reading.leads)[block], _parts(survey, story)
    )


def _block_of_units(blocks: Blocks) -> Ints:
    return np.repeat(np.arange(len(blocks)), blocks.last - blocks.start + 1)


def _parts(survey: Survey, story: Ints) -> Floats:
    return part_chances(survey, [np.flatnonzero(story == number) for number in np.unique(story)])
