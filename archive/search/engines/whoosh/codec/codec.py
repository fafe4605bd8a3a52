"""The codec: where Whoosh asks how segments are written and read.

Whoosh's own writer works through it, a posting at a time. Ours, in ``writer``, inverts whole batches.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.columns import Column
from whoosh.fields import FieldType
from whoosh.util.numeric import length_to_byte

from archive.search.engines.whoosh.arrays.documents import DocumentsDraft
from archive.search.engines.whoosh.arrays.files import ArrayFileWriter
from archive.search.engines.whoosh.arrays.inverting import Posting, postings_listed
from archive.search.engines.whoosh.arrays.postings import Kind, write_postings
from archive.search.engines.whoosh.codec.formats import NotKept, default_of, kind_of, stored_bytes
from archive.search.engines.whoosh.codec.readers import ArrayPerDocumentReader, ArrayTermsReader
from archive.search.engines.whoosh.codec.segments import DOCUMENTS, POSTINGS, ArraySegment


class ArrayCodec(base.Codec):
    """Everything in arrays."""

    # Lengths are looked up in the arrays; nothing is gained by handing them to each posting.
    length_stats = False

    def per_document_writer(self, storage: Any, segment: ArraySegment) -> ArrayPerDocumentWriter:
        """Writes what is kept of documents."""
        return ArrayPerDocumentWriter(folder_of(storage), segment)

    def field_writer(self, storage: Any, segment: ArraySegment) -> ArrayFieldWriter:
        """Writes postings."""
        return ArrayFieldWriter(folder_of(storage), segment)

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTermsReader:
        """Reads postings."""
        return ArrayTermsReader(segment.arrays(folder_of(storage)))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayPerDocumentReader:
        """Reads what is kept of documents."""
        return ArrayPerDocumentReader(segment.arrays(folder_of(storage)), segment)

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        """A segment that is to be written."""
        return ArraySegment(indexname)


def folder_of(storage: Any) -> Path:
    """The folder of a storage; arrays are mapped from files, so there must be one."""
    return Path(storage.folder)


class ArrayPerDocumentWriter(base.PerDocumentWriter):
    """Gathers documents and writes them when it is closed."""

    def __init__(self, folder: Path, segment: ArraySegment) -> None:
        self._writer = ArrayFileWriter(folder / f"{segment.segment_id()}.{DOCUMENTS}")
        self._draft = DocumentsDraft()
        self._stored: dict[str, Any] = {}
        self._document = 0
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """Begin a document; they come in order."""
        self._document = docnum
        self._stored = {}

    def add_field(self, fieldname: str, fieldobj: FieldType, value: Any, length: int | None) -> None:
        """A field of the document: what is stored of it, and how many words it has."""
        if value is not None:
            self._stored[fieldname] = value
        if length:
            encoded = np.array([length_to_byte(length)], np.uint8)
            self._draft.add_lengths(fieldname, self._document, encoded, length)

    def add_column_value(self, fieldname: str, columnobj: Column, value: Any) -> None:
        """A value in a column."""
        default = default_of(fieldname, columnobj)
        if default is None:
            self._draft.add_string(fieldname, self._document, value)
        else:
            self._draft.add_number(fieldname, default, self._document, value)

    def add_vector_items(self, fieldname: str, fieldobj: FieldType, items: Any) -> None:
        """Vectors are not kept."""
        raise NotKept(f"Field {fieldname!r} wants vectors.")

    def finish_doc(self) -> None:
        """End the document."""
        self._draft.add(stored_bytes(self._stored))

    def close(self) -> None:
        """Write everything."""
        self._draft.write(self._writer)
        self.is_closed = True


class ArrayFieldWriter(base.FieldWriter):
    """Takes postings in order and writes each field when it is finished."""

    def __init__(self, folder: Path, segment: ArraySegment) -> None:
        self._writer = ArrayFileWriter(folder / f"{segment.segment_id()}.{POSTINGS}")
        self._kinds: dict[str, Kind] = {}
        self._name, self._field, self._term = "", FieldType(None, None), b""
        self._listed: list[Posting] = []
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: FieldType) -> None:
        """Begin a field."""
        self._kinds[fieldname] = kind_of(fieldname, fieldobj)
        self._name, self._field = fieldname, fieldobj
        self._listed = []

    def start_term(self, text: bytes) -> None:
        """Begin a term."""
        self._term = text

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        """A posting of the term."""
        placed = self._kinds[self._name] is Kind.PLACED
        places = self._field.format.decode_positions(vbytes) if placed else ()
        self._listed.append(Posting(self._term, docnum, weight, places))

    def finish_term(self) -> None:
        """End the term."""

    def finish_field(self) -> None:
        """Write the field."""
        write_postings(self._writer, self._name, postings_listed(self._kinds[self._name], self._listed))

    def close(self) -> None:
        """Finish the file."""
        self._writer.finish({"fields": self._kinds})
        self.is_closed = True
