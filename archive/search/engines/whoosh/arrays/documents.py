"""What a segment keeps of each document beside its postings: the lengths of its fields, stored values, columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from archive.search.engines.whoosh.arrays.columns import (
    Column,
    Numbers,
    Strings,
    joined_numbers,
    joined_strings,
    read_column,
)
from archive.search.engines.whoosh.arrays.files import Array, ArrayFile, ArrayFileWriter, Section


@dataclass(frozen=True)
class Default:
    """The value of documents that have none in a column of numbers of this type."""

    value: int | float | bool
    dtype: str


@dataclass
class DocumentsDraft:
    """Gathers documents in their order. Lengths are given as bytes, by whatever table the reader knows."""

    count: int = 0
    stored: list[bytes] = field(default_factory=list)
    lengths: dict[str, Array] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    numbers: dict[str, tuple[Default, dict[int, int | float | bool]]] = field(default_factory=dict)
    strings: dict[str, dict[int, bytes]] = field(default_factory=dict)

    def add(self, stored: bytes) -> int:
        """One more document, with its stored values; its number."""
        self.stored.append(stored)
        self.count += 1
        return self.count - 1

    def add_lengths(self, name: str, first: int, lengths: Array, total: int) -> None:
        """How long a field is in documents from ``first`` on, as bytes, and how long exactly in all of them."""
        known = self.lengths.get(name, np.empty(0, np.uint8))
        missing = np.zeros(first - len(known), np.uint8)
        self.lengths[name] = np.concatenate([known, missing, lengths])
        self.totals[name] += total

    def add_number(self, name: str, default: Default, document: int, value: int | float | bool) -> None:
        """A value in a column of numbers."""
        self.numbers.setdefault(name, (default, {}))[1][document] = value

    def add_string(self, name: str, document: int, value: bytes) -> None:
        """A value in a column of strings."""
        self.strings.setdefault(name, {})[document] = value

    def write(self, writer: ArrayFileWriter) -> None:
        """Write everything and finish the file."""
        columns: dict[str, Column] = {}
        for name, (default, values) in self.numbers.items():
            column = np.full(self.count, default.value, default.dtype)
            column[list(values)] = list(values.values())
            columns[name] = Numbers(column)
        for name, strings in self.strings.items():
            columns[name] = Strings.of([strings.get(number, b"") for number in range(self.count)])
        lengths = {
            name: np.concatenate([known, np.zeros(self.count - len(known), np.uint8)])
            for name, known in self.lengths.items()
        }
        ends = np.cumsum(np.fromiter(map(len, self.stored), np.uint64, self.count), dtype=np.uint64)
        stored = np.frombuffer(b"".join(self.stored), np.uint8)
        _write(writer, _Fields(lengths, dict(self.totals), columns), ends, [stored])


class Documents:
    """The documents of a segment, as they lie in a file."""

    def __init__(self, file: ArrayFile) -> None:
        self.file = file
        self.count = int(file.facts["documents"])
        self.totals: dict[str, int] = file.facts["totals"]
        self._columns: dict[str, Column | None] = {}
        self._lengths: dict[str, Array | None] = {}

    def stored(self, document: int) -> bytes:
        """What is stored of a document."""
        begin = int(self.stored_ends[document - 1]) if document else 0
        return self.stored_blob[begin : int(self.stored_ends[document])].tobytes()

    def lengths(self, name: str) -> Array | None:
        """How long a field is in each document, as bytes; None where no document has it."""
        if name not in self._lengths:
            section = f"lengths/{name}"
            self._lengths[name] = self.file.whole(section) if section in self.file else None
        return self._lengths[name]

    def column(self, name: str) -> Column | None:
        """The column of this name; None where no document has a value."""
        if name not in self._columns:
            self._columns[name] = read_column(self.file, f"columns/{name}")
        return self._columns[name]

    @cached_property
    def stored_ends(self) -> Array:
        """Where the stored values of each document end."""
        return self.file.whole("stored/ends", np.uint64)

    @cached_property
    def stored_blob(self) -> Section:
        """The stored values of all documents."""
        return self.file.section("stored/blob")

    def names(self, kind: str) -> set[str]:
        """The fields that have ``columns`` or ``lengths``."""
        found = (name.split("/", 1)[1] for name in self.file.names() if name.startswith(f"{kind}/"))
        return {name.removesuffix("/codes").removesuffix("/ends").removesuffix("/blob") for name in found}


@dataclass(frozen=True)
class Remaining:
    """Documents of a segment that go into another, by their numbers."""

    documents: Documents
    numbers: Array


def merge_documents(
    writer: ArrayFileWriter, parts: Sequence[Remaining], totals: dict[str, int], defaults: dict[str, Default]
) -> None:
    """Write what remains of some segments as one and finish the file.

    ``defaults`` says what a segment without a column of numbers has in its place.
    """
    lengths = {name: _lengths(name, parts) for name in _all_names("lengths", parts)}
    columns = {name: _column(name, parts, defaults.get(name)) for name in _all_names("columns", parts)}
    sizes = [np.diff(part.documents.stored_ends, prepend=np.uint64(0))[part.numbers] for part in parts]
    ends = np.cumsum(np.concatenate(sizes), dtype=np.uint64)
    _write(writer, _Fields(lengths, totals, columns), ends, map(_stored, parts))


def _stored(part: Remaining) -> Array:
    """The stored values of the documents that remain."""
    documents = part.documents
    sizes = np.diff(documents.stored_ends, prepend=np.uint64(0)).astype(np.int64)
    chosen = np.zeros(documents.count, bool)
    chosen[part.numbers] = True
    stored: Array = documents.stored_blob[:][np.repeat(chosen, sizes)]
    return stored


def _lengths(name: str, parts: Sequence[Remaining]) -> Array:
    pieces = []
    for part in parts:
        known = part.documents.lengths(name)
        pieces.append(np.zeros(len(part.numbers), np.uint8) if known is None else known[part.numbers])
    return np.concatenate(pieces)


def _column(name: str, parts: Sequence[Remaining], default: Default | None) -> Column:
    if default is None:
        nothing = Strings(np.zeros(0, np.uint8), np.zeros(1, np.uint64), np.empty(0, np.uint8))
        return joined_strings([_strings(part, name, nothing) for part in parts])
    return joined_numbers([_numbers(part, name, default) for part in parts])


def _strings(part: Remaining, name: str, nothing: Strings) -> tuple[Strings, Array]:
    column = part.documents.column(name)
    if isinstance(column, Strings):
        return column, part.numbers
    codes = np.zeros(len(part.numbers), np.uint8)
    return Strings(codes, nothing.ends, nothing.blob), np.arange(len(codes))


def _numbers(part: Remaining, name: str, default: Default) -> Array:
    column = part.documents.column(name)
    if isinstance(column, Numbers):
        return column.values[:][part.numbers]
    return np.full(len(part.numbers), default.value, default.dtype)


def _all_names(kind: str, parts: Sequence[Remaining]) -> list[str]:
    return sorted(set[str]().union(*(part.documents.names(kind) for part in parts)))


@dataclass(frozen=True)
class _Fields:
    """What is kept by field."""

    lengths: dict[str, Array]
    totals: dict[str, int]
    columns: dict[str, Column]


def _write(writer: ArrayFileWriter, fields: _Fields, ends: Array, stored: Iterable[Array]) -> None:
    for name, array in fields.lengths.items():
        writer.add(f"lengths/{name}", array)
    for name, column in fields.columns.items():
        column.write(writer, f"columns/{name}")
    writer.add("stored/ends", ends)
    writer.begin("stored/blob", np.uint8)
    for piece in stored:
        writer.append(piece)
    writer.finish({"documents": len(ends), "totals": fields.totals})
