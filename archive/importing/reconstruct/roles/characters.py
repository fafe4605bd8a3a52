"""How many marks of each sort a line holds, counted for all lines of a page at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.vocabulary import OPENERS, QUOTATION_ENDS

Floats = NDArray[np.float64]
Codes = NDArray[np.uint32]

# Sorts of characters that are counted; each has a bit of its own in the table.
SORTS = {
    "comma": "，,、；;",
    "full stop": "。",
    "opening": OPENERS,
    "closing": QUOTATION_ENDS,
    "straight quote": '"',
    "space": " \u3000",
    "question": "?？",
    "digit": "".join(filter(str.isdigit, map(chr, range(0x10000)))),
}
_BITS = np.arange(len(SORTS), dtype=np.uint16)

# Beyond the basic plane stand rare Han characters and no marks: one entry speaks for all.
_BEYOND = 0x10000


def codes_of(texts: Sequence[str]) -> Codes:
    """The code points of texts, one text after another; half of a broken pair stands for itself."""
    return np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")


def counts_of(texts: Sequence[str]) -> dict[str, Floats]:
    """For each sort of character how many each text holds; no text may be empty."""
    if not texts:
        return {sort: np.zeros(0) for sort in SORTS}
    sorts = _sorts()[np.minimum(codes_of(texts), _BEYOND)]
    starts = np.cumsum([0, *map(len, texts[:-1])])
    counts = np.add.reduceat(sorts[:, None] >> _BITS & 1, starts, axis=0, dtype=float)
    return dict(zip(SORTS, counts.T, strict=True))


@cache
def _sorts() -> NDArray[np.uint16]:
    """For each code point the bits of the sorts it is of."""
    table = np.zeros(_BEYOND + 1, dtype=np.uint16)
    for bit, characters in enumerate(SORTS.values()):
        table[list(map(ord, characters))] |= 1 << bit
    return table
