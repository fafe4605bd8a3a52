"""Columns: a value for each document, as numbers, or as codes into a table of the different byte strings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from archive.search.engines.whoosh.arrays.files import Array, ArrayFile, ArrayFileWriter, Section


@dataclass(frozen=True)
class Numbers:
    """A number a document."""

    values: Array | Section

    def write(self, writer: ArrayFileWriter, name: str) -> None:
        """Write it as a section."""
        writer.add(name, self.values[:])


@dataclass(frozen=True)
class Strings:
    """A byte string a document: ``table[codes[document]]``. ``ends`` cuts ``blob`` into the table's strings."""

    codes: Array | Section
    ends: Array
    blob: Array

    @classmethod
    def of(cls, values: Sequence[bytes]) -> Strings:
        """The column of these values."""
        table = {value: code for code, value in enumerate(dict.fromkeys(values))}
        codes = np.fromiter(map(table.__getitem__, values), np.int64, len(values))
        return cls(_narrow(codes, len(table)), *_packed(list(table)))

    @cached_property
    def table(self) -> list[bytes]:
        """The different strings."""
        blob, ends = self.blob.tobytes(), [0, *self.ends.tolist()]
        return [blob[begin:end] for begin, end in pairwise(ends)]

    def write(self, writer: ArrayFileWriter, name: str) -> None:
        """Write it as sections."""
        writer.add(f"{name}/codes", self.codes[:])
        writer.add(f"{name}/ends", self.ends)
        writer.add(f"{name}/blob", self.blob)


Column = Numbers | Strings


def read_column(file: ArrayFile, name: str) -> Column | None:
    """The column of this name; None where there is none."""
    if name in file:
        return Numbers(file.section(name))
    if f"{name}/codes" not in file:
        return None
    return Strings(file.section(f"{name}/codes"), file.whole(f"{name}/ends"), file.whole(f"{name}/blob"))


def joined_numbers(parts: Sequence[Array]) -> Numbers:
    """The column of several parts, one behind another."""
    return Numbers(np.concatenate(parts))


def joined_strings(parts: Sequence[tuple[Strings, Array]]) -> Strings:
    """The column of several parts, each with the documents that remain of it; of their tables what is still used."""
    table: dict[bytes, int] = {}
    pieces = []
    for column, remaining in parts:
        codes = column.codes[:][remaining]
        used = np.unique(codes)
        renumbered = np.zeros(len(column.table), np.int64)
        renumbered[used] = [table.setdefault(column.table[code], len(table)) for code in used.tolist()]
        pieces.append(renumbered[codes])
    return Strings(_narrow(np.concatenate(pieces), len(table)), *_packed(list(table)))


def _packed(strings: Sequence[bytes]) -> tuple[Array, Array]:
    ends = np.cumsum(np.fromiter(map(len, strings), np.uint32, len(strings)), dtype=np.uint64)
    return ends, np.frombuffer(b"".join(strings), np.uint8)


def _narrow(codes: Array, count: int) -> Array:
    """Codes in as few bytes as hold the greatest."""
    return codes.astype(np.min_scalar_type(max(0, count - 1)))
