"""The postings of a term, one after another, as Whoosh's own matchers walk them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.matching import LeafMatcher, ReadTooFar

from archive.search.engines.whoosh.arrays.postings import Kind, Postings


class PostingMatcher(LeafMatcher):
    """Walks the postings of a term. Says nothing of quality ahead, so that no collector skips anything."""

    def __init__(
        self, postings: Postings, number: int, format_: Any, term: tuple[str, bytes], scorer: Any = None
    ) -> None:
        self._postings, self._number = postings, number
        self._term = term
        self.format = format_
        self.scorer = scorer
        self._documents = postings.documents_of(number)
        self._at = 0

    def copy(self) -> PostingMatcher:
        """Another walk, from here on."""
        copied = PostingMatcher(self._postings, self._number, self.format, self._term, self.scorer)
        copied._at = self._at
        return copied

    def is_active(self) -> bool:
        """Is there a posting here?"""
        return self._at < len(self._documents)

    def reset(self) -> None:
        """Back to the first posting."""
        self._at = 0

    def next(self) -> bool:
        """On to the next posting."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return False

    def skip_to(self, document: int) -> bool:
        """On to the first posting of this document or a later one."""
        if not self.is_active():
            raise ReadTooFar
        if document > self.id():
            self._at += int(np.searchsorted(self._documents[self._at :], document))
        return False

    def id(self) -> int:
        """The document."""
        return int(self._documents[self._at])

    def all_ids(self) -> Iterator[int]:
        """The documents from here on."""
        return iter(self._documents[self._at :].tolist())

    def all_items(self) -> Iterator[tuple[int, bytes]]:
        """The documents from here on, with their encoded values."""
        while self.is_active():
            yield self.id(), self.value()
            self.next()

    def items_as(self, astype: str) -> Iterator[tuple[int, Any]]:
        """The documents from here on, with their values as asked."""
        while self.is_active():
            yield self.id(), self.value_as(astype)
            self.next()

    def weight(self) -> float:
        """How much the term weighs here."""
        return self._weights[self._at]

    def value(self) -> bytes:
        """The posting's value as Whoosh's format encodes it."""
        kind = self._postings.kind
        if kind is Kind.PLACED:
            return bytes(self.format.encode(self._places[self._at]))
        return b"" if kind is Kind.WHOLE else int(self.weight()).to_bytes(4, "big")

    def value_as(self, astype: str) -> Any:
        """The posting's value as positions, frequency or weight."""
        if astype == "positions" and self._postings.kind is Kind.PLACED:
            return self._places[self._at]
        return super().value_as(astype)

    def supports_block_quality(self) -> bool:
        """It does not."""
        return False

    @cached_property
    def _weights(self) -> list[float]:
        weights: list[float] = self._postings.weights_of(self._number).tolist()
        return weights

    @cached_property
    def _places(self) -> Sequence[list[int]]:
        """The places in each document."""
        places, owners = self._postings.places_of(self._number)
        ends = np.searchsorted(owners, np.arange(1, len(self._documents)))
        return [piece.tolist() for piece in np.split(places, ends)]
