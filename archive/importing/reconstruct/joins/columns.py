"""How far on a line's continuation stands: one line where a column stands alone, as many as run side by side else.

The page itself tells: wherever words span a join, its step counts, and what counts in a band of the page is believed
of the band's other lines. Learnt apart for each way that lines are parted in the file, for a single space binds
otherwise than an empty line.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.vocabulary import CLOSERS, SENTENCE_END

Floats = NDArray[np.float64]

# Widest step learnt: no page has more columns side by side.
MAX_STEP = 12

# How many lines before and after take part in learning a step: a few rows of a page with many columns.
BAND_LINES = 20

# How many lines the whole page counts for against a band: a band of a few lines is no law of its own.
PAGE_WEIGHT_LINES = 6.0

# Share of a line's joins that every step is granted before anything is seen. Smaller, and chance decides.
LEAST_SHARE = 0.004

# Rounds of learning; the shares move by less than a hundredth after five.
ROUNDS = 6


def step_shares(gain: Floats, lines: Sequence[Line]) -> Floats:
    """For each line and each step from 1 to ``MAX_STEP``, the share of joins around it that take this step.

    ``gain`` is what the words and widths alone say of each pair. Column 0 is the share of lines that end there or go
    on elsewhere.
    """
    speaks = _speaks(gain)
    shares = np.full_like(speaks, 1.0 / speaks.shape[1])
    kinds = _partings(lines)
    for _ in range(ROUNDS):
        taken = shares * speaks
        taken /= taken.sum(axis=1, keepdims=True)
        shares = _learnt(taken, kinds)
    return shares


def _speaks(gain: Floats) -> Floats:
    """How much likelier each step makes the line's join than none, by words and widths alone."""
    size = len(gain)
    speaks = np.zeros((size, MAX_STEP + 1))
    speaks[:, 0] = 1.0
    for step in range(1, min(MAX_STEP, size - 1) + 1):
        speaks[: size - step, step] = np.exp(np.clip(np.diagonal(gain, step), -8.0, 8.0))
    return speaks


def _partings(lines: Sequence[Line]) -> NDArray[np.int64]:
    """How each line is parted from the next (0 by a single space, 1 by a gap, 2 by a line end, 3 by an empty line),
    and 4 more where it ends a sentence: an open line wants to go on wherever it stands.
    """
    after = [*lines[1:], None][: len(lines)]
    kinds = [
        3 if nxt is None or nxt.block != line.block else 0 if nxt.glued else 1 if nxt.beside else 2
        for line, nxt in zip(lines, after, strict=True)
    ]
    closed = np.array([line.text.rstrip(CLOSERS)[-1:] in tuple(SENTENCE_END) for line in lines])
    return np.asarray(np.array(kinds, dtype=np.int64) + 4 * closed)


def _learnt(taken: Floats, kinds: NDArray[np.int64]) -> Floats:
    shares = np.empty_like(taken)
    for kind in np.unique(kinds):
        places = np.flatnonzero(kinds == kind)
        own = taken[places]
        page = (own.sum(axis=0) + LEAST_SHARE) / (len(places) + LEAST_SHARE * own.shape[1])
        around = _sums_around(own, places) - own
        band = (around + PAGE_WEIGHT_LINES * page) / (around.sum(axis=1, keepdims=True) + PAGE_WEIGHT_LINES)
        shares[places] = np.maximum(band, LEAST_SHARE)
    return shares


def _sums_around(own: Floats, places: NDArray[np.int64]) -> Floats:
    """Sums over the lines of one parting within the band around each of them."""
    total = np.vstack([np.zeros(own.shape[1]), np.cumsum(own, axis=0)])
    first = np.searchsorted(places, places - BAND_LINES)
    last = np.searchsorted(places, places + BAND_LINES, side="right")
    return np.asarray(total[last] - total[first])


def log_share(shares: Floats, tails: NDArray[np.int64], heads: NDArray[np.int64]) -> Floats:
    """The logarithm of the share of each pair's step; 0 for steps that are not learnt."""
    step = heads - tails
    learnt = (step >= 1) & (step <= MAX_STEP)
    return np.where(learnt, np.log(shares[tails, np.where(learnt, step, 0)]), 0.0)


def share_of_rows(shares: Floats) -> float:
    """How far the page's lines run across columns: the share of steps wider than one, from 0 to 1."""
    return float(shares[:, 2:].sum() / max(shares[:, 1:].sum(), 1e-9))
