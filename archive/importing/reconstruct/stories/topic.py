"""What a text is about, as far as a page's own words tell: strings that few of its paragraphs share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")

# Of a unit longer than this, in characters, the rest tells nothing new.
TOLD_CHARS = 4000

Floats = NDArray[np.float64]

# A string in more than this share of the page's units says nothing about any of them.
COMMON_SHARE = 0.3

# How many strings a story must hold before its own counts outweigh the page's.
PAGE_STRINGS = 60.0

# Strings overlap (工会服 holds 工会 and 会服), so each tells only part of what it seems to.
TOLD_BY_A_STRING = 0.25


def strings_of(text: str) -> list[str]:
    """The two- and three-character strings of a text that hold no marks."""
    return [
        run[at : at + size]
        for run in _HAN.findall(text[:TOLD_CHARS])
        for size in (2, 3)
        for at in range(len(run) - size + 1)
    ]


class PageTopics:
    """How well each unit of a page fits among others, by the strings they share."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(strings_of(text)) for text in texts]
        held = Counter(string for count in counts for string in count)
        ceiling = max(2.0, COMMON_SHARE * len(texts))
        column = {string: at for at, string in enumerate(s for s, n in held.items() if 1 < n <= ceiling)}
        self._table = np.zeros((len(texts), len(column)))
        for row, count in enumerate(counts):
            for string, number in count.items():
                if string in column:
                    self._table[row, column[string]] = min(number, 3)
        self.size = len(texts)
        page = self._table.sum(axis=0) + 1e-9
        self._page = page / page.sum()

    def fit(self, stories: Sequence[int]) -> Floats:
        """For each unit and story the log-odds that the unit is about it; ``stories`` numbers each unit's, or -1.

        A unit is held against the other units of a story, never against itself.
        """
        count = max(stories, default=-1) + 1
        member = np.zeros((len(stories), count))
        for unit, story in enumerate(stories):
            if story >= 0:
                member[unit, story] = 1.0
        held = member.T @ self._table
        return np.column_stack([self._against(held[story], member[:, story]) for story in range(count)])

    def _against(self, held: Floats, member: Floats) -> Floats:
        others = held[None, :] - member[:, None] * self._table
        total = others.sum(axis=1, keepdims=True)
        expected = (others + PAGE_STRINGS * self._page) / (total + PAGE_STRINGS)
        told: Floats = np.einsum("us,us->u", self._table, np.log(expected / self._page))
        return TOLD_BY_A_STRING * told

    def likeness(self, units: Sequence[int], others: Sequence[int]) -> float:
        """How much of what is particular to some units stands in others too, from 0 to 1."""
        if not len(units) or not len(others):
            return 0.0
        own = self._table[list(units)].sum(axis=0) > 0
        weight = -np.log(self._page[own])
        shared = self._table[list(others)].sum(axis=0)[own] > 0
        total = float(weight.sum())
        return float(weight[shared].sum()) / total if total > 0 else 0.0
