"""A segment that is being filled: documents, and runs of postings that are merged when it is finished."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.fields import FieldType, Schema
from whoosh.util.numeric import length_to_byte

from archive.search.engines.whoosh.arrays.documents import DocumentsDraft
from archive.search.engines.whoosh.arrays.files import ArrayFile, ArrayFileWriter
from archive.search.engines.whoosh.arrays.merging import Part, merge_postings
from archive.search.engines.whoosh.arrays.postings import Kind, Postings, read_postings, write_postings
from archive.search.engines.whoosh.codec.batches import FieldBatch, batch_of
from archive.search.engines.whoosh.codec.contents import INDEX
from archive.search.engines.whoosh.codec.formats import default_of, stored_bytes
from archive.search.engines.whoosh.codec.segments import DOCUMENTS, POSTINGS, ArraySegment

# Characters that are inverted at once; some 60 bytes of arrays each.
BATCH = 3_000_000


class SegmentDraft:
    """Takes documents; nothing of it belongs to the index before :meth:`finish`."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        self._folder, self._schema = folder, schema
        self._segment = ArraySegment(INDEX)
        self._documents = DocumentsDraft()
        self._batches: dict[str, FieldBatch] = {}
        self._first = self._characters = 0
        self._runs: list[_Run] = []
        self._run_numbers = count()

    @property
    def count(self) -> int:
        """How many documents it has."""
        return self._documents.count

    def add(self, fields: Mapping[str, Any]) -> None:
        """One more document, as Whoosh's writers take it."""
        document = self._documents.count
        stored: dict[str, Any] = {}
        for name in sorted(name for name in fields if not name.startswith("_") and fields[name] is not None):
            field, value = self._schema[name], fields[name]
            if field.indexed:
                boost = float(fields.get(f"_{name}_boost", fields.get("_boost", 1.0)))
                self._characters += self._batch(name, field).add(document, value, boost)
            kept = fields.get(f"_stored_{name}", value)
            if field.stored:
                stored[name] = kept
            if field.column_type and kept is not None:
                self._add_column(name, field, document, kept)
        self._documents.add(stored_bytes(stored))
        if self._characters >= BATCH:
            self._spill()

    def finish(self) -> ArraySegment:
        """Write the segment."""
        name = self._segment.segment_id()
        fields = self._inverted()
        postings = ArrayFileWriter(self._folder / f"{name}.{POSTINGS}")
        if self._runs:
            self._runs.append(self._written(fields))
            kinds = self._merge(postings)
        else:
            kinds = _write_fields(postings, fields)
        postings.finish({"fields": kinds})
        self._documents.write(ArrayFileWriter(self._folder / f"{name}.{DOCUMENTS}"))
        self._segment.set_doc_count(self.count)
        self.abandon()
        return self._segment

    def abandon(self) -> None:
        """Leave no runs behind."""
        for run in self._runs:
            run.file.path.unlink()
        self._runs = []

    def _batch(self, name: str, field: FieldType) -> FieldBatch:
        if name not in self._batches:
            self._batches[name] = batch_of(name, field)
        return self._batches[name]

    def _add_column(self, name: str, field: FieldType, document: int, kept: Any) -> None:
        value = field.to_column_value(kept)
        default = default_of(name, field.column_type)
        if default is None:
            self._documents.add_string(name, document, value)
        else:
            self._documents.add_number(name, default, document, value)

    def _spill(self) -> None:
        self._runs.append(self._written(self._inverted()))

    def _inverted(self) -> dict[str, Postings]:
        """The postings of what was added since the last time."""
        fields = {}
        for name, batch in sorted(self._batches.items()):
            inverted = batch.invert(self._first, self.count - self._first)
            if inverted:
                fields[name] = inverted.postings
                if self._schema[name].scorable:
                    encoded = np.array(
                        [length_to_byte(length) for length in inverted.lengths.tolist()], np.uint8
                    )
                    self._documents.add_lengths(name, self._first, encoded, int(inverted.lengths.sum()))
        self._first, self._characters = self.count, 0
        return fields

    def _written(self, fields: Mapping[str, Postings]) -> _Run:
        """The postings as a file of their own, until the segment is finished."""
        writer = ArrayFileWriter(
            self._folder / f"{self._segment.segment_id()}.{next(self._run_numbers)}.{POSTINGS}"
        )
        kinds = _write_fields(writer, fields)
        writer.finish({"fields": kinds}, durable=False)
        return _Run(ArrayFile(writer.path), kinds)

    def _merge(self, writer: ArrayFileWriter) -> dict[str, Kind]:
        """The postings of all runs as one, field by field."""
        kinds: dict[str, Kind] = {}
        for run in self._runs:
            kinds |= run.kinds
        numbers = np.arange(self.count)
        for name, kind in sorted(kinds.items()):
            runs = [run for run in self._runs if name in run.kinds]
            merge_postings(writer, name, [Part(read_postings(run.file, name, kind), numbers) for run in runs])
            for run in runs:
                run.file.forget()
        return kinds


class _Run:
    """Postings of a part of the documents, in a file."""

    def __init__(self, file: ArrayFile, kinds: dict[str, Kind]) -> None:
        self.file, self.kinds = file, kinds


def _write_fields(writer: ArrayFileWriter, fields: Mapping[str, Postings]) -> dict[str, Kind]:
    for name, postings in fields.items():
        write_postings(writer, name, postings)
    return {name: postings.kind for name, postings in fields.items()}
