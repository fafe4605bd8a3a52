"""Gradient-boosted trees, asked with numpy alone: named traits in, log-odds and chances out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.learnt.questions import Nodes, Questions, questions_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Beyond this a log-odds changes no probability that a float can hold.
ODDS_CAP = 30.0

# From so many rows on, asking trait by trait is faster than walking down the trees.
MANY_ROWS = 16


@dataclass(frozen=True)
class Forest:
    """Trees that vote together; arrays run over all nodes of all trees, one tree after another.

    At node *k* a row goes to ``below[k]`` where its trait ``trait[k]`` is at most ``bound[k]``, and to ``above[k]``
    else. A leaf leads to itself and holds its vote in ``vote[k]``. ``roots[c]`` are the trees of class ``classes[c]``.
    """

    traits: tuple[str, ...]
    classes: tuple[str, ...]
    trait: Ints
    bound: Floats
    below: Ints
    above: Ints
    vote: Floats
    roots: tuple[Ints, ...]
    depth: int

    def odds(self, rows: Floats) -> Floats:
        """The log-odds of each class for each row: rows by classes; ``rows`` has a column a trait, in their order."""
        many = len(rows) >= MANY_ROWS
        votes = self._questions.votes(rows) if many and self._questions else self._walked(rows)
        ends = np.cumsum([len(roots) for roots in self.roots])[:-1]
        return np.column_stack([part.sum(axis=0) for part in np.split(votes, ends)])

    @cached_property
    def _questions(self) -> Questions | None:
        trees = [int(root) for roots in self.roots for root in roots]
        return questions_of(trees, Nodes(self.trait, self.bound, self.below, self.above, self.vote))

    def _walked(self, rows: Floats) -> Floats:
        """What each tree votes for each row, walking down all of them at once: trees by rows."""
        table = np.ascontiguousarray(rows)
        start = (np.arange(len(table)) * len(self.traits))[:, None]
        values, trees = table.ravel(), np.concatenate(self.roots)
        node = np.broadcast_to(trees, (len(table), len(trees)))
        for _ in range(self.depth):
            goes_below = values[start + self.trait[node]] <= self.bound[node]
            node = np.where(goes_below, self.below[node], self.above[node])
        return np.asarray(self.vote[node].T)

    def chances(self, rows: Floats) -> Floats:
        """The probability of each class for each row; where there is but one class, its probability."""
        odds = np.clip(self.odds(rows), -ODDS_CAP, ODDS_CAP)
        if len(self.classes) == 1:
            return np.asarray(1 / (1 + np.exp(-odds)))
        weight = np.exp(odds - odds.max(axis=1, keepdims=True, initial=-ODDS_CAP))
        return np.asarray(weight / weight.sum(axis=1, keepdims=True))

    def columns_of(self, names: Sequence[str]) -> Ints:
        """Where this forest's traits stand among other names; KeyError names one that is missing."""
        place = {name: at for at, name in enumerate(names)}
        return np.array([place[trait] for trait in self.traits], dtype=np.int64)


@cache
def forest(name: str) -> Forest:
    """The forest of ``NAME.json`` in this package, read once a process."""
    text = (files(__package__) / f"{name}.json").read_text(encoding="utf-8")
    return forest_of(json.loads(text))


def forest_of(record: Mapping[str, Any]) -> Forest:
    """A forest from its record, as ``tests/importing/reconstruct/learn`` writes it."""
    return Forest(
        traits=tuple(record["features"]),
        classes=tuple(record["classes"]),
        trait=np.array(record["feature"], dtype=np.int64),
        bound=np.array(record["threshold"], dtype=float),
        below=np.array(record["below"], dtype=np.int64),
        above=np.array(record["above"], dtype=np.int64),
        vote=np.array(record["value"], dtype=float),
        roots=tuple(np.array(roots, dtype=np.int64) for roots in record["roots"]),
        depth=int(record["depth"]),
    )
