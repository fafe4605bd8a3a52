"""What is true of each cell by itself: its measures, and how its words begin and end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.columns.cells import Cell
from archive.importing.reconstruct.joins.evidence import dangling, head_of, tail_of
from archive.importing.reconstruct.joins.features import ends_sentence, quotation_closed, quotation_left_open
from archive.importing.reconstruct.vocabulary import (
    CLINGING,
    DATELINE,
    LINKING,
    PARAGRAPH_OPENERS,
    SENTENCE_OPEN,
    WRITERS_FIRST,
)
from archive.importing.reconstruct.widths import WIDEST_COLUMN_EM, em

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

# How far around a cell others of its width are looked for, in cells: four rows of a page of six columns.
NEAR_CELLS = 24

# Two cells are as wide as each other if they differ by less than this, in em: squeezed marks, straight quotes.
SAME_WIDTH_EM = 0.8

# A width that fewer cells near it share is rare: no column is set in it.
COMMON_WIDTH_CELLS = 4

_MARKS = tuple('，。、；：！？,;:!?“”"…')


@dataclass(frozen=True)
class Traits:
    """Measures and words of the cells; every array runs along them.

    ``alike`` counts the cells near it that are as wide; ``half_before`` tells how badly the cell's start wants the
    first part of a word, ``half_after`` how badly its end wants the last part.
    """

    texts: Sequence[str]
    width: Floats
    alike: Ints
    row: Ints
    block: Ints
    offset: Ints
    apart: Bools
    glued: Bools
    closed: Bools
    breaks_off: Bools
    bare: Bools
    opens: Bools
    dateline: Bools
    left_open: Bools
    shuts: Bools
    linking: Bools
    clinging: Bools
    half_before: Floats
    half_after: Floats


def traits_of(cells: Sequence[Cell]) -> Traits:
    """Measure and read every cell."""
    texts = [cell.text for cell in cells]

    def told(question: Callable[[str], bool]) -> Bools:
        return np.array([question(text) for text in texts], dtype=bool)

    width = np.minimum(np.array([em(text) for text in texts]), WIDEST_COLUMN_EM)
    return Traits(
        texts=texts,
        width=width,
        alike=_cells_as_wide(width),
        row=np.array([cell.row for cell in cells]),
        block=np.array([cell.block for cell in cells]),
        offset=np.array([cell.offset for cell in cells]),
        apart=np.array([cell.apart for cell in cells], dtype=bool),
        glued=np.array([cell.glued for cell in cells], dtype=bool),
        closed=told(ends_sentence),
        breaks_off=told(lambda text: text[-1] in SENTENCE_OPEN),
        bare=told(lambda text: not any(mark in text for mark in _MARKS)),
        opens=told(lambda text: text.startswith(PARAGRAPH_OPENERS)),
        dateline=told(lambda text: bool(DATELINE.match(text) or WRITERS_FIRST.match(text))),
        left_open=told(quotation_left_open),
        shuts=told(quotation_closed),
        linking=told(lambda text: text[-1] in LINKING),
        clinging=told(lambda text: text[0] in CLINGING),
        half_before=np.array([dangling(head_of(text), at_end=False) for text in texts]) / 5,
        half_after=np.array([dangling(tail_of(text), at_end=True) for text in texts]) / 5,
    )


def _cells_as_wide(width: Floats) -> Ints:
    alike = np.zeros(len(width), dtype=np.int64)
    for step in range(1, min(NEAR_CELLS, len(width) - 1) + 1):
        same = np.abs(width[step:] - width[:-step]) < SAME_WIDTH_EM
        alike[step:] += same
        alike[:-step] += same
    return alike
