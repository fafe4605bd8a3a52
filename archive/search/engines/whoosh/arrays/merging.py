"""Postings of several parts as one: concatenated term by term, the deleted documents left out, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from archive.search.engines.whoosh.arrays.files import Array, ArrayFileWriter
from archive.search.engines.whoosh.arrays.inverting import NARROW
from archive.search.engines.whoosh.arrays.pieces import Piece, piece_of, pieces_joined
from archive.search.engines.whoosh.arrays.postings import (
    Exceptions,
    Kind,
    Postings,
    narrowed,
    write_exceptions,
    write_terms,
)
from archive.search.engines.whoosh.arrays.spool import Spool
from archive.search.engines.whoosh.arrays.terms import Terms, distinct, united

# Postings that are in memory at a time, in some ten arrays of up to eight bytes each.
CHUNK = 1 << 20


@dataclass(frozen=True)
class Part:
    """The postings of a field in one part, and what number each document has in the whole; -1 where it goes."""

    postings: Postings
    numbers: Array

    @cached_property
    def has_gone(self) -> bool:
        """Do some of its documents go?"""
        return bool((self.numbers < 0).any())


@dataclass(frozen=True)
class _Source:
    """A part with the terms that remain, how many documents each still has, and their numbers among all terms."""

    part: Part
    remaining: Array
    frequencies: Array
    numbers: Array

    def pieces(self, bounds: Sequence[int]) -> Iterator[tuple[Array, Piece]]:
        """For each stretch of the terms of the whole: the numbers of this part's terms there, and its piece."""
        borders = np.searchsorted(self.numbers, bounds).tolist()
        for begin, (first, end) in zip(bounds, pairwise(borders), strict=False):
            chosen = self.remaining[first:end]
            yield self.numbers[first:end] - begin, piece_of(self.part.postings, chosen, self.part.numbers)


def merge_postings(writer: ArrayFileWriter, name: str, parts: Sequence[Part]) -> None:
    """Write the postings of a field; nothing where no document that remains has a term in it."""
    kind = parts[0].postings.kind
    terms, sources = _sources(parts)
    if not len(terms):
        return
    frequencies = np.zeros(len(terms), np.int64)
    for source in sources:
        frequencies[source.numbers] += source.frequencies
    starts = np.concatenate([[0], np.cumsum(frequencies)])
    write_terms(writer, name, terms, starts)
    _write_pieces(writer, name, kind, sources, starts)


def _write_pieces(
    writer: ArrayFileWriter, name: str, kind: Kind, sources: Sequence[_Source], starts: Array
) -> None:
    """Write documents as they come; what belongs into sections behind them waits in spools."""
    bounds = _bounds(starts)
    highest = max(int(source.part.numbers.max(initial=0)) for source in sources)
    writer.begin(f"{name}/documents", np.uint16 if highest < NARROW else np.uint32)
    folder = writer.path.parent
    with Spool(folder, np.uint8) as counts, Spool(folder, np.uint16) as places:
        weights, far = _Gathered("f4"), _Gathered("u2")
        place_counts = [np.zeros(1, np.int64)]
        chunks = zip(*(source.pieces(bounds) for source in sources), strict=True)
        for (begin, end), pieces in zip(pairwise(bounds), chunks, strict=True):
            joined = pieces_joined(kind, end - begin, pieces)
            writer.append(joined.documents)
            weights.add(joined.weights, len(joined.documents))
            far.add(joined.far_places, len(joined.places))
            counts.append(joined.counts)
            places.append(joined.places)
            place_counts.append(joined.place_frequencies)
        counts.copy(writer, f"{name}/counts")
        write_exceptions(writer, f"{name}/weights", weights.exceptions())
        if kind is Kind.PLACED:
            writer.add(f"{name}/place_starts", narrowed(np.cumsum(np.concatenate(place_counts))))
            places.copy(writer, f"{name}/places")
            write_exceptions(writer, f"{name}/far_places", far.exceptions())


def _sources(parts: Sequence[Part]) -> tuple[Terms, list[_Source]]:
    """All terms that remain, and the parts with their numbers."""
    remains = [_remaining(part) for part in parts]
    tables = [
        part.postings.terms.taken(remaining) if part.has_gone else part.postings.terms
        for part, (remaining, _frequencies) in zip(parts, remains, strict=True)
    ]
    terms, numbers = united(tables)
    return terms, [
        _Source(part, remaining, frequencies, mine)
        for part, (remaining, frequencies), mine in zip(parts, remains, numbers, strict=True)
    ]


def _remaining(part: Part) -> tuple[Array, Array]:
    """The terms that still have documents, and how many."""
    postings = part.postings
    frequencies = np.diff(postings.starts.astype(np.int64))
    if not part.has_gone:
        return np.arange(len(postings.terms)), frequencies
    bounds = _bounds(postings.starts)
    for first, end in pairwise(bounds):
        stays = part.numbers[postings.documents_between(first, end)] >= 0
        begins = postings.starts[first:end].astype(np.int64) - int(postings.starts[first])
        frequencies[first:end] = np.add.reduceat(stays, begins, dtype=np.int64)
    remaining = np.flatnonzero(frequencies)
    return remaining, frequencies[remaining]


def _bounds(starts: Array) -> list[int]:
    """Where to cut the terms so that each stretch has about as many postings as may be in memory."""
    marks = np.arange(0, int(starts[-1]), CHUNK)
    cuts = distinct(np.searchsorted(starts, marks))
    return [*cuts[cuts < len(starts) - 1].tolist(), len(starts) - 1]


class _Gathered:
    """Exceptions of piece after piece, as those of the whole."""

    def __init__(self, dtype: str) -> None:
        self._pieces = [Exceptions.none(dtype)]
        self._length = 0

    def add(self, exceptions: Exceptions, length: int) -> None:
        """The exceptions of the next piece, whose narrow array is so long."""
        if len(exceptions.at):
            self._pieces.append(Exceptions(exceptions.at[:] + self._length, exceptions.values))
        self._length += length

    def exceptions(self) -> Exceptions:
        """All that were added."""
        return Exceptions(
            np.concatenate([piece.at[:] for piece in self._pieces]),
            np.concatenate([piece.values[:] for piece in self._pieces]),
        )
