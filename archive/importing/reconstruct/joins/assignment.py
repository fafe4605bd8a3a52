"""One joint assignment over all joins: every line has at most one before it and one after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Stands for "never": a join that is no candidate. Large against any sum of weights, small enough to add up.
NEVER = 1e6


@dataclass(frozen=True)
class Solution:
    """The best set of joins, and what every other choice would cost.

    ``following[i]`` is the line after line *i*, -1 where it ends its chain. ``regret[i, j]`` is how much worse the
    best solution gets when *j* must follow *i* (0 for the joins chosen); the last column stands for "ends here".
    """

    following: NDArray[np.int64]
    regret: Floats


def solve(gain: Floats) -> Solution:
    """Choose the joins that gain most together.

    ``gain[i, j]`` tells how much better it is that *j* follows *i* than that *i* ends a chain and *j* starts one;
    minus infinity where that cannot be.
    """
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415  # costs 0.4 s: only where pages are rebuilt

    size = len(gain)
    if not size:
        return Solution(np.zeros(0, dtype=np.int64), np.zeros((0, 1)))
    cost = -np.maximum(gain, 0.0)
    rows, columns = linear_sum_assignment(cost)
    taken = columns[np.argsort(rows)]
    following = np.where(gain[np.arange(size), taken] > 0, taken, -1)
    return Solution(following.astype(np.int64), _regrets(gain, cost, taken))


def _regrets(gain: Floats, cost: Floats, taken: NDArray[np.int64]) -> Floats:
    """What it costs to force each pair: its own loss plus the cheapest way to make room for it."""
    size = len(gain)
    own = cost[np.arange(size), taken]
    moved = cost[:, taken] - own[:, None]
    paths = _shortest_paths(moved)
    owner = np.empty(size, dtype=np.int64)
    owner[taken] = np.arange(size)
    forced = cost - own[:, None] + paths[owner, :].T
    forced = np.where(gain > 0, forced, np.where(gain > -NEVER, forced - gain, np.inf))
    ending = np.where(gain <= 0, _leaving(cost, own, paths, owner, gain), np.inf).min(axis=1, initial=np.inf)
    return np.column_stack([np.maximum(forced, 0.0), np.maximum(ending, 0.0)])


def _leaving(cost: Floats, own: Floats, paths: Floats, owner: NDArray[np.int64], gain: Floats) -> Floats:
    """The cost of leaving a line without a follower, by the column that stands for that choice."""
    return np.where(gain <= 0, cost - own[:, None] + paths[owner, :].T, np.inf)


def _shortest_paths(moved: Floats) -> Floats:
    """Cheapest chains of moves from each line to each: ``moved[i, k]`` is what *i* loses by taking *k*'s place."""
    paths = moved.astype(np.float32)
    np.fill_diagonal(paths, 0.0)
    through = np.empty_like(paths)
    for middle in range(len(paths)):
        np.add(paths[:, middle, None], paths[middle, None, :], out=through)
        np.minimum(paths, through, out=paths)
    return np.asarray(paths, dtype=np.float64)
