"""Segments as one: their arrays concatenated, without the documents that are deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from whoosh.fields import Schema
from whoosh.util.numeric import byte_to_length

from archive.search.engines.whoosh.arrays.documents import Default, Remaining, merge_documents
from archive.search.engines.whoosh.arrays.files import Array, ArrayFileWriter
from archive.search.engines.whoosh.arrays.merging import Part, merge_postings
from archive.search.engines.whoosh.arrays.postings import Kind
from archive.search.engines.whoosh.codec.contents import INDEX
from archive.search.engines.whoosh.codec.formats import default_of
from archive.search.engines.whoosh.codec.segments import DOCUMENTS, POSTINGS, ArraySegment

# About how long a field is, for each byte that says so.
LENGTHS = np.array([byte_to_length(byte) for byte in range(256)])


def merged(folder: Path, schema: Schema, segments: Sequence[ArraySegment]) -> ArraySegment:
    """A new segment with the documents of these, in their order."""
    new = ArraySegment(INDEX, count=sum(segment.doc_count() for segment in segments))
    _merge_postings(folder, new, segments)
    parts = [Remaining(segment.arrays(folder).documents, _remaining(segment)) for segment in segments]
    writer = ArrayFileWriter(folder / f"{new.segment_id()}.{DOCUMENTS}")
    merge_documents(writer, parts, _totals(parts), _defaults(schema))
    return new


def _merge_postings(folder: Path, new: ArraySegment, segments: Sequence[ArraySegment]) -> None:
    writer = ArrayFileWriter(folder / f"{new.segment_id()}.{POSTINGS}")
    kinds: dict[str, Kind] = {}
    for name in sorted(set[str]().union(*(segment.arrays(folder).fields() for segment in segments))):
        parts, base = [], 0
        for segment in segments:
            postings = segment.arrays(folder).postings(name)
            if postings:
                parts.append(Part(postings, _numbers(segment, base)))
                kinds[name] = postings.kind
            base += segment.doc_count()
        merge_postings(writer, name, parts)
        for segment in segments:
            segment.arrays(folder).forget()
    writer.finish({"fields": {name: kind for name, kind in kinds.items() if writer.has(name)}})


def _remaining(segment: ArraySegment) -> Array:
    """The numbers of the documents that are not deleted."""
    return np.arange(segment.count) if segment.deleted is None else np.flatnonzero(~segment.deleted)


def _numbers(segment: ArraySegment, base: int) -> Array:
    """The new number of each document; -1 where it is deleted."""
    numbers = np.full(segment.count, -1)
    remaining = _remaining(segment)
    numbers[remaining] = base + np.arange(len(remaining))
    return numbers


def _totals(parts: Sequence[Remaining]) -> dict[str, int]:
    """How many words each field has in all documents that remain; of those that go, their length is known roughly."""
    totals: Counter[str] = Counter()
    for part in parts:
        gone = np.ones(part.documents.count, bool)
        gone[part.numbers] = False
        for name, total in part.documents.totals.items():
            lengths = part.documents.lengths(name)
            lost = 0 if lengths is None else int(LENGTHS[lengths[gone]].sum())
            totals[name] += max(0, total - lost)
    return dict(totals)


def _defaults(schema: Schema) -> dict[str, Default]:
    """What stands in columns of numbers where a document has no value."""
    found = {name: default_of(name, field.column_type) for name, field in schema.items() if field.column_type}
    return {name: default for name, default in found.items() if default}
