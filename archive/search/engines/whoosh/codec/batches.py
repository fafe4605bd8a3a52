"""Batches: values of a field gathered over many documents and inverted at once.

The texts of our two views are inverted by vectorised twins of their analyzers; every other field as Whoosh does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Protocol

import numpy as np
from whoosh.fields import FieldType

from archive.search.analysis import Term, exact_terms, word_terms
from archive.search.engines.whoosh.arrays.files import Array
from archive.search.engines.whoosh.arrays.inverting import Posting, postings_listed
from archive.search.engines.whoosh.arrays.postings import Kind, Postings
from archive.search.engines.whoosh.codec.exact import invert_characters
from archive.search.engines.whoosh.codec.formats import NotKept, kind_of
from archive.search.engines.whoosh.codec.words import invert_words


class Inverted(NamedTuple):
    """The postings of a batch, and how many terms the field has in each of its documents."""

    postings: Postings
    lengths: Array


class FieldBatch(Protocol):
    """The values of one field."""

    def add(self, document: int, value: Any, boost: float) -> int:
        """The value of a document; about how much of it there is, in characters."""

    def invert(self, first: int, count: int) -> Inverted | None:
        """What was added since the last time, of so many documents; None where nothing was."""


def batch_of(name: str, field: FieldType) -> FieldBatch:
    """An empty batch for a field."""
    kind = kind_of(name, field)
    analyzer = getattr(field.analyzer, "terms", None)
    invert = INVERTERS.get((analyzer, kind)) if analyzer else None
    return _Texts(field, kind, invert) if invert else _Values(field, kind)


class _Values:
    """Values inverted one by one, as Whoosh's fields do it."""

    def __init__(self, field: FieldType, kind: Kind) -> None:
        self._field, self._kind = field, kind
        self._listed: list[Posting] = []
        self._lengths: dict[int, int] = {}

    def add(self, document: int, value: Any, boost: float) -> int:
        """Invert the value."""
        length = 0
        for term, frequency, weight, encoded in self._field.index(value):
            places = self._field.format.decode_positions(encoded) if self._kind is Kind.PLACED else ()
            self._listed.append(Posting(term, document, weight * boost, places))
            length += frequency
        self._lengths[document] = length
        return length

    def invert(self, first: int, count: int) -> Inverted | None:
        """The postings of all values."""
        if not self._listed:
            return None
        postings = postings_listed(self._kind, self._listed)
        lengths = np.zeros(count, np.int64)
        lengths[[document - first for document in self._lengths]] = list(self._lengths.values())
        self._listed, self._lengths = [], {}
        return Inverted(postings, lengths)


class _Texts:
    """Texts inverted together by the vectorised twin of their analyzer."""

    def __init__(self, field: FieldType, kind: Kind, invert: Inverter) -> None:
        self._field, self._kind, self._invert = field, kind, invert
        self._documents: list[int] = []
        self._texts: list[str] = []

    def add(self, document: int, value: Any, boost: float) -> int:
        """Keep the text."""
        if boost != 1:
            raise NotKept("Texts are weighed when they are searched, not when they are written.")
        self._documents.append(document)
        self._texts.append(value)
        return len(value)

    def invert(self, first: int, count: int) -> Inverted | None:
        """The postings of all texts."""
        documents, texts = np.array(self._documents, np.int64), self._texts
        self._documents, self._texts = [], []
        if not any(texts):
            return None
        postings, lengths = self._invert(texts, documents)
        spread = np.zeros(count, np.int64)
        spread[documents - first] = lengths
        return Inverted(postings, spread) if len(postings.terms) else None


Inverter = Callable[[list[str], Array], tuple[Postings, Array]]
INVERTERS: dict[tuple[Callable[[str], Iterator[Term]], Kind], Inverter] = {
    (exact_terms, Kind.PLACED): invert_characters,
    (word_terms, Kind.COUNTED): invert_words,
}
