"""The columns of an index by document number, through all its segments."""

from __future__ import annotations

from typing import Any

from whoosh import columns
from whoosh.searching import Searcher


def column_of(searcher: Searcher, name: str, *, translate: bool = True) -> Any:
    """The values of a field by document number; the field's default where a document has none.

    Whoosh itself leaves out segments of which no document has the field, and then answers with the values of other
    documents: MultiReader.column_reader in 2.7.4.
    """
    parts = list(searcher.reader().leaf_readers())
    readers = [reader.column_reader(name, translate=translate) for reader, _offset in parts]
    return columns.MultiColumnReader(readers, [offset for _reader, offset in parts])
