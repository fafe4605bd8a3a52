"""How a line is set: its width and its column's, its block, its place in the file's line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.widths import column_widths, em

Floats = NDArray[np.float64]

NAMES = (
    "width in em",
    "lacks of its column, in em",
    "width over the page's usual column",
    "glued to the line before",
    "glued to the line after",
    "beside another column",
    "indent in the file",
    "blocks since the line before",
    "blocks to the line after",
    "lines in its block",
    "place in its block",
)

# The page's first line stands this many blocks below nothing, its last as many above.
EDGE_BLOCKS = 3.0


def setting_traits(lines: Sequence[Line]) -> Floats:
    """Lines by ``NAMES``."""
    width = np.array([em(line.text) for line in lines], dtype=float)
    column = column_widths(lines, width)
    usual = float(np.median(column)) if len(lines) else 1.0
    glued = np.array([line.glued for line in lines], dtype=float)
    step = np.diff([float(line.block) for line in lines])
    held, place = _in_blocks(lines)
    return np.column_stack(
        [
            width,
            column - width,
            width / max(usual, 1.0),
            glued,
            np.append(glued[1:], 0.0)[: len(lines)],
            [line.beside for line in lines],
            [line.indent for line in lines],
            np.append(EDGE_BLOCKS, step)[: len(lines)],
            np.append(step, EDGE_BLOCKS)[: len(lines)],
            held,
            place,
        ]
    )


def _in_blocks(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """How many lines the block of each line holds, and how many of them stand before it."""
    seen: Counter[int] = Counter()
    places = []
    for line in lines:
        places.append(seen[line.block])
        seen[line.block] += 1
    return [seen[line.block] for line in lines], places
