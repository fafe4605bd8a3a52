"""Fit the weights of the first look at joins: ``python -m tests.importing.reconstruct.learn.first_look --count 6``.

Prints the table ``ALL`` of ``joins/weights.py``. Held-out pages are never read here.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from archive.importing.reconstruct.joins import features, matching, weights
from archive.importing.reconstruct.joins.features import ends_of
from archive.importing.reconstruct.roles import role_chances
from archive.importing.reconstruct.roles.kinds import HEADINGS
from archive.importing.reconstruct.stories.units import flowing
from tests.importing.reconstruct.learn.gold import GoldPage, pages

SEED = 11
# Pull of every weight towards zero, per example.
SHRINKAGE = 1e-4
# Rounds of fitting joins: after the first, a line's rivals count only as far as they are free.
JOIN_ROUNDS = 2
# Rounds of messages that tell how free each rival is.
MESSAGE_ROUNDS = 15

Table = Mapping[str, float]


@dataclass(frozen=True)
class Choices:
    """All candidate joins of many pages: lines numbered through, evidence, and which joins are true."""

    tails: np.ndarray
    heads: np.ndarray
    joins: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    true: np.ndarray


def choices_of(found: Iterable[GoldPage]) -> Choices:
    """The candidates of the pages; joins that are no candidates are left out."""
    parts, first = [], 0
    for page in found:
        chances = role_chances(page.lines)
        flow = [at for at in flowing(chances) if page.truth[at] is not None]
        following = page.following()
        ends = ends_of([page.lines[at] for at in flow], chances[flow][:, HEADINGS].sum(axis=1))
        found_joins = matching.evidence_of(ends)
        wanted = np.array([following.get(at, -1) for at in flow])
        true = wanted[found_joins.tails] == np.array(flow)[found_joins.heads]
        parts.append(
            (
                found_joins.tails + first,
                found_joins.heads + first,
                found_joins.features,
                ends.starts,
                ends.ends,
                true,
            )
        )
        first += len(flow)
    return Choices(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def fitted(found: Iterable[GoldPage]) -> Table:
    """What makes a join likelier than an end and a start in its place."""
    given = choices_of(found)
    names = [*(f"join: {n}" for n in features.JOIN_NAMES), *(f"start: {n}" for n in features.START_NAMES)]
    names += [f"end: {n}" for n in features.END_NAMES]
    tables = (
        (weights.ALL.join, features.JOIN_NAMES),
        (weights.ALL.start, features.START_NAMES),
        (weights.ALL.end, features.END_NAMES),
    )
    weight = np.array([table.get(name, 0.0) for table, own in tables for name in own])
    free = (np.zeros(len(given.tails)), np.zeros(len(given.tails)))
    for _ in range(JOIN_ROUNDS):
        free = freedom(given, weight)
        options = {"maxiter": 60}
        weight = minimize(join_loss, weight, (given, free), "L-BFGS-B", jac=True, options=options).x
    return dict(zip(names, weight, strict=True))


def odds_of(given: Choices, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The score of each join, each start and each end."""
    joins, starts = given.joins.shape[1], given.starts.shape[1]
    return (
        given.joins @ weight[:joins],
        given.starts @ weight[joins : joins + starts],
        given.ends @ weight[joins + starts :],
    )


def freedom(given: Choices, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each candidate, the log-chance that its head, and its tail, is not taken by another (sum-product messages)."""
    join, start, end = odds_of(given, weight)
    gain = np.exp(np.clip(join - end[given.tails] - start[given.heads], -30, 30))
    head_free, size = np.ones(len(gain)), len(start)
    tail_free = head_free
    for _ in range(MESSAGE_ROUNDS):
        offered = gain * head_free
        tail_free = 1 / np.maximum((1 + np.bincount(given.tails, offered, size))[given.tails] - offered, 1e-9)
        asked = gain * tail_free
        head_free = 1 / np.maximum((1 + np.bincount(given.heads, asked, size))[given.heads] - asked, 1e-9)
    return np.log(np.clip(head_free, 1e-6, 1)), np.log(np.clip(tail_free, 1e-6, 1))


def join_loss(
    weight: np.ndarray, given: Choices, free: tuple[np.ndarray, np.ndarray]
) -> tuple[float, np.ndarray]:
    """Minus the log-likelihood that each line picks its true follower (or end), and its true forerunner (or start)."""
    join, start, end = odds_of(given, weight)
    size, slope = len(start), np.zeros_like(weight)
    first, second = given.joins.shape[1], given.joins.shape[1] + given.starts.shape[1]
    total = 0.0
    for own, other, by, of, open_to, own_at, other_at in (
        (end, start, given.tails, given.heads, free[0], slice(second, None), slice(first, second)),
        (start, end, given.heads, given.tails, free[1], slice(first, second), slice(second, None)),
    ):
        score = join - other[of] + open_to
        most = own.copy()
        np.maximum.at(most, by, score)
        mass = np.exp(own - most) + np.bincount(by, np.exp(score - most[by]), size)
        log_mass = np.log(mass) + most
        alone = np.bincount(by, given.true, size) == 0
        total += float(log_mass.sum() - own[alone].sum() - score[given.true].sum())
        pull, own_pull = np.exp(score - log_mass[by]) - given.true, np.exp(own - log_mass) - alone
        sides = {second: (given.ends, given.starts), first: (given.starts, given.ends)}[own_at.start]
        slope[:first] += pull @ given.joins
        slope[own_at] += own_pull @ sides[0]
        slope[other_at] -= np.bincount(of, pull, size) @ sides[1]
    return total / (2 * size) + SHRINKAGE / 10 * float(weight @ weight), slope / (
        2 * size
    ) + SHRINKAGE / 5 * weight


def main() -> None:
    """Parse, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=6, help="pages of each level")
    asked = parser.parse_args()
    for name, weight in fitted(pages(asked.count, SEED)).items():
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
