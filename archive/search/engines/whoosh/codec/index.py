"""The index: its table of contents, and readers that share the files of segments they both have.

The table is a line of JSON behind a line with its checksum. Whoosh's own pickles the schema and the segments, and a pickle
runs whatever was written into it; ours says only what segments there are. The schema is the program's.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import EmptyReader, IndexReader, MultiReader

from archive.search.engines.whoosh.arrays.files import damaged
from archive.search.engines.whoosh.codec.contents import (
    INDEX,
    NAME,
    read_contents,
    segment_from,
    write_contents,
)
from archive.search.engines.whoosh.codec.readers import ArrayReader
from archive.search.engines.whoosh.codec.segments import ArraySegment, SegmentArrays
from archive.search.engines.whoosh.codec.writer import ArrayWriter


class ArrayIndex(FileIndex):
    """An index in a folder, of a schema that the program knows.

    Raises:
        FileNotFoundError: there is no index in the folder.
        IndexUnavailable: its table of contents is damaged.
    """

    def __init__(self, folder: Path, schema: Schema) -> None:
        self.folder = folder
        self.storage = FileStorage(str(folder))
        self.indexname = INDEX
        self._schema = schema
        self._open: WeakValueDictionary[str, SegmentArrays] = WeakValueDictionary()
        self._status: tuple[int, int] | None = None
        self._generation = -1
        self._read_toc()

    @classmethod
    def make(cls, folder: Path, schema: Schema) -> ArrayIndex:
        """An empty index in this folder."""
        write_contents(folder, 0, [])
        return cls(folder, schema)

    def latest_generation(self) -> int:
        """The generation last committed; looks at the file's status alone where it has not changed."""
        status = os.stat(self.folder / NAME)  # noqa: PTH116  # once a query
        if (status.st_mtime_ns, status.st_ino) != self._status:
            self._generation = read_contents(self.folder)["generation"]
            self._status = status.st_mtime_ns, status.st_ino
        return self._generation

    def reader(self, reuse: IndexReader | None = None) -> IndexReader:
        """A reader of what was last committed. Readers that are open stay as they are."""
        contents = self._read_toc()
        return self.reader_of(contents.segments, contents.generation)

    def reader_of(self, segments: Sequence[ArraySegment], generation: int) -> IndexReader:
        """A reader of some segments."""
        readers = [self._segment_reader(segment, generation) for segment in segments]
        if not readers:
            return _Empty(self._schema, generation)
        return readers[0] if len(readers) == 1 else MultiReader(readers, generation=generation)

    def writer(self, procs: int = 1, **options: Any) -> ArrayWriter:
        """A writer; it holds Whoosh's lock on this folder until it commits or cancels."""
        return ArrayWriter(self, **options)

    def verify(self) -> None:
        """Compare every file with its checksums.

        Raises:
            IndexUnavailable: a file is missing or damaged.
        """
        for segment in self._read_toc().segments:
            try:
                SegmentArrays(self.folder, segment.segment_id()).verify()
            except FileNotFoundError as error:
                raise damaged(Path(error.filename), "missing") from error

    def _segment_reader(self, segment: ArraySegment, generation: int) -> ArrayReader:
        self._open[segment.segment_id()] = segment.arrays(self.folder)
        return ArrayReader(self.storage, self._schema, segment, generation=generation)

    def _read_toc(self) -> TOC:
        contents = read_contents(self.folder)
        segments = [segment_from(self.folder, entry) for entry in contents["segments"]]
        for segment in segments:
            if known := self._open.get(segment.segment_id()):
                segment.share(known)
        return TOC(self._schema, segments, contents["generation"])


class _Empty(EmptyReader):
    """The reader of an index without segments, which knows its generation too."""

    def __init__(self, schema: Schema, generation: int) -> None:
        super().__init__(schema)
        self._generation = generation

    def generation(self) -> int:
        """The generation it reads."""
        return self._generation
