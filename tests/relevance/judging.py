"""The judged queries, and what a ranking of theirs is worth."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import mean

JUDGEMENTS = Path(__file__).parent / "judgements.toml"
# The least grade that answers a query: what touches its subject counts for the order, not for recall.
ANSWERS = 2
HALVES = ("tuning", "reported")

# From a query to the names of the stories found, best first.
Engine = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Judged:
    """A query and the grade of every story that answers it."""

    kind: str
    half: str
    query: str
    grades: dict[str, int]


def judged_queries() -> list[Judged]:
    """All of them; those of each kind fall by turns into the half that may be tuned on and the half reported."""
    kinds = tomllib.loads(JUDGEMENTS.read_text(encoding="utf-8"))
    return [
        Judged(kind, HALVES[number % 2], query, grades)
        for kind, queries in kinds.items()
        for number, (query, grades) in enumerate(queries.items())
    ]


def figures(judged: Iterable[Judged], engine: Engine) -> dict[str, float]:
    """How well an engine answers: nDCG@10, known items found first, and what answers found among the first 50."""
    asked = [(query, _each_once(engine(query.query))) for query in judged]
    known = [found[:1] == list(query.grades)[:1] for query, found in asked if query.kind == "known"]
    return {
        "ndcg_10": mean(ndcg(found, query.grades) for query, found in asked),
        "known_first": mean(known) if known else 1.0,
        "recall_50": mean(recall(found, query.grades) for query, found in asked),
    }


def _each_once(found: Sequence[str]) -> list[str]:
    """The ranking as it came; an engine that lists a story twice is not measured."""
    if len(set(found)) != len(found):
        raise ValueError(found)
    return list(found)


def ndcg(found: Sequence[str], grades: dict[str, int], depth: int = 10) -> float:
    """Discounted gain of the first hits, as a share of the best order's."""
    best = sorted(grades.values(), reverse=True)
    return _gain([grades.get(name, 0) for name in found], depth) / _gain(best, depth)


def _gain(grades: Sequence[int], depth: int) -> float:
    return sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades[:depth]))


def recall(found: Sequence[str], grades: dict[str, int], depth: int = 50) -> float:
    """The share of what answers that stands among the first hits."""
    wanted = {name for name, grade in grades.items() if grade >= ANSWERS}
    return len(wanted & set(found[:depth])) / len(wanted) if wanted else 1.0
