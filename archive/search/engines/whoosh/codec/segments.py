"""Segments: documents that were written together and never change, but for which of them are deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base

from archive.search.engines.whoosh.arrays.documents import Documents
from archive.search.engines.whoosh.arrays.files import Array, ArrayFile, ArrayFileWriter
from archive.search.engines.whoosh.arrays.postings import Kind, Postings, read_postings

DOCUMENTS, POSTINGS, DELETED = "documents", "postings", "deleted"


class SegmentArrays:
    """The two files of a segment, open. Nothing is read of a field before it is asked for."""

    def __init__(self, folder: Path, name: str) -> None:
        self.documents = Documents(ArrayFile(folder / f"{name}.{DOCUMENTS}"))
        self._file = ArrayFile(folder / f"{name}.{POSTINGS}")
        self._kinds = {field: Kind(kind) for field, kind in self._file.facts["fields"].items()}
        self._postings: dict[str, Postings] = {}

    def fields(self) -> list[str]:
        """The fields that have terms, sorted."""
        return sorted(self._kinds)

    def postings(self, field: str) -> Postings | None:
        """The postings of a field; None where it has none here."""
        if field not in self._postings:
            if field not in self._kinds:
                return None
            self._postings[field] = read_postings(self._file, field, self._kinds[field])
        return self._postings[field]

    def verify_length(self) -> None:
        """Raise IndexUnavailable where a file changed under us."""
        self.documents.file.verify_length()
        self._file.verify_length()

    def verify(self) -> None:
        """Compare everything with its checksums."""
        self.documents.file.verify()
        self._file.verify()

    def forget(self) -> None:
        """Let the system take back the memory of what was read."""
        self.documents.file.forget()
        self._file.forget()


class ArraySegment(base.Segment):
    """What the table of contents says of a segment: its name, how many documents it has, and which are deleted."""

    def __init__(
        self, indexname: str, segid: str | None = None, count: int = 0, deleted: Array | None = None
    ) -> None:
        super().__init__(indexname)
        self.segid: str = segid or self._random_id()
        self.count = count
        self.deleted = deleted
        # The generation in which documents of this segment were last deleted: part of the name of that file.
        self.deletions: int | None = None
        self._arrays: SegmentArrays | None = None

    def __getstate__(self) -> dict[str, Any]:
        """What Whoosh's own table of contents pickles, if the codec is used with that: everything but open files."""
        return {**self.__dict__, "_arrays": None}

    def arrays(self, folder: Path) -> SegmentArrays:
        """Its files, opened once."""
        if self._arrays is None:
            self._arrays = SegmentArrays(folder, self.segment_id())
        return self._arrays

    def share(self, arrays: SegmentArrays) -> None:
        """Use files that another reader of this segment has open."""
        self._arrays = arrays

    def codec(self) -> Any:
        """How it is read and written."""
        from archive.search.engines.whoosh.codec.codec import ArrayCodec  # noqa: PLC0415  # it makes segments

        return ArrayCodec()

    def should_assemble(self) -> bool:
        """Its two files stay two: both are mapped as they lie."""
        return False

    # -- deletions -------------------------------------------------------------------------------------------------

    def set_doc_count(self, count: int) -> None:
        """How many documents were written."""
        self.count = count

    def doc_count_all(self) -> int:
        """How many documents it has, deleted ones included."""
        return self.count

    def deleted_count(self) -> int:
        """How many are deleted."""
        return 0 if self.deleted is None else int(np.count_nonzero(self.deleted))

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of those deleted."""
        return iter(() if self.deleted is None else np.flatnonzero(self.deleted).tolist())

    def is_deleted(self, document: int) -> bool:
        """Is it deleted? Whoosh asks one document too far."""
        return self.deleted is not None and bool(self.deleted[document : document + 1].any())

    def delete_document(self, document: int, delete: bool = True) -> None:
        """Delete a document, or take that back. Readers that are open keep the state they began with."""
        changed = self._deleted_now()
        changed[document] = delete
        self.deleted = changed
        self.deletions = None

    def delete_documents(self, documents: Sequence[int]) -> int:
        """Delete some documents; how many were not deleted before."""
        changed = self._deleted_now()
        changed[documents] = True
        added = int(np.count_nonzero(changed)) - self.deleted_count()
        if added:
            self.deleted, self.deletions = changed, None
        return added

    def _deleted_now(self) -> Array:
        """Which documents are deleted, to be changed."""
        return np.zeros(self.count, bool) if self.deleted is None else self.deleted.copy()

    def write_deletions(self, folder: Path, generation: int) -> None:
        """Write which documents are deleted, unless that is written already."""
        if self.deleted is None or self.deletions is not None:
            return
        self.deletions = generation
        writer = ArrayFileWriter(folder / self.deletions_name())
        writer.add("bits", np.packbits(self.deleted))
        writer.finish({})

    def read_deletions(self, folder: Path, generation: int) -> None:
        """Read which documents are deleted since that generation."""
        self.deletions = generation
        bits = ArrayFile(folder / self.deletions_name()).whole("bits")
        self.deleted = np.unpackbits(bits, count=self.count).astype(bool)

    def deletions_name(self) -> str:
        """The name of the file that says which documents are deleted."""
        return f"{self.segment_id()}.{self.deletions}.{DELETED}"

    def file_names(self) -> set[str]:
        """The names of all its files."""
        names = {f"{self.segment_id()}.{DOCUMENTS}", f"{self.segment_id()}.{POSTINGS}"}
        return names | ({self.deletions_name()} if self.deletions is not None else set())
