"""Columns of arrays behind Whoosh's interface for columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import columns

from archive.search.engines.whoosh.arrays.columns import Column, Numbers, Strings


class NumbersReader(columns.ColumnReader):
    """A column of numbers or bits."""

    def __init__(self, column: Numbers) -> None:
        self._values = column.values[:]
        self._reverse = False

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, document: int) -> Any:
        return self._values[document].item()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values.tolist())

    def sort_key(self, document: int) -> Any:
        """The number, or its opposite where the order is reversed."""
        value = self[document]
        if isinstance(value, bool):
            return int(value ^ self._reverse)
        return 0 - value if self._reverse else value

    def set_reverse(self) -> None:
        """Sort from the greatest down."""
        self._reverse = True


class StringsReader(columns.ColumnReader):
    """A column of byte strings; ``default`` stands where a document has none."""

    def __init__(self, column: Strings, default: bytes) -> None:
        self._codes = column.codes[:]
        self._table = [value or default for value in column.table]

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, document: int) -> bytes:
        return self._table[int(self._codes[document])]

    def __iter__(self) -> Iterator[bytes]:
        return map(self._table.__getitem__, self._codes.tolist())


def reader_of(column: Column, declared: columns.Column) -> columns.ColumnReader:
    """A column as Whoosh reads it."""
    if isinstance(column, Numbers):
        return NumbersReader(column)
    return StringsReader(column, declared.default_value())
