"""Postings of a field: which documents have each term, how often, and where.

Three kinds of field: *whole* (a term is there or not), *counted* (how often), *placed* (where, and so how often). Arrays
are narrow, because nearly all numbers are small; the few that do not fit stand in arrays of exceptions beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from archive.search.engines.whoosh.arrays.files import Array, ArrayFile, ArrayFileWriter, Section
from archive.search.engines.whoosh.arrays.terms import Terms

# The highest bit of a place: this is the first place of the term in another document.
FIRST = 0x8000
# Bits of a place that fit beside it; higher bits are exceptions.
PLACE_BITS = 15
PLACE = FIRST - 1
# The greatest count that fits; a greater one, or a weight that is not a whole number, is an exception.
GREATEST_COUNT = 255


class Kind(StrEnum):
    """How much is known of a posting."""

    WHOLE = "whole"
    COUNTED = "counted"
    PLACED = "placed"


@dataclass(frozen=True)
class Exceptions:
    """Values that did not fit: at which indices of the narrow array they belong, and what they are."""

    at: Array | Section
    values: Array | Section

    @classmethod
    def none(cls, dtype: str) -> Exceptions:
        """No exceptions."""
        return cls(np.empty(0, np.int64), np.empty(0, dtype))

    def between(self, begin: int, end: int) -> tuple[Array, Array]:
        """The exceptions in a stretch of the narrow array, counted from its beginning."""
        if not len(self.at):
            return np.empty(0, np.int64), np.empty(0, self.values.dtype)
        first, last = np.searchsorted(self._indices, (begin, end)).tolist()
        return self._indices[first:last] - begin, self.values[first:last]

    @cached_property
    def _indices(self) -> Array:
        return self.at[:]


@dataclass(frozen=True)
class Postings:
    """The postings of a field, in memory or in a file.

    Those of term ``t`` are ``documents[starts[t]:starts[t + 1]]``; its places ``places[place_starts[t]:…]``. A term that
    stands once in each of its documents, at place 0, has no places of its own.
    """

    kind: Kind
    terms: Terms
    starts: Array
    documents: Array | Section
    counts: Array | Section
    weights: Exceptions
    place_starts: Array
    places: Array | Section
    far_places: Exceptions

    def document_frequency(self, term: int) -> int:
        """In how many documents the term stands, deleted ones included."""
        return int(self.starts[term + 1]) - int(self.starts[term])

    def documents_of(self, term: int) -> Array:
        """The documents that have the term, ascending."""
        return self.documents[int(self.starts[term]) : int(self.starts[term + 1])]

    def documents_between(self, first: int, end: int) -> Array:
        """The documents of several terms, one term after another."""
        return self.documents[int(self.starts[first]) : int(self.starts[end])]

    def counts_of(self, term: int) -> Array | None:
        """How often the term stands in each document, as bytes; None where they do not tell all of it."""
        begin, end = int(self.starts[term]), int(self.starts[term + 1])
        if len(self.weights.between(begin, end)[0]):
            return None
        if self.kind is Kind.COUNTED:
            return self.counts[begin:end]
        if self.kind is Kind.WHOLE:
            return np.ones(end - begin, np.uint8)
        counts = self._place_counts(term)
        return counts.astype(np.uint8) if counts.max(initial=0) <= GREATEST_COUNT else None

    def weights_of(self, term: int) -> Array:
        """How much the term weighs in each document: how often it stands there, unless a boost says otherwise."""
        begin, end = int(self.starts[term]), int(self.starts[term + 1])
        if self.kind is Kind.COUNTED:
            weights = self.counts[begin:end].astype(np.float64)
        elif self.kind is Kind.WHOLE:
            weights = np.ones(end - begin)
        else:
            weights = self._place_counts(term).astype(np.float64)
        at, values = self.weights.between(begin, end)
        weights[at] = values
        return weights

    def places_of(self, term: int) -> tuple[Array, Array]:
        """Every place of the term, and for each the index of its document among the documents of the term."""
        begin, end = int(self.place_starts[term]), int(self.place_starts[term + 1])
        if begin == end:
            return np.zeros(self.document_frequency(term), np.uint32), np.arange(
                self.document_frequency(term)
            )
        stored = self.places[begin:end]
        owners = np.cumsum(stored >> PLACE_BITS, dtype=np.int32)
        places = (stored & PLACE).astype(np.uint32)
        at, high = self.far_places.between(begin, end)
        places[at] |= high.astype(np.uint32) << PLACE_BITS
        return places, owners - 1

    def _place_counts(self, term: int) -> Array:
        stored = self.places[int(self.place_starts[term]) : int(self.place_starts[term + 1])]
        if not len(stored):
            return np.ones(self.document_frequency(term), np.int64)
        return np.diff(np.flatnonzero(stored & FIRST), append=len(stored))


def write_postings(writer: ArrayFileWriter, name: str, postings: Postings) -> None:
    """Write postings that are in memory."""
    write_terms(writer, name, postings.terms, postings.starts)
    for part in ("documents", "counts"):
        writer.add(f"{name}/{part}", getattr(postings, part)[:])
    write_exceptions(writer, f"{name}/weights", postings.weights)
    if postings.kind is Kind.PLACED:
        writer.add(f"{name}/place_starts", narrowed(postings.place_starts))
        writer.add(f"{name}/places", postings.places[:])
        write_exceptions(writer, f"{name}/far_places", postings.far_places)


def write_terms(writer: ArrayFileWriter, name: str, terms: Terms, starts: Array) -> None:
    """Write the terms of a field, and where the postings of each begin."""
    writer.add(f"{name}/keys", terms.keys)
    writer.add(f"{name}/tail_ends", terms.tail_ends)
    writer.add(f"{name}/tails", terms.tails)
    writer.add(f"{name}/starts", narrowed(starts))


def write_exceptions(writer: ArrayFileWriter, name: str, exceptions: Exceptions) -> None:
    """Write exceptions, if there are any."""
    if len(exceptions.at):
        writer.add(f"{name}/at", exceptions.at[:])
        writer.add(f"{name}/values", exceptions.values[:])


def read_postings(file: ArrayFile, name: str, kind: Kind) -> Postings:
    """The postings of a field as they lie in a file. What finds a term is verified at once, the rest when it is read."""
    whole, section = file.whole, file.section
    return Postings(
        kind=kind,
        terms=Terms(whole(f"{name}/keys"), whole(f"{name}/tail_ends"), whole(f"{name}/tails")),
        starts=whole(f"{name}/starts"),
        documents=section(f"{name}/documents"),
        counts=section(f"{name}/counts"),
        weights=read_exceptions(file, f"{name}/weights", "f4"),
        place_starts=whole(f"{name}/place_starts"),
        places=section(f"{name}/places", np.uint16),
        far_places=read_exceptions(file, f"{name}/far_places", "u2"),
    )


def read_exceptions(file: ArrayFile, name: str, dtype: str) -> Exceptions:
    """The exceptions of a narrow array."""
    return Exceptions(file.section(f"{name}/at", np.int64), file.section(f"{name}/values", dtype))


def narrowed(starts: Array) -> Array:
    """Starts in four bytes each, where none is too great."""
    fits = not len(starts) or int(starts[-1]) <= np.iinfo(np.uint32).max
    return starts.astype(np.uint32 if fits else np.uint64)
