"""All segments of an index searched at once, and what was found in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh import query
from whoosh.fields import NUMERIC
from whoosh.searching import Searcher

from archive.search.engines.whoosh.arrays.files import Array
from archive.search.engines.whoosh.codec.formats import default_of, stored_values
from archive.search.engines.whoosh.codec.readers import ArrayReader
from archive.search.engines.whoosh.executor.columns import Values, numbers_joined, strings_joined
from archive.search.engines.whoosh.executor.found import Found
from archive.search.engines.whoosh.executor.kept import Kept
from archive.search.engines.whoosh.executor.segment import Segment
from archive.search.engines.whoosh.executor.weights import Weights, weights_of


class Executor:
    """Answers Whoosh's queries on the index that a searcher has open."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self.segments = list(_segments(searcher, weights_of(searcher)))
        self._offsets = [segment.offset for segment in self.segments]
        self._values: dict[str, Values] = {}
        self.kept = Kept()

    @property
    def generation(self) -> int:
        """The generation of the index that it answers from."""
        return int(self.searcher.reader().generation())

    def verify_length(self) -> None:
        """Raise IndexUnavailable where a file was cut off or written over since it was opened."""
        for segment in self.segments:
            segment.arrays.verify_length()

    def scored(self, asked: query.Query) -> Found:
        """Every document that matches, by its number in the index, with its score."""
        parts = []
        for segment in self.segments:
            segment.forget()
            found = segment.living(segment.scored(asked))
            parts.append((found.documents.astype(np.int64) + segment.offset, found.scores))
        return Found(_joined([part[0] for part in parts], np.int64), _joined([part[1] for part in parts]))

    def matched(self, asked: query.Query) -> Array:
        """Every document that matches, ascending."""
        return _joined([self._matched(segment, asked) for segment in self.segments], np.int64)

    def _matched(self, segment: Segment, asked: query.Query) -> Array:
        segment.forget()
        documents = segment.living(Found.alike(segment.matched(asked), 0.0)).documents
        return documents.astype(np.int64) + segment.offset

    def values(self, name: str) -> Values:
        """The column of a field, for sorting and counting; read once."""
        if name not in self._values:
            self._values[name] = self._joined_values(name)
        return self._values[name]

    def _joined_values(self, name: str) -> Values:
        parts = [(segment.arrays.documents.column(name), segment.count) for segment in self.segments]
        field = self.searcher.schema[name]
        default = default_of(name, field.column_type)
        if default is None:
            return strings_joined(parts)
        lowest = -(1 << field.bits - 1) if isinstance(field, NUMERIC) and field.signed else 0
        return numbers_joined(parts, int(default.value), lowest)

    def stored(self, document: int) -> dict[str, Any]:
        """What the index keeps of a document."""
        segment = self.segments[bisect_right(self._offsets, document) - 1]
        return stored_values(segment.arrays.documents.stored(document - segment.offset))


def _segments(searcher: Searcher, weights: Weights) -> Iterator[Segment]:
    for leaf, offset in searcher.leaf_searchers():
        if isinstance(leaf.reader(), ArrayReader):
            yield Segment(leaf, offset, weights)


def _joined(parts: list[Array], dtype: Any = np.float64) -> Array:
    return np.concatenate(parts) if len(parts) > 1 else (parts[0] if parts else np.empty(0, dtype))
