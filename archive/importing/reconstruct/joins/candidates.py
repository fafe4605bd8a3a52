"""Which joins are worth weighing: all near ones, and far ones between lines that found no good neighbour."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Joins over no more than this many lines are always weighed: a row of the widest page and some more, so that a
# line that stands in the wrong row can be stepped over.
NEAR_LINES = 14

# A line whose best near join gains less than this, in log-odds, looks for far ones too.
SETTLED_GAIN = 6.0

# Most lines that look far, on either side. Beyond it the page is a heap of lines, and far joins are guesses.
FAR_MAX_LINES = 120


def near_joins(size: int) -> tuple[Ints, Ints]:
    """Pairs (line, line that may follow it) within ``NEAR_LINES`` of each other, as two arrays of indexes."""
    places = np.arange(size)
    step = places[None, :] - places[:, None]
    tails, heads = np.nonzero((np.abs(step) <= NEAR_LINES) & (step != 0))
    return tails, heads


def far_joins(gain: Floats) -> tuple[Ints, Ints]:
    """Pairs farther apart, of lines that no near join settles; ``gain`` is that of the near joins."""
    size = len(gain)
    tails = _least_settled(gain.max(axis=1, initial=-np.inf))
    heads = _least_settled(gain.max(axis=0, initial=-np.inf))
    far = np.zeros((size, size), dtype=bool)
    far[np.ix_(tails, heads)] = True
    step = np.arange(size)[None, :] - np.arange(size)[:, None]
    found_tails, found_heads = np.nonzero(far & (np.abs(step) > NEAR_LINES))
    return found_tails, found_heads


def _least_settled(best: Floats) -> Ints:
    open_places = np.flatnonzero(best < SETTLED_GAIN)
    if len(open_places) <= FAR_MAX_LINES:
        return open_places
    return np.sort(open_places[np.argsort(best[open_places], kind="stable")[:FAR_MAX_LINES]])
