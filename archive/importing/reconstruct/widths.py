"""How wide lines are, and how wide the columns they were set in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
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


# A line beside this one in its line of the file tells this many times more than another of the neighbourhood does,
# added to its own vote.
OWN_ROW_WEIGHT = 3.0

# Beyond this many characters a width is that of the first so many: no printed line is as long.
MEASURED_CHARS = 200


# Widths remembered: the lines of a few pages.
WIDTHS_REMEMBERED = 4096
# Widths of single characters remembered: more than a page has different ones.
CHARACTERS_REMEMBERED = 8192


@lru_cache(maxsize=WIDTHS_REMEMBERED)
def em(text: str) -> float:
    """The printed width of a text."""
    return sum(map(_em_of, text[:MEASURED_CHARS]))


@lru_cache(maxsize=CHARACTERS_REMEMBERED)
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
    if not len(lines):
        return np.array(widths)
    rows = np.array([line.row for line in lines])
    near = around(np.minimum(widths, WIDEST_COLUMN_EM), NEIGHBOURHOOD_LINES, beyond=0.0)
    own_row = around(rows, NEIGHBOURHOOD_LINES, beyond=-1) == rows[:, None]
    floor = np.maximum(np.minimum(widths, WIDEST_COLUMN_EM) - SAME_WIDTH_EM, NARROWEST_COLUMN_EM)
    weights = np.where(near >= floor[:, None], 1.0 + OWN_ROW_WEIGHT * own_row, 0.0)
    return np.maximum(widths, _densest(near, weights))


def around(values: NDArray[Any], reach: int, *, beyond: float) -> NDArray[Any]:
    """For each value a row of those up to ``reach`` places before and behind; ``beyond`` stands where there is none."""
    return sliding_window_view(np.pad(values, reach, constant_values=beyond), 2 * reach + 1)


def _densest(widths: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each row the width that most of its widths share, by weight; 0 where none has a weight."""
    close = np.abs(widths[:, :, None] - widths[:, None, :]) <= SAME_WIDTH_EM
    support = np.where(weights > 0, (close @ weights[:, :, None])[:, :, 0], -1.0)
    chosen = weights * close[np.arange(len(widths)), support.argmax(axis=1)]
    return np.asarray((chosen * widths).sum(axis=1) / np.maximum(chosen.sum(axis=1), 1.0))
