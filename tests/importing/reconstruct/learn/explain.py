"""What a forest asks: ``python -m tests.importing.reconstruct.learn.explain membership``."""

from __future__ import annotations

import argparse

import numpy as np

from archive.importing.reconstruct.learnt.trees import Forest, forest


def weights(trees: Forest) -> list[tuple[str, int, float]]:
    """Each trait, how many nodes ask it, and how far apart the votes of their two sides are on the whole."""
    mean = _mean_votes(trees)
    inner = np.flatnonzero(trees.below != np.arange(len(trees.below)))
    moved = np.abs(mean[trees.below[inner]] - mean[trees.above[inner]])
    asked = np.bincount(trees.trait[inner], minlength=len(trees.traits))
    moves = np.bincount(trees.trait[inner], weights=moved, minlength=len(trees.traits))
    found = zip(trees.traits, asked.tolist(), moves.tolist(), strict=True)
    return sorted(found, key=lambda one: -one[2])


def _mean_votes(trees: Forest) -> np.ndarray:
    """For each node the mean vote of what hangs below it; children stand behind their parents."""
    mean = trees.vote.copy()
    for node in range(len(mean) - 1, -1, -1):
        if trees.below[node] != node:
            mean[node] = (mean[trees.below[node]] + mean[trees.above[node]]) / 2
    return mean


def main() -> None:
    """Parse, weigh, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    for trait, asked, moves in weights(forest(parser.parse_args().name)):
        print(f"{moves:9.2f}  {asked:5}  {trait}")


if __name__ == "__main__":
    main()
