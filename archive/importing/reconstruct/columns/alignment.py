"""Which line stands below which: one dynamic programme over the file, exact and in one pass.

Where rows run across columns, the columns' last lines wait in a queue: the next line of the file goes on with the one
that has waited longest, or begins a column of its own; columns that nothing goes on with leave the queue. A file in
plain order is the case of one column.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Stands for "never": large against any sum of weights.
NEVER = -1e6

# Where a way through the file may have come from.
_BELOW, _START, _END = 0, 1, 2


@dataclass(frozen=True)
class Scores:
    """What speaks for each line below each (``below[i, s]``: line *i + 1 + s* below line *i*), for a column that
    ends with each line or starts with it, in log-odds; and for one more end or start right behind another.
    """

    below: Floats
    end: Floats
    start: Floats
    end_again: float
    start_again: float


def lines_below(scores: Scores) -> Ints:
    """For each line the one below it in its column, -1 where its column ends."""
    size = len(scores.below)
    best = _best_ways(scores)
    below = np.full(size, -1, dtype=np.int64)
    at, waiting, kind = size, 0, _END
    while at > 0 or waiting > 0:
        if kind == _END:
            waiting += 1
            fresh = max(best[_BELOW][at, waiting], best[_START][at, waiting])
            kind = _END if best[_END][at, waiting] + scores.end_again > fresh else _latest(best, at, waiting)
        elif kind == _BELOW:
            at -= 1
            below[at - waiting] = at
            kind = int(np.argmax([best[kind][at, waiting] for kind in (_BELOW, _START, _END)]))
        else:
            at, waiting = at - 1, waiting - 1
            again = best[_START][at, waiting] + scores.start_again > best[_BELOW][at, waiting]
            kind = _START if again else _BELOW
    return below


def _latest(best: tuple[Floats, Floats, Floats], at: int, waiting: int) -> int:
    return _BELOW if best[_BELOW][at, waiting] >= best[_START][at, waiting] else _START


def _best_ways(scores: Scores) -> tuple[Floats, Floats, Floats]:
    """The best sums by how many lines are read and how many of them wait, one table for each last step."""
    size, window = scores.below.shape
    going_on, ending = _by_queue(scores)
    costs = np.where(ending > NEVER / 2, ending + scores.end_again, 0.0)
    spent = np.zeros_like(costs)
    spent[:, :-1] = np.cumsum(costs[:, :0:-1], axis=1)[:, ::-1]
    below = np.full((size + 1, window + 1), NEVER)
    start, end = below.copy(), below.copy()
    below[0, 0] = 0.0
    for at in range(size + 1):
        fresh = np.maximum(below[at], start[at])
        after_one = np.full(window + 1, NEVER)
        after_one[:-1] = fresh[1:] + ending[at, 1:]
        end[at] = np.maximum.accumulate((after_one - spent[at])[::-1])[::-1] + spent[at]
        if at < size:
            below[at + 1] = np.maximum(fresh, end[at]) + going_on[at]
            begun = np.maximum(below[at], start[at] + scores.start_again)
            start[at + 1, 1:] = begun[:-1] + scores.start[at]
    return below, start, end


def _by_queue(scores: Scores) -> tuple[Floats, Floats]:
    """The scores of going on with, and of ending, the line that waits longest, by line read and length of queue."""
    size, window = scores.below.shape
    at = np.arange(size + 1)[:, None]
    waiting = np.arange(window + 1)[None, :]
    first = at - waiting
    real = (first >= 0) & (waiting >= 1)
    line, step = np.clip(first, 0, size - 1), np.maximum(waiting - 1, 0)
    going_on = np.where(real & (at < size), scores.below[line, step], NEVER)
    return going_on, np.where(real, scores.end[line], NEVER)
