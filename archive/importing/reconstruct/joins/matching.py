"""From lines to joins: weigh the candidates, look again at the best beside their rivals, assign them all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.joins import weights
from archive.importing.reconstruct.joins.assignment import NEVER, Solution, solve
from archive.importing.reconstruct.joins.candidates import far_joins, near_joins
from archive.importing.reconstruct.joins.columns import log_share, share_of_rows, step_shares
from archive.importing.reconstruct.joins.features import (
    END_NAMES,
    JOIN_NAMES,
    START_NAMES,
    Ends,
    Floats,
    ends_of,
    join_features,
)
from archive.importing.reconstruct.joins.shortlist import NAMES, Setting, looks_at, second_look, shortlisted
from archive.importing.reconstruct.joins.weights import Weighing
from archive.importing.reconstruct.learnt.trees import forest
from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.roles.kinds import HEADINGS

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Matching:
    """The joins of some lines, and what they were weighed by; indexes are places among those lines."""

    ends: Ends
    shares: Floats
    gain: Floats
    solution: Solution

    def share_of_rows(self) -> float:
        """How far the lines run across columns, from 0 to 1."""
        return share_of_rows(self.shares)


def match(lines: Sequence[Line], chances: Floats) -> Matching:
    """Join lines all at once; ``chances`` tells how likely each plays each part, lines by ``ROLES``."""
    if not lines:
        return NOTHING
    ends = ends_of(lines, chances[:, HEADINGS].sum(axis=1))
    evidence = evidence_of(ends)
    gain = second_gains(ends, evidence, chances)
    return Matching(ends, evidence.shares, gain, solve(gain))


NOTHING = Matching(
    Ends(
        (),
        np.zeros(0),
        np.zeros(0),
        np.zeros(0),
        np.zeros((0, len(START_NAMES))),
        np.zeros((0, len(END_NAMES))),
    ),
    np.zeros((0, 1)),
    np.zeros((0, 0)),
    solve(np.zeros((0, 0))),
)


@dataclass(frozen=True)
class Evidence:
    """Candidate joins ``tails[k] → heads[k]`` and what speaks for and against each."""

    shares: Floats
    tails: Ints
    heads: Ints
    features: Floats


def evidence_of(ends: Ends) -> Evidence:
    """The candidates of a block of lines: near ones first, then far ones between lines that those leave open."""
    size = len(ends.lines)
    near = _weighed(ends, *near_joins(size))
    shares = step_shares(gains(ends, near, weights.PLACELESS), ends.lines)
    near.features[:, STEP] = log_share(shares, near.tails, near.heads)
    far = _weighed(ends, *far_joins(gains(ends, near)))
    rows = share_of_rows(shares)
    step = far.heads - far.tails
    far.features[:, BACK] = rows * (step < 0)
    far.features[:, ON] = rows * (step > 0)
    return Evidence(
        shares,
        np.concatenate([near.tails, far.tails]),
        np.concatenate([near.heads, far.heads]),
        np.concatenate([near.features, far.features]),
    )


def _weighed(ends: Ends, tails: Ints, heads: Ints) -> Evidence:
    return Evidence(np.zeros(0), tails, heads, join_features(ends, tails, heads, np.zeros(len(tails))))


STEP = JOIN_NAMES.index("step of its neighbours")
BACK = JOIN_NAMES.index("further back, page of rows")
ON = JOIN_NAMES.index("further on, page of rows")


def gains(ends: Ends, evidence: Evidence, weighing: Weighing = weights.ALL) -> Floats:
    """How much better each join is than an end and a start in its place; minus ``NEVER`` where none is weighed."""
    tails, heads = evidence.tails, evidence.heads
    gain = np.full((len(ends.lines), len(ends.lines)), -NEVER)
    join = evidence.features @ _vector(weighing.join, JOIN_NAMES)
    end = ends.ends @ _vector(weighing.end, END_NAMES)
    start = ends.starts @ _vector(weighing.start, START_NAMES)
    gain[tails, heads] = join - end[tails] - start[heads]
    gain[:, ends.opening] = -NEVER
    return gain


def second_gains(ends: Ends, evidence: Evidence, chances: Floats) -> Floats:
    """The log-odds of each join that a second look is worth; minus ``NEVER`` for all others."""
    looks = looks_at(gains(ends, evidence))
    kept = shortlisted(looks, evidence.tails, evidence.heads)
    pairs = evidence.tails[kept], evidence.heads[kept]
    gain = np.full(looks.gain.shape, -NEVER)
    if not len(kept):
        return gain
    trees = forest("joins")
    seen = second_look(Setting(ends, chances, evidence.shares, looks), evidence.features[kept], pairs)
    gain[pairs] = trees.odds(seen[:, trees.columns_of(NAMES)])[:, 0]
    gain[:, ends.opening] = -NEVER
    return gain


def _vector(table: Mapping[str, float], names: Sequence[str]) -> Floats:
    return np.array([table.get(name, 0.0) for name in names])
