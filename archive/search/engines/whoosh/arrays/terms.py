"""Terms in order, as numbers: the first seven bytes of a term and its length make its key; longer terms have a tail.

Keys sort as the terms themselves do, so that most terms are found, compared and merged as numbers. Only terms of more
than seven bytes that begin alike have equal keys; their tails decide.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from archive.search.engines.whoosh.arrays.files import Array

# Bytes of a term that its key holds. Two Chinese characters have six.
HEAD = 7
# In the lowest byte of a key: the length of the term, or this for a longer one.
LONG = HEAD + 1
LOWEST_BYTE = np.uint64(0xFF)


def key_of(term: bytes) -> int:
    """The key of a term."""
    return int.from_bytes(term[:HEAD].ljust(HEAD, b"\0"), "big") << 8 | min(len(term), LONG)


def head_of(key: int) -> bytes:
    """The bytes that a key holds."""
    return key.to_bytes(8, "big")[: min(key & 0xFF, HEAD)]


@dataclass(frozen=True)
class Terms:
    """The terms of a field, sorted; a term's number is its place. ``tail_ends`` cuts ``tails``, one a long term."""

    keys: Array
    tail_ends: Array
    tails: Array

    @classmethod
    def of(cls, terms: Sequence[bytes]) -> Terms:
        """The table of terms that are sorted already, each once."""
        return cls(_keys(terms), *_joined([term[HEAD:] for term in terms if len(term) > HEAD]))

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, number: int) -> bytes:
        key = int(self.keys[number])
        if key & 0xFF < LONG:
            return head_of(key)
        return head_of(key) + self._tail(int(np.searchsorted(self._long, number)))

    def __iter__(self) -> Iterator[bytes]:
        return self.between(0, len(self))

    def between(self, first: int, end: int) -> Iterator[bytes]:
        """The terms with these numbers, in order."""
        return (self[number] for number in range(first, end))

    def find(self, term: bytes) -> int:
        """The number of a term; -1 where it is not there."""
        number = self.not_before(term)
        return number if number < len(self) and self._is(number, term) else -1

    def not_before(self, term: bytes) -> int:
        """The number of the first term that does not sort before this one."""
        key = np.uint64(key_of(term))
        first = int(self.keys.searchsorted(key))
        if len(term) <= HEAD or first == len(self) or self.keys[first] != key:
            return first
        # The same head: as many long terms as there are equal keys, with their tails in order.
        end = int(self.keys.searchsorted(key, "right"))
        rank = int(np.searchsorted(self._long, first))
        return first + bisect_left(range(rank, rank + end - first), term[HEAD:], key=self._tail)

    def beginning_with(self, prefix: bytes) -> range:
        """The numbers of the terms that begin so."""
        trimmed = prefix.rstrip(b"\xff")
        end = self.not_before(trimmed[:-1] + bytes([trimmed[-1] + 1])) if trimmed else len(self)
        return range(self.not_before(prefix), end)

    def long_terms(self) -> list[bytes]:
        """The terms that have a tail, in order."""
        blob, begin = self.tails.tobytes(), 0
        terms = []
        for key, end in zip(self.keys[self._long].tolist(), self.tail_ends.tolist(), strict=True):
            terms.append(head_of(key) + blob[begin:end])
            begin = end
        return terms

    def taken(self, numbers: Array) -> Terms:
        """Only the terms of these numbers, which ascend."""
        ranks = np.searchsorted(self._long, numbers[self.keys[numbers] & LOWEST_BYTE == LONG])
        return Terms(self.keys[numbers], *_joined([self._tail(rank) for rank in ranks.tolist()]))

    @cached_property
    def _long(self) -> Array:
        """The numbers of the terms that have a tail."""
        return np.flatnonzero(self.keys & LOWEST_BYTE == LONG)

    def _tail(self, rank: int) -> bytes:
        begin = self.tail_ends[rank - 1] if rank else 0
        return self.tails[begin : self.tail_ends[rank]].tobytes()

    def _is(self, number: int, term: bytes) -> bool:
        return int(self.keys[number]) == key_of(term) and (len(term) <= HEAD or self[number] == term)


def united(tables: Sequence[Terms]) -> tuple[Terms, list[Array]]:
    """All terms of some tables in one, and for each table the new numbers of its terms."""
    short = distinct(np.concatenate([table.keys[table.keys & LOWEST_BYTE < LONG] for table in tables]))
    listed = [table.long_terms() for table in tables]
    long = sorted(set[bytes]().union(*listed))
    both = np.concatenate([short, _keys(long)])
    order = np.argsort(both, kind="stable")
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    keys = both[order]
    number_of = dict(zip(long, ranks[len(short) :].tolist(), strict=True))
    numbers = [_numbers(keys, number_of, table, terms) for table, terms in zip(tables, listed, strict=True)]
    return Terms(keys, *_joined([term[HEAD:] for term in long])), numbers


def _numbers(keys: Array, number_of: dict[bytes, int], table: Terms, long: list[bytes]) -> Array:
    """The numbers that the terms of a table have among all."""
    numbers = np.searchsorted(keys, table.keys)
    numbers[table.keys & LOWEST_BYTE == LONG] = [number_of[term] for term in long]
    return numbers


def distinct(numbers: Array) -> Array:
    """The different ones of these numbers, in order."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def _keys(terms: Sequence[bytes]) -> Array:
    """The keys of many terms."""
    heads = np.zeros((len(terms), 8), np.uint8)
    if terms:
        heads[:, :HEAD] = np.array(terms, f"S{HEAD}").view(np.uint8).reshape(len(terms), HEAD)
        heads[:, HEAD] = np.minimum(np.fromiter(map(len, terms), np.int64, len(terms)), LONG)
    return heads.view(">u8").reshape(len(terms)).astype(np.uint64)


def _joined(tails: Sequence[bytes]) -> tuple[Array, Array]:
    """Where each tail ends, and all of them one after another."""
    ends = np.cumsum(np.fromiter(map(len, tails), np.uint32, len(tails)), dtype=np.uint32)
    return ends, np.frombuffer(b"".join(tails), np.uint8)
