"""The writer: batches are inverted as they fill, segments written as they fill, and nothing is seen before the commit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from whoosh.index import LockError
from whoosh.reading import IndexReader
from whoosh.util.filelock import try_for
from whoosh.writing import IndexingError, IndexWriter

from archive.search.engines.whoosh.codec.contents import remove_unused, write_contents
from archive.search.engines.whoosh.codec.draft import SegmentDraft
from archive.search.engines.whoosh.codec.merge import merged
from archive.search.engines.whoosh.codec.segments import ArraySegment
from archive.search.engines.whoosh.codec.tiers import MOST_DOCUMENTS, everything, merges

if TYPE_CHECKING:
    from archive.search.engines.whoosh.codec.index import ArrayIndex


class ArrayWriter(IndexWriter):
    """Whoosh's interface for writing, on an :class:`ArrayIndex`.

    Raises:
        LockError: another writer has the index.
    """

    def __init__(self, index: ArrayIndex, timeout: float = 0.0, delay: float = 0.1) -> None:
        self.writelock = index.lock("WRITELOCK")
        if not try_for(self.writelock.acquire, timeout=timeout, delay=delay):
            raise LockError
        self._index = index
        contents = index._read_toc()
        self.schema = contents.schema
        self.generation = contents.generation + 1
        self.segments: list[ArraySegment] = contents.segments
        self._written: list[ArraySegment] = []
        self._draft: SegmentDraft | None = None
        self.is_closed = False

    def add_document(self, **fields: Any) -> None:
        """One more document."""
        self._check_open()
        self._check_fields(fields)
        if self._draft is None:
            self._draft = SegmentDraft(self._index.folder, self.schema)
        self._draft.add(fields)
        if self._draft.count == MOST_DOCUMENTS:
            self._end_segment()

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document that was committed before."""
        self._check_open()
        segment, number = self._segment_of(docnum)
        segment.delete_document(number, delete)

    def delete_by_terms(self, name: str, texts: Iterable[str]) -> int:
        """Delete the documents committed before that have one of these terms in a field; how many there were."""
        self._check_open()
        encoded = [self.schema[name].to_bytes(text) for text in texts]
        return sum(self._deleted_in(segment, name, encoded) for segment in self.segments)

    def _deleted_in(self, segment: ArraySegment, name: str, terms: Iterable[bytes]) -> int:
        postings = segment.arrays(self._index.folder).postings(name)
        if postings is None:
            return 0
        numbers = [number for number in map(postings.terms.find, terms) if number >= 0]
        documents = [document for number in numbers for document in postings.documents_of(number).tolist()]
        return segment.delete_documents(documents)

    def is_deleted(self, docnum: int) -> bool:
        """Is the document deleted?"""
        segment, number = self._segment_of(docnum)
        return segment.is_deleted(number)

    def reader(self, reuse: IndexReader | None = None) -> IndexReader:
        """A reader of what was committed before, without what was deleted since."""
        return self._index.reader_of(self.segments, self.generation)

    def add_reader(self, reader: IndexReader) -> None:
        """Segments are merged by their arrays, not through readers."""
        raise IndexingError("An array index takes no documents from other readers.")

    def commit(self, merge: bool = True, optimize: bool = False) -> None:
        """Let everything be seen at once. Segments of a size become one; with ``optimize`` all that fit together."""
        self._check_open()
        self._end_segment()
        segments = [*self.segments, *self._written]
        if merge:
            segments = [segment for segment in segments if segment.deleted_count() < segment.count]
        while groups := everything(segments) if optimize else merges(segments) if merge else []:
            segments = self._merged(segments, groups)
        write_contents(self._index.folder, self.generation, segments)
        remove_unused(self._index.folder, segments)
        self._close()

    def cancel(self) -> None:
        """Leave the index as it was."""
        self._check_open()
        if self._draft:
            self._draft.abandon()
        remove_unused(self._index.folder, self._index._read_toc().segments)
        self._close()

    def _merged(
        self, segments: Sequence[ArraySegment], groups: Iterable[Sequence[ArraySegment]]
    ) -> list[ArraySegment]:
        """The segments with each group as one, where its first was."""
        merged_by_first = {group[0].segid: merged(self._index.folder, self.schema, group) for group in groups}
        gone = {segment.segid for group in groups for segment in group}
        kept = [merged_by_first.get(segment.segid, segment) for segment in segments]
        return [segment for segment in kept if segment.segid not in gone]

    def _end_segment(self) -> None:
        if self._draft:
            self._written.append(self._draft.finish())
            self._draft = None

    def _segment_of(self, docnum: int) -> tuple[ArraySegment, int]:
        """The segment that has a document, and the document's number there."""
        for segment in self.segments:
            if docnum < segment.count:
                return segment, docnum
            docnum -= segment.count
        raise IndexingError(f"No document {docnum} in this index")

    def _check_open(self) -> None:
        if self.is_closed:
            raise IndexingError("This writer is closed")

    def _check_fields(self, names: Iterable[str]) -> None:
        unknown = [name for name in names if name not in self.schema and not name.startswith("_")]
        if unknown:
            raise IndexingError(f"No field named {', '.join(unknown)}")

    def _close(self) -> None:
        self.writelock.release()
        self.is_closed = True
