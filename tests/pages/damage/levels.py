"""Levels of damage as recipes: which operations, how often, how worn the characters."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.pages.damage import displace
from tests.pages.damage.rows import one_cell_a_line, rows_across, shuffled_lines
from tests.pages.damage.sheet import (
    Manner,
    Sheet,
    WrittenPage,
    column_by_column,
    story_by_story,
    without_lines,
    write_rows,
    write_sheet,
)
from tests.pages.damage.wear import WearRates, WornPage, wear
from tests.pages.setting.printing import PrintedPage

Operation = Callable[[Sheet, random.Random], Sheet]


@dataclass(frozen=True)
class Dose:
    """An operation and how many times it is done: at least, at most."""

    operation: Operation
    least: int
    most: int


@dataclass(frozen=True)
class Level:
    """A recipe: wear, order of extraction, operations in turn, manners of writing."""

    wear: WearRates
    doses: tuple[Dose, ...]
    column_order_share: float
    manners: tuple[Manner, ...]


SPACES = Manner()
NEWLINES = Manner(joiner="\n")
PACKED_NEWLINES = Manner(joiner="\n", parting="\n")
PACKED_SPACES = Manner(parting="\n")
WHOLE_PARAGRAPHS = Manner(joiner="")
INDENTED = Manner(indent="\u3000\u3000")

# Seed-like rates imitate the real page: one story of nine shattered, one resumed after another, one fragment
# interleaved, every box strewn, 8 of 52 paragraph ends lost, 3 marks lost and 1 slip in 6,400 characters.
LEVELS = {
    "light": Level(
        wear=WearRates(half_width_share=0.85, lost_marks=0.0005, slips=0.0002, tail_factor=0.1),
        doses=(Dose(displace.resume_later, 0, 1), Dose(displace.split_fragment, 0, 2)),
        column_order_share=0.15,
        manners=(
            SPACES,
            SPACES,
            SPACES,
            NEWLINES,
            PACKED_NEWLINES,
            PACKED_SPACES,
            WHOLE_PARAGRAPHS,
            INDENTED,
        ),
    ),
    "seed-like": Level(
        wear=WearRates(half_width_share=0.9, lost_marks=0.004, slips=0.002, tail_factor=1.0),
        doses=(
            Dose(displace.resume_later, 1, 2),
            Dose(displace.shatter, 1, 1),
            Dose(displace.scatter_box, 0, 2),
            Dose(displace.crosshead_inside, 0, 1),
            Dose(displace.headline_after_body, 0, 1),
            Dose(displace.split_fragment, 0, 2),
            Dose(displace.interleave, 1, 2),
        ),
        column_order_share=0.1,
        manners=(SPACES,) * 9 + (NEWLINES,),
    ),
    "heavy": Level(
        wear=WearRates(half_width_share=0.9, lost_marks=0.02, slips=0.006, tail_factor=1.4, lost_lines=0.006),
        doses=(
            Dose(displace.resume_later, 2, 4),
            Dose(displace.shatter, 2, 4),
            Dose(displace.scatter_box, 1, 3),
            Dose(displace.crosshead_inside, 1, 3),
            Dose(displace.headline_after_body, 1, 2),
            Dose(displace.split_fragment, 2, 6),
            Dose(displace.interleave, 3, 6),
            Dose(displace.swap_neighbours, 2, 6),
            Dose(displace.move_far, 2, 5),
            Dose(displace.glue, 1, 3),
        ),
        column_order_share=0.3,
        manners=(SPACES,) * 6 + (NEWLINES, PACKED_SPACES),
    ),
    "rows": Level(
        wear=WearRates(half_width_share=0.85, lost_marks=0.001, slips=0.0005, tail_factor=0.1),
        doses=(),
        column_order_share=0.0,
        manners=(),
    ),
    "shuffle": Level(
        wear=WearRates(half_width_share=0.9, lost_marks=0.002, slips=0.001),
        doses=(),
        column_order_share=0.0,
        manners=(),
    ),
}

# How rows are written: one cell a line, or cells of a row on one line with this between them.
ROW_JOINERS = (" ", "  ", "    ", "\t")


@dataclass(frozen=True)
class DamagedPage:
    """The printed page, what was lost of it, and the file that remains."""

    page: PrintedPage
    lost: frozenset[tuple[int, int]]
    written: WrittenPage


def damage(page: PrintedPage, level: str, rng: random.Random) -> DamagedPage:
    """The page taken apart at a level; the same generator state gives the same file."""
    worn = wear(page, LEVELS[level].wear, rng)
    return DamagedPage(worn.page, worn.lost, _written(worn, level, rng))


def _written(worn: WornPage, level: str, rng: random.Random) -> WrittenPage:
    if level == "rows":
        return _written_in_rows(worn, rng)
    if level == "shuffle":
        return write_rows(shuffled_lines(worn.page, worn.lost, rng), "", rng.choice(("\n", "\n\n")))
    recipe = LEVELS[level]
    order = column_by_column if rng.random() < recipe.column_order_share else story_by_story
    sheet = without_lines(order(worn.page, rng), worn.lost)
    for dose in recipe.doses:
        for _ in range(rng.randint(dose.least, dose.most)):
            sheet = dose.operation(sheet, rng)
    return write_sheet(sheet, rng.choice(recipe.manners))


def _written_in_rows(worn: WornPage, rng: random.Random) -> WrittenPage:
    rows = rows_across(worn.page, worn.lost, rng)
    parting = rng.choice(("\n", "\n", "\n\n"))
    if rng.random() < 0.5:
        return write_rows(one_cell_a_line(rows), "", parting)
    return write_rows(rows, rng.choice(ROW_JOINERS), parting)
