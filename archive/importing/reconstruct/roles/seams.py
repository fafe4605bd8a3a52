"""Words cut by the ends of lines: what is missing of them here, and where the rest stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.joins.evidence import dangling, head_of, tail_of, word_across
from archive.text.words import neighbours

Floats = NDArray[np.float64]

NAMES = (
    "first part of a word missing",
    "last part of a word missing",
    "a word spans it and the line before",
    "a word spans it and the line after",
    "a word spans the lines around it",
)


def seam_traits(texts: Sequence[str]) -> Floats:
    """Texts by ``NAMES``, in log-odds of the dictionary; no text may be empty."""
    heads, tails = [head_of(text) for text in texts], [tail_of(text) for text in texts]
    across = [0.0, *_across(zip(tails, heads[1:], strict=False)), 0.0]
    skipping = [0.0, *_across(zip(tails, heads[2:], strict=False)), 0.0]
    return np.column_stack(
        [
            [dangling(head, at_end=False) for head in heads],
            [dangling(tail, at_end=True) for tail in tails],
            across[: len(texts)],
            across[1 : len(texts) + 1],
            skipping[: len(texts)],
        ]
    )


def _across(seams: Iterable[tuple[str, str]]) -> list[float]:
    """The weight of the word over each seam; where no word of the dictionary holds the two characters, none is sought."""
    touching = neighbours()
    return [
        word_across(tail, head) if tail and head and tail[-1] + head[0] in touching else 0.0
        for tail, head in seams
    ]
