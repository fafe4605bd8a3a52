"""The terms and documents of a segment behind Whoosh's interfaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.columns import Column, ColumnReader
from whoosh.reading import SegmentReader, TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from archive.search.engines.whoosh.arrays.postings import Postings
from archive.search.engines.whoosh.codec.columns import reader_of
from archive.search.engines.whoosh.codec.formats import stored_values
from archive.search.engines.whoosh.codec.matcher import PostingMatcher
from archive.search.engines.whoosh.codec.segments import ArraySegment, SegmentArrays

Term = tuple[str, bytes]


class ArrayReader(SegmentReader):
    """Whoosh's reader of a segment, which also hands out the arrays beneath."""

    @property
    def arrays(self) -> SegmentArrays:
        """The arrays of the segment."""
        arrays: SegmentArrays = self._perdoc.arrays
        return arrays

    @property
    def deleted(self) -> Any:
        """Which documents are deleted, a truth value for each; None where none is."""
        return self._segment.deleted


class ArrayTermsReader(base.TermsReader):
    """The terms of a segment."""

    def __init__(self, arrays: SegmentArrays) -> None:
        self._arrays = arrays

    def __contains__(self, term: Term) -> bool:
        return self._find(*term) is not None

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms."""
        return self._arrays.fields()

    def terms(self) -> Iterator[Term]:
        """Every field and term, in order."""
        for name in self._arrays.fields():
            yield from self._terms_of(name, 0)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Every field and term from this one on."""
        for name in self._arrays.fields():
            if name >= fieldname:
                postings = self._arrays.postings(name)
                first = postings.terms.not_before(prefix) if postings and name == fieldname else 0
                yield from self._terms_of(name, first)

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Every field and term with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """The same from this term on."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def cursor(self, fieldname: str, fieldobj: Any) -> base.FieldCursor:
        """Walks the terms of a field."""
        postings = self._arrays.postings(fieldname)
        return ArrayCursor(self, fieldname, fieldobj, postings) if postings else base.EmptyCursor()

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """How often and where a term stands in all."""
        postings, number = self._found(fieldname, text)
        documents = postings.documents_of(number)
        weights = postings.weights_of(number)
        known = self._arrays.documents.lengths(fieldname)
        lengths = np.zeros(1, np.uint8) if known is None else known[documents]
        return TermInfo(
            weight=float(weights.sum()),
            df=len(documents),
            minlength=byte_to_length(int(lengths.min())),
            maxlength=byte_to_length(int(lengths.max())),
            maxweight=float(weights.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in all documents together."""
        postings, number = self._found(fieldname, text)
        return float(postings.weights_of(number).sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term stands."""
        postings, number = self._found(fieldname, text)
        return postings.document_frequency(number)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> PostingMatcher:
        """The postings of a term."""
        found = self._find(fieldname, text)
        if found is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        postings, number = found
        return PostingMatcher(postings, number, format_, (fieldname, text), scorer)

    def _terms_of(self, name: str, first: int) -> Iterator[Term]:
        postings = self._arrays.postings(name)
        if postings:
            yield from ((name, term) for term in postings.terms.between(first, len(postings.terms)))

    def _find(self, fieldname: str, text: bytes) -> tuple[Postings, int] | None:
        postings = self._arrays.postings(fieldname)
        number = postings.terms.find(text) if postings else -1
        return (postings, number) if postings and number >= 0 else None

    def _found(self, fieldname: str, text: bytes) -> tuple[Postings, int]:
        found = self._find(fieldname, text)
        if found is None:
            raise KeyError((fieldname, text))  # which Whoosh's reader takes for a term that is not there
        return found


class ArrayCursor(base.FieldCursor):
    """Walks the terms of a field, by their texts."""

    def __init__(self, reader: ArrayTermsReader, fieldname: str, fieldobj: Any, postings: Postings) -> None:
        self._reader, self._fieldname, self._fieldobj = reader, fieldname, fieldobj
        self._terms = postings.terms
        self._at = 0

    def first(self) -> Any:
        """To the first term."""
        self._at = 0
        return self.text()

    def find(self, term: Any) -> Any:
        """To the first term that does not sort before this one."""
        wanted = term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
        self._at = self._terms.not_before(wanted)
        return self.text()

    def next(self) -> Any:
        """To the next term."""
        self._at += 1
        return self.text()

    def text(self) -> Any:
        """The term here; None behind the last."""
        return self._fieldobj.from_bytes(self._terms[self._at]) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """What is known of the term here."""
        return self._reader.term_info(self._fieldname, self._terms[self._at]) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Is there a term here?"""
        return self._at < len(self._terms)


class ArrayPerDocumentReader(base.PerDocumentReader):
    """The documents of a segment."""

    def __init__(self, arrays: SegmentArrays, segment: ArraySegment) -> None:
        self.arrays = arrays
        self._documents = arrays.documents
        self._segment = segment

    def doc_count(self) -> int:
        """How many documents there are."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """How many there are with those deleted."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Is any deleted?"""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Is this one deleted?"""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """Those deleted."""
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        """It does."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Has any document a value?"""
        return self._documents.column(fieldname) is not None

    def column_reader(self, fieldname: str, column: Column) -> ColumnReader:
        """The values of all documents."""
        kept = self._documents.column(fieldname)
        if kept is None:
            raise KeyError(fieldname)
        return reader_of(kept, column)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """About how many words the field has in this document."""
        lengths = self._documents.lengths(fieldname)
        if lengths is None or not lengths[docnum]:
            return default
        return int(byte_to_length(int(lengths[docnum])))

    def field_length(self, fieldname: str) -> int:
        """How many words the field has in all documents."""
        return self._documents.totals.get(fieldname, 0)

    def min_field_length(self, fieldname: str) -> int:
        """About how many it has where it has fewest."""
        lengths = self._documents.lengths(fieldname)
        return 0 if lengths is None else int(byte_to_length(int(lengths.min())))

    def max_field_length(self, fieldname: str) -> int:
        """About how many it has where it has most."""
        lengths = self._documents.lengths(fieldname)
        return 0 if lengths is None else int(byte_to_length(int(lengths.max())))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The stored values of a document."""
        return stored_values(self._documents.stored(docnum))
