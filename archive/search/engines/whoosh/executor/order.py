"""What was found in the order asked for: by score, or by columns; of a page, no more is sorted than it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from archive.search.engines.whoosh.arrays.files import Array
from archive.search.engines.whoosh.executor.columns import Values
from archive.search.engines.whoosh.executor.found import Found

# Keys of which the least is taken first: of 25,000, twenty times less is left to sort.
STRETCH = 64


def best(found: Found, most: int | None = None) -> Array:
    """The places in ``found`` of the best, best first; of those that score the same, the first document first."""
    return first_by([-found.scores], most)


def by_columns(found: Found, columns: Sequence[tuple[Values, bool]], most: int | None = None) -> Array:
    """The places in ``found`` of the first by some columns, each from the greatest down where that is wished.

    What has no value comes last either way; those alike stand by score.
    """
    keys = [_key(values, found.documents, descending) for values, descending in columns]
    return first_by([*keys, -found.scores], most)


def first_by(keys: Sequence[Array], most: int | None = None) -> Array:
    """The indices of the first by these keys, of which the first decides before the others."""
    count = len(keys[0])
    if most is None or most >= count:
        return _sorted(keys)
    if most <= 0:
        return np.empty(0, np.int64)
    chosen = np.flatnonzero(keys[0] <= _bound(keys[0], most))
    last = np.partition(keys[0][chosen], most - 1)[most - 1]
    chosen = chosen[keys[0][chosen] <= last]
    first: Array = chosen[_sorted([key[chosen] for key in keys])][:most]
    return first


def _bound(key: Array, most: int) -> Any:
    """A value that at least ``most`` of the keys do not exceed, and few more: so many stretches each have one.

    Finding it takes a quarter of the time in which all keys would be parted at the exact value.
    """
    minima = key[: len(key) // STRETCH * STRETCH].reshape(-1, STRETCH).min(axis=1)
    return np.partition(minima, most - 1)[most - 1] if len(minima) >= most else key.max()


def _sorted(keys: Sequence[Array]) -> Array:
    if len(keys) == 1:
        return np.argsort(keys[0], kind="stable")
    return np.lexsort(keys[::-1])


def _key(values: Values, documents: Array, descending: bool) -> Array:
    here = values.numbers[documents]
    ordered = -here if descending else here.copy()
    ordered[here == values.missing] = np.iinfo(np.int64).max
    return ordered
