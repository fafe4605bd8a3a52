"""What the page as a whole tells of each of its lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NAMES = (
    "how far down the file",
    "blocks of one line on the page",
    "glued lines on the page",
    "ends of sentences on the page",
    "the page's usual width, in em",
)


def page_traits(table: Floats, names: Sequence[str]) -> Floats:
    """Lines by ``NAMES``, from the own traits of all lines; the page has at least one line."""
    trait = dict(zip(names, table.T, strict=True))
    page = (
        float((trait["lines in its block"] == 1).mean()),
        float(trait["glued to the line before"].mean()),
        float(trait["ends a sentence"].mean()),
        float(np.median(trait["width in em"])),
    )
    size = len(table)
    return np.column_stack([np.arange(size) / size, np.tile(page, (size, 1))])
