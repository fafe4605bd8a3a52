"""Pieces: the postings of a stretch of terms, in memory, on their way from a part into the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from archive.search.engines.whoosh.arrays.files import Array
from archive.search.engines.whoosh.arrays.postings import FIRST, Exceptions, Kind, Postings


@dataclass(frozen=True)
class Piece:
    """Postings of some terms: how many documents and places each has, and these, one term after another."""

    frequencies: Array
    documents: Array
    counts: Array
    weights: Exceptions
    place_frequencies: Array
    places: Array
    far_places: Exceptions


def piece_of(postings: Postings, terms: Array, numbers: Array) -> Piece:
    """The postings of these terms, which ascend, with new numbers for the documents; those below 0 go."""
    if not len(terms):
        return _NOTHING
    first, end = int(terms[0]), int(terms[-1]) + 1
    begin, stop = int(postings.starts[first]), int(postings.starts[end])
    documents = numbers[postings.documents_between(first, end)]
    stays = documents >= 0
    frequencies = np.diff(postings.starts[first : end + 1].astype(np.int64))
    places = _Places.of(postings, first, end, frequencies)
    counts = postings.counts[begin:stop]
    weights = Exceptions(*postings.weights.between(begin, stop))
    if not stays.all():
        places = places.of_those(stays, frequencies)
        counts = counts[stays] if len(counts) else counts
        weights = _filtered(weights, stays)
        documents = documents[stays]
        frequencies = _counted(stays, frequencies)
    return Piece(
        frequencies[terms - first],
        documents,
        counts,
        weights,
        places.frequencies[terms - first],
        places.stored,
        places.far,
    )


def pieces_joined(kind: Kind, terms: int, pieces: Sequence[tuple[Array, Piece]]) -> Piece:
    """The pieces as one of so many terms; each comes with the numbers its terms have in it."""
    if kind is Kind.PLACED:
        pieces = _with_places(terms, pieces)
    frequencies = _summed(terms, [(numbers, piece.frequencies) for numbers, piece in pieces])
    place_frequencies = _summed(terms, [(numbers, piece.place_frequencies) for numbers, piece in pieces])
    begins, place_begins = _begins(frequencies), _begins(place_frequencies)
    documents = np.empty(int(frequencies.sum()), np.int64)
    counts = np.empty(len(documents) if kind is Kind.COUNTED else 0, np.uint8)
    places = np.empty(int(place_frequencies.sum()), np.uint16)
    weights, far = [Exceptions.none("f4")], [Exceptions.none("u2")]
    for numbers, piece in pieces:
        at = _spread(begins[numbers], piece.frequencies)
        documents[at] = piece.documents
        if len(counts):
            counts[at] = piece.counts
        weights.append(Exceptions(at[piece.weights.at[:]], piece.weights.values))
        place_at = _spread(place_begins[numbers], piece.place_frequencies)
        places[place_at] = piece.places
        far.append(Exceptions(place_at[piece.far_places.at[:]], piece.far_places.values))
        begins[numbers] += piece.frequencies
        place_begins[numbers] += piece.place_frequencies
    return Piece(frequencies, documents, counts, _sorted(weights), place_frequencies, places, _sorted(far))


@dataclass(frozen=True)
class _Places:
    """The places of a stretch of terms."""

    frequencies: Array
    stored: Array
    far: Exceptions

    @classmethod
    def of(cls, postings: Postings, first: int, end: int, frequencies: Array) -> _Places:
        """The places as they are stored; none in a field that keeps none."""
        if postings.kind is not Kind.PLACED:
            return cls(np.zeros(len(frequencies), np.int64), _NOTHING.places, _NOTHING.far_places)
        begin, stop = int(postings.place_starts[first]), int(postings.place_starts[end])
        counts = np.diff(postings.place_starts[first : end + 1].astype(np.int64))
        return cls(counts, postings.places[begin:stop], Exceptions(*postings.far_places.between(begin, stop)))

    def of_those(self, stays: Array, frequencies: Array) -> _Places:
        """The places in documents that stay."""
        if not len(self.stored):
            return self
        # Which posting each place belongs to: only terms that have places of their own take part.
        placed = np.flatnonzero(np.repeat(self.frequencies > 0, frequencies))
        kept = stays[placed[np.cumsum(self.stored & FIRST != 0) - 1]]
        return _Places(_counted(kept, self.frequencies), self.stored[kept], _filtered(self.far, kept))


def _with_places(terms: int, pieces: Sequence[tuple[Array, Piece]]) -> list[tuple[Array, Piece]]:
    """Pieces in which each term has places of its own in all of them or in none."""
    placed = _summed(terms, [(numbers, piece.place_frequencies) for numbers, piece in pieces]) > 0
    return [(numbers, _placed(piece, placed[numbers])) for numbers, piece in pieces]


def _placed(piece: Piece, wanted: Array) -> Piece:
    """The piece with a place 0 in each document of those of the terms wanted that have none stored."""
    lacking = wanted & (piece.place_frequencies == 0) & (piece.frequencies > 0)
    if not lacking.any():
        return piece
    added = np.where(lacking, piece.frequencies, 0)
    at = np.repeat(_begins(piece.place_frequencies), added)
    moved = np.arange(len(piece.places)) + np.repeat(np.cumsum(added), piece.place_frequencies)
    return Piece(
        piece.frequencies,
        piece.documents,
        piece.counts,
        piece.weights,
        piece.place_frequencies + added,
        np.insert(piece.places, at, FIRST),
        Exceptions(moved[piece.far_places.at[:]], piece.far_places.values),
    )


def _summed(terms: int, addends: Sequence[tuple[Array, Array]]) -> Array:
    total = np.zeros(terms, np.int64)
    for numbers, values in addends:
        total[numbers] += values
    return total


def _begins(lengths: Array) -> Array:
    """Where each stretch begins when they stand one behind another."""
    begins: Array = np.cumsum(lengths) - lengths
    return begins


def _spread(begins: Array, lengths: Array) -> Array:
    """The indices ``begin, begin + 1, …`` of each stretch, one stretch after another."""
    return np.repeat(begins - _begins(lengths), lengths) + np.arange(int(lengths.sum()))


def _counted(kept: Array, lengths: Array) -> Array:
    """How many of each stretch are kept."""
    sums = np.concatenate([[0], np.cumsum(kept)])
    ends = np.cumsum(lengths)
    counts: Array = sums[ends] - sums[ends - lengths]
    return counts


def _filtered(exceptions: Exceptions, kept: Array) -> Exceptions:
    """The exceptions among those kept, at their new indices."""
    at = exceptions.at[:]
    mine = kept[at]
    return Exceptions((np.cumsum(kept) - 1)[at[mine]], exceptions.values[:][mine])


def _sorted(pieces: Sequence[Exceptions]) -> Exceptions:
    at = np.concatenate([piece.at[:] for piece in pieces])
    values = np.concatenate([piece.values[:] for piece in pieces])
    order = np.argsort(at)
    return Exceptions(at[order], values[order])


_NOTHING = Piece(
    frequencies=np.empty(0, np.int64),
    documents=np.empty(0, np.int64),
    counts=np.empty(0, np.uint8),
    weights=Exceptions.none("f4"),
    place_frequencies=np.empty(0, np.int64),
    places=np.empty(0, np.uint16),
    far_places=Exceptions.none("u2"),
)
