"""What the lines around a line tell of it, and how the page goes near it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.widths import SAME_WIDTH_EM, around

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_SHAPE = ("width in em", "lacks of its column, in em", "ends a sentence")
_OPENING = ("dateline", "writers in brackets first")
_ENDING = ("a byline alone", "ends with a picture credit")

# Which traits of the lines around are asked, by how many lines after (before, where negative) they stand; of the two
# lines next to it all are. Further away only what opens and ends stories still tells.
ASKED: Mapping[int, tuple[str, ...]] = {
    -3: (*_SHAPE, "place in its block", "dateline", "glued to the line before"),
    -2: (*_SHAPE, "holds a full stop", "dateline", *_ENDING, "a box's label", "printed like furniture"),
    2: (
        *_SHAPE,
        "holds a full stop",
        *_OPENING,
        *_ENDING,
        "a box's label",
        "glued to the line before",
        "commas",
    ),
    3: (*_SHAPE, "holds a full stop", *_OPENING, *_ENDING),
    4: (*_SHAPE, *_OPENING),
}
# Stands where the page has no such line.
NO_LINE = -1.0

NAMES = (
    "lines since a sentence ended",
    "lines to a full one",
    "lines since a full one",
    "blocks of one line near",
    "blocks of one line very near",
    "glued lines near",
    "ends of sentences near",
    "full lines near",
    "indented lines near",
    "wider than most near, in em",
    "wider than the wide ones near, in em",
)

# How far near and very near reach, in lines each way.
NEAR_LINES, VERY_NEAR_LINES = 12, 4

# Lines farther than this are as good as none.
FAR_LINES = 9


def shifted(table: Floats, names: Sequence[str]) -> tuple[Floats, tuple[str, ...]]:
    """The traits of the lines around each line, beside what they are called."""
    place = {name: at for at, name in enumerate(names)}
    asked = {**ASKED, -1: tuple(names), 1: tuple(names)}
    columns, called = [], []
    for step, traits in sorted(asked.items()):
        columns.append(_shift(table[:, [place[name] for name in traits]], step))
        called += [f"{name} ({abs(step)} {'after' if step > 0 else 'before'})" for name in traits]
    return np.column_stack(columns), tuple(called)


def _shift(table: Floats, step: int) -> Floats:
    moved = np.full_like(table, NO_LINE)
    if step > 0:
        moved[:-step] = table[step:]
    else:
        moved[-step:] = table[:step]
    return moved


def near_traits(table: Floats, names: Sequence[str]) -> Floats:
    """Lines by ``NAMES``, from their own traits."""
    trait = dict(zip(names, table.T, strict=True))
    width, stop = trait["width in em"], trait["ends a sentence"] > 0
    full = trait["lacks of its column, in em"] <= SAME_WIDTH_EM
    single = trait["lines in its block"] == 1
    usual, wide = _usual_and_wide(width)
    return np.column_stack(
        [
            _since(stop),
            _since(full[::-1])[::-1],
            _since(full),
            _share(single, NEAR_LINES),
            _share(single, VERY_NEAR_LINES),
            _share(trait["glued to the line before"] > 0, NEAR_LINES),
            _share(stop, NEAR_LINES),
            _share(full, NEAR_LINES),
            _share(trait["indent in the file"] > 0, NEAR_LINES),
            width - usual,
            width - wide,
        ]
    )


def _since(flags: Flags) -> Floats:
    """How many lines stand between each line and the last one before it that has the flag."""
    places = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, places, -FAR_LINES - 1))
    before = np.append(-FAR_LINES - 1, last)[: len(flags)]
    return np.asarray(np.minimum(FAR_LINES, places - 1 - before), dtype=float)


def _share(flags: Flags, reach: int) -> Floats:
    """The share of lines near each line, itself among them, that have the flag."""
    count = np.append(0.0, np.cumsum(flags))
    places = np.arange(len(flags))
    first, end = np.maximum(0, places - reach), np.minimum(len(flags), places + reach + 1)
    return np.asarray((count[end] - count[first]) / (end - first))


def _usual_and_wide(width: Floats) -> tuple[Floats, Floats]:
    """The median of the widths near each line, and the width that a quarter of a full neighbourhood reaches."""
    size, whole = len(width), 2 * NEAR_LINES + 1
    near = np.sort(around(width, NEAR_LINES, beyond=np.inf), axis=1)
    places = np.arange(size)
    held = np.minimum(size, places + NEAR_LINES + 1) - np.maximum(0, places - NEAR_LINES)
    middle = (near[places, (held - 1) // 2] + near[places, held // 2]) / 2
    return middle, near[places, held - max(1, min(whole, size) // 4)]
