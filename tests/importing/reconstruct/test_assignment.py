"""One joint assignment: nothing better exists, and regret is what forcing another join costs."""

from itertools import permutations

import numpy as np
import pytest

from archive.importing.reconstruct.joins.assignment import solve


def best_total(gain, forced=None):
    """The most that any set of joins gains, by trying all of them."""
    size = len(gain)
    totals = []
    for order in permutations(range(size)):
        if forced and order[forced[0]] != forced[1]:
            continue
        pairs = [(i, j) for i, j in enumerate(order)]
        totals.append(sum(gain[p] if p == forced else max(gain[p], 0.0) for p in pairs))
    return max(totals)


@pytest.mark.parametrize("seed", range(8))
def test_no_other_set_of_joins_gains_more(seed):
    gain = np.random.default_rng(seed).normal(0.5, 2.0, (5, 5))
    following = solve(gain).following
    assert sum(gain[i, j] for i, j in enumerate(following) if j >= 0) == pytest.approx(best_total(gain))


@pytest.mark.parametrize("seed", range(8))
def test_regret_is_what_forcing_a_join_costs(seed):
    gain = np.random.default_rng(seed).normal(0.5, 2.0, (5, 5))
    regret = solve(gain).regret
    for i in range(5):
        for j in range(5):
            assert regret[i, j] == pytest.approx(best_total(gain) - best_total(gain, (i, j)), abs=1e-6)


def test_lines_that_gain_nothing_stay_apart():
    assert solve(np.full((3, 3), -1.0)).following.tolist() == [-1, -1, -1]


def test_nothing_to_join_is_no_error():
    assert solve(np.zeros((0, 0))).following.tolist() == []
