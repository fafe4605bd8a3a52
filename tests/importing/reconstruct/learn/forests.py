"""Learn a forest with LightGBM and write it down as the engine reads it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

LEARNT_DIR = Path(__file__).parents[4] / "archive" / "importing" / "reconstruct" / "learnt"

# Significant figures of bounds and votes: more change no choice, fewer do.
BOUND_DIGITS, VOTE_DIGITS = 6, 4


@dataclass(frozen=True)
class Growth:
    """How trees grow: so many rounds, leaves a tree, share of a vote that counts, share of traits a tree may ask.

    Chosen on pages kept back. Few leaves and small steps keep trees from learning single pages by heart.
    """

    rounds: int
    leaves: int = 12
    step: float = 0.07
    traits_share: float = 0.35
    rows_share: float = 0.7
    least_rows: int = 20
    shrinkage: float = 2.0
    bins: int = 63


def grown(
    table: np.ndarray, right: np.ndarray, names: Sequence[str], classes: Sequence[str], growth: Growth
) -> dict[str, Any]:
    """The record of a forest that tells the classes apart; with one class, whether ``right`` holds."""
    settings = {
        "objective": "binary" if len(classes) == 1 else "multiclass",
        "num_class": 1 if len(classes) == 1 else len(classes),
        "num_leaves": growth.leaves,
        "learning_rate": growth.step,
        "feature_fraction": growth.traits_share,
        "bagging_fraction": growth.rows_share,
        "bagging_freq": 1,
        "min_data_in_leaf": growth.least_rows,
        "lambda_l2": growth.shrinkage,
        "max_bin": growth.bins,
        "deterministic": True,
        "seed": 1,
        "verbose": -1,
    }
    rows = lightgbm.Dataset(
        table.astype(np.float32), right.astype(float), params={"max_bin": growth.bins, "verbose": -1}
    )
    return _record(lightgbm.train(settings, rows, growth.rounds), names, classes)


def save(name: str, record: Any) -> None:
    """Write what was learnt where the engine finds it."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    (LEARNT_DIR / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _record(booster: Any, names: Sequence[str], classes: Sequence[str]) -> dict[str, Any]:
    """All trees flattened, one after another; only traits that some tree asks are named."""
    nodes = _Nodes([[] for _ in classes])
    dump = booster.dump_model()
    for tree in dump["tree_info"]:
        nodes.roots[tree["tree_index"] % len(classes)].append(nodes.add(tree["tree_structure"], 0))
    inner = [below != at for at, below in enumerate(nodes.below)]
    asked = sorted({trait for trait, is_inner in zip(nodes.trait, inner, strict=True) if is_inner})
    place = {trait: at for at, trait in enumerate(asked)}
    return {
        "features": [names[trait] for trait in asked],
        "classes": list(classes),
        "depth": nodes.depth,
        "feature": [
            place[trait] if is_inner else 0 for trait, is_inner in zip(nodes.trait, inner, strict=True)
        ],
        "threshold": nodes.bound,
        "below": nodes.below,
        "above": nodes.above,
        "value": nodes.vote,
        "roots": nodes.roots,
    }


class _Nodes:
    """Nodes of trees, gathered root first."""

    def __init__(self, roots: list[list[int]]) -> None:
        self.roots = roots
        self.trait: list[int] = []
        self.bound: list[float] = []
        self.below: list[int] = []
        self.above: list[int] = []
        self.vote: list[float] = []
        self.depth = 0

    def add(self, node: dict[str, Any], depth: int) -> int:
        """Take in a node with all that hangs below it; its place."""
        at = len(self.trait)
        self.depth = max(self.depth, depth)
        self.trait.append(int(node.get("split_feature", 0)))
        self.bound.append(_rounded(node.get("threshold", 0.0), BOUND_DIGITS))
        self.vote.append(_rounded(node.get("leaf_value", 0.0), VOTE_DIGITS))
        self.below.append(at)
        self.above.append(at)
        if "left_child" in node:
            self.vote[at] = 0.0
            self.below[at] = self.add(node["left_child"], depth + 1)
            self.above[at] = self.add(node["right_child"], depth + 1)
        return at


def _rounded(value: float, digits: int) -> float:
    return float(f"{value:.{digits}g}")
