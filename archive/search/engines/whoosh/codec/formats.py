"""What of Whoosh's fields this codec can keep, and how values become bytes."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from whoosh import columns, fields, formats

from archive.search.engines.whoosh.arrays.documents import Default
from archive.search.engines.whoosh.arrays.postings import Kind

KINDS = {formats.Existence: Kind.WHOLE, formats.Frequency: Kind.COUNTED, formats.Positions: Kind.PLACED}
# Whoosh writes numbers in the standard sizes of the struct module, which are not those of the machine.
DTYPES = {
    "b": "i1", "B": "u1", "h": "i2", "H": "u2", "i": "i4", "I": "u4", "l": "i4", "L": "u4", "q": "i8", "Q": "u8",
    "f": "f4", "d": "f8",
}  # fmt: skip


class NotKept(Exception):
    """A field asks for something that this codec has no place for; better said than left out."""


def kind_of(name: str, field: fields.FieldType) -> Kind:
    """How much is kept of the postings of a field.

    Raises:
        NotKept: the field wants character offsets, boosts of single places, vectors or terms for spelling.
    """
    kind = KINDS.get(type(field.format))
    if kind is None or field.vector or field.separate_spelling():
        raise NotKept(
            f"Field {name!r} wants more than words, counts and positions; the array codec keeps no more."
        )
    return kind


def default_of(name: str, column: columns.Column) -> Default | None:
    """The default of a column of numbers or bits; None for a column of byte strings.

    Raises:
        NotKept: the column keeps Python objects.
    """
    if isinstance(column, columns.NumericColumn):
        return Default(column.default_value(), DTYPES[column._typecode])
    if isinstance(column, columns.BitColumn):
        return Default(value=False, dtype=np.dtype(bool).str)
    if not isinstance(column.default_value(), bytes):
        raise NotKept(f"Column {name!r} keeps Python objects; the array codec has no pickles.")
    return None


def stored_bytes(name_to_value: dict[str, Any]) -> bytes:
    """Stored values as JSON."""
    try:
        return json.dumps(name_to_value, ensure_ascii=False, separators=(",", ":")).encode()
    except (TypeError, ValueError) as error:
        raise NotKept(f"Stored values must be JSON: {error}") from error


def stored_values(encoded: bytes) -> dict[str, Any]:
    """Stored values as they were given."""
    values: dict[str, Any] = json.loads(encoded.decode()) if encoded else {}
    return values
