"""A closer look at which cells stand in no column, where a file runs in rows: headings, bylines, furniture.

The traits are those that tell the roles of lines, asked of a file whose rows are not yet taken apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from archive.importing.reconstruct import language
from archive.importing.reconstruct.columns.cells import Cell
from archive.importing.reconstruct.columns.lone import LONE_NAMES, ODDS_CAP, ODDS_SCALE, lone_evidence
from archive.importing.reconstruct.columns.traits import Floats, Traits
from archive.importing.reconstruct.learnt.trees import forest
from archive.importing.reconstruct.roles.traits import line_traits

READS_ON_NAMES = (
    "reads on from the line before",
    "reads on in the line after",
    "the lines around it read on",
)


def lone_odds_again(cells: Sequence[Cell], traits: Traits) -> Floats:
    """How likely each cell stands in no column: log-odds, capped and scaled as those of the first look."""
    rows, names = alone_traits(cells, traits)
    trees = forest("alone")
    odds = trees.odds(rows[:, trees.columns_of(names)])[:, 0]
    return np.asarray(np.clip(odds, -ODDS_CAP, ODDS_CAP) / ODDS_SCALE)


def alone_traits(cells: Sequence[Cell], traits: Traits) -> tuple[Floats, tuple[str, ...]]:
    """A row a cell, a column a name: the traits of its first line among the file's, and its first look's evidence."""
    lines = [line for cell in cells for line in cell.lines]
    table, names = line_traits(lines)
    reads_on = np.column_stack(list(_reads_on([line.text for line in lines])))
    firsts = np.cumsum([0, *(len(cell.lines) for cell in cells[:-1])])
    evidence = lone_evidence(traits)
    own = (*names, *READS_ON_NAMES, *(f"cell: {name}" for name in LONE_NAMES))
    return np.hstack([table[firsts], reads_on[firsts], evidence]), own


def _reads_on(texts: Sequence[str]) -> Iterator[Floats]:
    """How well each text reads on from the one before it, in the one after it; and how well these two do without it."""
    across = language.of_the_press().across(texts, texts)
    size = len(texts)
    next_one, one_further = np.zeros(size + 1), np.zeros(size + 2)
    next_one[1:size] = np.diagonal(across, 1)
    one_further[1 : size - 1] = np.diagonal(across, 2)
    yield next_one[:size]
    yield next_one[1:]
    yield one_further[:size]
