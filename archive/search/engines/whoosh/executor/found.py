"""Documents found in a segment, and how they are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from archive.search.engines.whoosh.arrays.files import Array

# Where all parts together have fewer documents than the segment has divided by this, they are sorted; else marked in an
# array as long as the segment. Sorting costs some 40 ns a document, the array 1 ns a document of the segment.
SPARSE = 32


@dataclass(frozen=True)
class Found:
    """Documents, ascending, and the score of each."""

    documents: Array
    scores: Array

    @classmethod
    def alike(cls, documents: Array, score: float) -> Found:
        """Documents that all score the same."""
        return cls(documents, np.full(len(documents), score))

    def where(self, marks: Array) -> Found:
        """Those that are marked."""
        at = np.flatnonzero(marks)
        return Found(self.documents.take(at), self.scores.take(at))

    def times(self, boost: float) -> Found:
        """The same with every score multiplied."""
        return self if boost == 1.0 else Found(self.documents, self.scores * boost)


NOTHING = np.empty(0, np.uint16)


def marked(documents: Array, count: int) -> Array:
    """A truth value for each document of a segment."""
    marks = np.zeros(count, bool)
    # Numbers of two bytes would be widened one by one, which takes more than twice as long.
    marks[documents.astype(np.intp)] = True
    return marks


def those(values: Array, marks: Array) -> Array:
    """The values that are marked; taken by their places, which is twice as quick as by truth values."""
    return values.take(np.flatnonzero(marks))


def united(parts: Sequence[Array], count: int) -> Array:
    """Documents that are in any of these, each of which ascends."""
    parts = [part for part in parts if len(part)]
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    if sum(map(len, parts)) < count // SPARSE:
        return distinct(np.sort(np.concatenate(parts)))
    marks = np.zeros(count, bool)
    for part in parts:
        marks[part.astype(np.intp)] = True
    return np.flatnonzero(marks)


def common(parts: Sequence[Array], count: int) -> Array:
    """Documents that are in each of these."""
    fewest, *others = sorted(parts, key=len)
    for other in others:
        if not len(fewest):
            break
        fewest = those(fewest, marked(other, count).take(fewest))
    return fewest


def without(documents: Array, unwanted: Array, count: int) -> Array:
    """Documents that are not in the other."""
    return those(documents, ~marked(unwanted, count).take(documents)) if len(unwanted) else documents


def distinct(ascending: Array) -> Array:
    """Each number once."""
    if len(ascending) < 2:
        return ascending
    first = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return ascending[first]


def added(parts: Sequence[Found], count: int) -> Found:
    """Documents that are in any of these, with the sums of their scores."""
    parts = [part for part in parts if len(part.documents)]
    if len(parts) < 2:
        return parts[0] if parts else Found.alike(NOTHING, 0.0)
    documents = united([part.documents for part in parts], count)
    return Found(documents, summed(parts, documents, count))


def greatest(parts: Sequence[Found], count: int) -> Found:
    """Documents that are in any of these, with the greatest of their scores."""
    documents = united([part.documents for part in parts], count)
    scores = np.full(count, -np.inf)
    for part in parts:
        scores[part.documents] = np.maximum(scores[part.documents], part.scores)
    return Found(documents, scores[documents])


def summed(parts: Sequence[Found], documents: Array, count: int) -> Array:
    """What these documents score in all of the parts together; parts may have others, which are left out."""
    of_all = [part.scores for part in parts if part.documents is documents]
    if of_all:
        others = [part for part in parts if part.documents is not documents]
        return sum(of_all, summed(others, documents, count))
    if sum(len(part.documents) for part in parts) < count // SPARSE:
        return _summed_sparsely(parts, documents)
    if not parts or not len(documents):
        return np.zeros(len(documents))
    owners = np.concatenate([part.documents for part in parts])
    return np.bincount(owners, np.concatenate([part.scores for part in parts]), count).take(documents)


def _summed_sparsely(parts: Sequence[Found], documents: Array) -> Array:
    total = np.zeros(len(documents))
    for part in parts:
        at = np.searchsorted(documents, part.documents)
        at[at == len(documents)] = 0
        here = documents[at] == part.documents if len(documents) else np.zeros(len(at), bool)
        total[at[here]] += part.scores[here]
    return total
