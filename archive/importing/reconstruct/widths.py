"""How wide lines are, and how wide the columns they were set in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.lines import Line

# Widths of printed characters, in em. Digits and Latin letters are set half an em wide (capitals a little more);
# a half-width mark stands for a full-width one that the extractor folded, which justified lines squeeze a little;
# straight quotation marks come in pairs that share an em.
DIGIT_EM, LETTER_EM, MARK_EM, QUOTE_EM, FULL_EM = 0.5, 0.6, 0.95, 0.55, 1.0

# Two lines of one column differ by this much at most, in em: justification hides marks and squeezed quotes.
SAME_WIDTH_EM = 1.3

# How far around a line, in lines of the file, its column's width is looked for. Wider than a paragraph,
# narrower than a story: columns change with stories.
NEIGHBOURHOOD_LINES = 14

# Columns narrower than this are no body text, in em; wider ones are whole paragraphs on one line, however long.
NARROWEST_COLUMN_EM, WIDEST_COLUMN_EM = 8.0, 60.0


# Beyond this many characters a width is that of the first so many: no printed line is as long.
MEASURED_CHARS = 200


# Widths remembered: the lines of a few pages.
WIDTHS_REMEMBERED = 4096


@lru_cache(maxsize=WIDTHS_REMEMBERED)
def em(text: str) -> float:
    """The printed width of a text."""
    return sum(map(_em_of, text[:MEASURED_CHARS]))


def _em_of(character: str) -> float:
    if character.isascii():
        if character.isdigit():
            return DIGIT_EM
        if character.isalpha():
            return LETTER_EM
        return QUOTE_EM if character in "\"' +" else MARK_EM
    if character in "“”‘’":
        return QUOTE_EM
    return 0.0 if unicodedata.combining(character) else FULL_EM


def column_widths(lines: Sequence[Line], widths: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each line, the width of the column it seems to be set in; its own width where nothing tells."""
    measures = np.array(widths)
    rows = np.array([line.row for line in lines])
    for index, width in enumerate(widths):
        low, high = max(0, index - NEIGHBOURHOOD_LINES), index + NEIGHBOURHOOD_LINES + 1
        near = np.minimum(widths[low:high], WIDEST_COLUMN_EM)
        weight = 1.0 + 3.0 * (rows[low:high] == rows[index])
        fits = (near >= min(width, WIDEST_COLUMN_EM) - SAME_WIDTH_EM) & (near >= NARROWEST_COLUMN_EM)
        measures[index] = _densest(near[fits], weight[fits], default=float(width))
    return measures


def _densest(widths: NDArray[np.float64], weights: NDArray[np.float64], default: float) -> float:
    """The width that most lines share."""
    if not len(widths):
        return default
    close = np.abs(widths[:, None] - widths[None, :]) <= SAME_WIDTH_EM
    support = close @ weights
    best = close[int(support.argmax())]
    return max(default, float(np.average(widths[best], weights=weights[best])))
