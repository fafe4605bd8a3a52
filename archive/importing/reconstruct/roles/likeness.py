"""How much a line shares with the lines around it: strings that few lines of the page hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.roles.characters import codes_of
from archive.importing.reconstruct.stories.topic import TOLD_CHARS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NAMES = (
    "share of its strings in the lines before",
    "share of its strings in the lines after",
    "share of its strings further before",
    "share of its strings further after",
    "share of strings after it that stand before it",
)

# The lines before are so many, and those further before so many more: a paragraph, and a column of a short story.
NEAR_LINES, FAR_LINES = 8, 24

# A string in more than this share of the page's lines tells nothing; on short pages one in three lines may hold it.
COMMON_SHARE, ALWAYS_RARE_LINES = 10, 3

_FIRST_HAN, _LAST_HAN = 0x4E00, 0x9FFF


@dataclass(frozen=True)
class Holdings:
    """Which line holds which rare string: one entry each, sorted by string, then by line."""

    string: Ints
    line: Ints
    size: int

    def held(self, nearest: int, furthest: int) -> NDArray[np.bool_]:
        """For each entry: does a line that many places on (back, where negative) hold its string too?"""
        span = self.size + 2 * FAR_LINES + 2
        keys = self.string * span + self.line
        return np.searchsorted(keys, keys + nearest) < np.searchsorted(keys, keys + furthest, side="right")


def likeness_traits(texts: Sequence[str]) -> Floats:
    """Texts by ``NAMES``, each from 0 to 1."""
    size = len(texts)
    if not size:
        return np.zeros((0, len(NAMES)))
    holdings, strings = _holdings(texts)
    shares = [
        np.bincount(holdings.line[holdings.held(nearest, furthest)], minlength=size) / np.maximum(strings, 1)
        for nearest, furthest in (
            (-NEAR_LINES, -1),
            (1, NEAR_LINES),
            (-FAR_LINES, -NEAR_LINES - 1),
            (NEAR_LINES + 1, FAR_LINES),
        )
    ]
    return np.column_stack([*shares, _on_both_sides(holdings) / (_after(holdings) + 1)])


def _holdings(texts: Sequence[str]) -> tuple[Holdings, Ints]:
    """Who holds which rare string, and how many different strings each text holds."""
    size = len(texts)
    string, line = _strings(texts)
    _, number = np.unique(string, return_inverse=True)
    entries = np.unique(number.astype(np.int64) * size + line)
    number, line = np.divmod(entries, size)
    lines_with = np.bincount(number)[number]
    rare = (lines_with > 1) & (lines_with <= max(ALWAYS_RARE_LINES, size // COMMON_SHARE))
    return Holdings(number[rare], line[rare], size), np.bincount(line, minlength=size)


def _strings(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Every two and three Han characters side by side in one text as a number, and the text each stands in."""
    told = [text[:TOLD_CHARS] for text in texts]
    codes = codes_of(told).astype(np.int64)
    line = np.repeat(np.arange(len(told)), [len(text) for text in told])
    han = (codes >= _FIRST_HAN) & (codes <= _LAST_HAN)
    two = han[:-1] & han[1:] & (line[:-1] == line[1:])
    pair = (codes[:-1] << 16) + codes[1:]
    three = two[:-1] & two[1:]
    triple = (pair[:-1] << 16) + codes[2:]
    return np.concatenate([pair[two], triple[three]]), np.concatenate([line[:-1][two], line[:-2][three]])


def _after(holdings: Holdings) -> Floats:
    """How many rare strings stand in the lines after each line."""
    line = holdings.line
    before = np.where(
        np.append(False, holdings.string[1:] == holdings.string[:-1])[: len(line)], np.roll(line, 1), 0
    )
    return _covered(np.maximum(before, line - FAR_LINES), line, holdings.size)


def _on_both_sides(holdings: Holdings) -> Floats:
    """How many rare strings stand both in the lines before each line and in those after."""
    string, line, size = holdings.string, holdings.line, holdings.size
    next_to = string[1:] == string[:-1]
    one, other = line[:-1][next_to], line[1:][next_to]
    between = _covered(np.maximum(one + 1, other - FAR_LINES), np.minimum(other, one + FAR_LINES + 1), size)
    inside = np.bincount(line[holdings.held(-FAR_LINES, -1) & holdings.held(1, FAR_LINES)], minlength=size)
    return between + inside


def _covered(first: Ints, end: Ints, size: int) -> Floats:
    """How many of the stretches ``first[k]`` to ``end[k]``, the end left out, each line stands in."""
    kept = first < end
    begun, ended = (np.bincount(at[kept], minlength=size + 1)[:size] for at in (first, end))
    return np.cumsum(begun - ended).astype(float)
