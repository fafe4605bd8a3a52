"""Columns of all segments as one, for sorting and counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from archive.search.engines.whoosh.arrays.columns import Column, Numbers, Strings
from archive.search.engines.whoosh.arrays.files import Array


@dataclass(frozen=True)
class Values:
    """A number for each document of the index, and the one that stands where a document has none.

    Of a column of strings it is the place of the string in ``table``, which is sorted; no string is the empty one.
    """

    numbers: Array
    missing: int
    table: tuple[str, ...] = ()


def numbers_joined(parts: Iterable[tuple[Column | None, int]], missing: int, lowest: int) -> Values:
    """A column of numbers; each part is a segment's, with how many documents it has.

    Whoosh keeps numbers as their distance from the ``lowest`` there can be; so ``missing`` is given.
    """
    pieces = [
        column.values[:].astype(np.uint64)
        if isinstance(column, Numbers)
        else np.full(count, missing, np.uint64)
        for column, count in parts
    ]
    distances = np.concatenate([np.empty(0, np.uint64), *pieces])
    return Values((distances - np.uint64(-lowest)).view(np.int64), missing + lowest)


def strings_joined(parts: Iterable[tuple[Column | None, int]]) -> Values:
    """A column of strings."""
    known = [(column if isinstance(column, Strings) else None, count) for column, count in parts]
    table = sorted({b"", *(value for column, _count in known if column for value in column.table)})
    ranks = {value: rank for rank, value in enumerate(table)}
    pieces = [
        np.array([ranks[value] for value in column.table], np.int64)[column.codes[:]]
        if column
        else np.zeros(count, np.int64)
        for column, count in known
    ]
    texts = tuple(value.decode() for value in table)
    return Values(np.concatenate([np.empty(0, np.int64), *pieces]), 0, texts)


def counted(values: Values, documents: Array, separator: str) -> Counter[str]:
    """How many of these documents have each string; one may have several, with separators between them."""
    counts = np.bincount(values.numbers[documents], minlength=len(values.table))
    found: Counter[str] = Counter()
    for rank in np.flatnonzero(counts).tolist():
        for text in filter(None, values.table[rank].split(separator)):
            found[text] += int(counts[rank])
    return found


def counted_between(values: Values, documents: Array, stretches: Iterable[tuple[int, int]]) -> list[int]:
    """How many of these documents have a number in each stretch; its end is the first behind it."""
    ordered = np.sort(values.numbers[documents])
    bounds = np.array([*stretches], np.int64).reshape(-1, 2)
    counts = np.searchsorted(ordered, bounds[:, 1]) - np.searchsorted(ordered, bounds[:, 0])
    return [int(count) for count in counts]
