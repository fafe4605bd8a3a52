"""Where the file runs across columns: stretches of it whose lines do not simply follow each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from archive.importing.reconstruct.columns.alignment import Scores
from archive.importing.reconstruct.columns.traits import Bools, Floats, Ints

# How much better, in log-odds, reading down columns must be than reading straight on before a stretch of the file is
# taken apart: chance gives a shattered story four or five; a row of three columns gives as much every two rows.
LEAST_GAIN = 8.0

# What reading from a cell to the next counts for where they are plainly in different columns, in log-odds.
WORST_NEXT = -6.0

# A heading over a band is looked for in so many cells before it.
HEADING_MAX_CELLS = 12


def bands_of(below: Ints, scores: Scores, apart: Bools, lone: Floats) -> list[range]:
    """The stretches, as places of cells, that are better read down their columns; headings over them are included."""
    found: list[range] = []
    for first, last in _crossed(below):
        if apart[first : last + 1].any() or _gain(below, scores, first, last) > LEAST_GAIN:
            earliest = found[-1].stop if found else 0
            found.append(range(_with_heading(lone, first, earliest), last + 1))
    return found


def without_entrances(below: Ints, row: Ints) -> Ints:
    """The links but for those from a line above a row of cells into the row, past cells that begin columns: which of
    the row's columns goes on from above cannot be told, and the first is as good as another.
    """
    kept = below.copy()
    reached = set(below.tolist())
    for above in np.flatnonzero(below > np.arange(len(below)) + 1).tolist():
        skipped = range(above + 1, int(below[above]))
        in_one_row = row[above] != row[above + 1] == row[below[above]]
        if in_one_row and not reached.intersection(skipped):
            kept[above] = -1
    return kept


def _crossed(below: Ints) -> list[tuple[int, int]]:
    """First and last cells of stretches in which some cell's column goes on behind other cells."""
    change = np.zeros(len(below) + 1, dtype=np.int64)
    far = np.flatnonzero(below > np.arange(len(below)) + 1)
    np.add.at(change, far, 1)
    np.subtract.at(change, below[far], 1)
    crossed = np.concatenate([[0], np.cumsum(change)[:-1] > 0, [0]])
    edges = np.flatnonzero(np.diff(crossed))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _gain(below: Ints, scores: Scores, first: int, last: int) -> float:
    """By how much reading down the columns beats reading straight on."""
    inside = [(at, int(below[at])) for at in range(first, last) if 0 <= below[at] <= last]
    reached = {after for _, after in inside}
    down = sum(scores.below[at, after - at - 1] for at, after in inside)
    ends = sum(scores.end[at] for at in range(first, last) if below[at] < 0)
    starts = sum(scores.start[at] for at in range(first + 1, last + 1) if at not in reached)
    straight = np.maximum(scores.below[first:last, 0], WORST_NEXT).sum()
    return float(down + ends + starts - straight)


def _with_heading(lone: Sequence[float] | Floats, first: int, earliest: int) -> int:
    """Where the lines of headings right before a band begin."""
    at = first
    while at > max(earliest, first - HEADING_MAX_CELLS) and lone[at - 1] > 0:
        at -= 1
    return at
