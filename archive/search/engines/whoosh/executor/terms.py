"""Which terms of a field a prefix, a range or a pattern stands for, by their numbers."""

from __future__ import annotations

from typing import Any

from whoosh import query

from archive.search.engines.whoosh.arrays.terms import Terms


def beginning_with(terms: Terms, asked: query.Prefix, reader: Any) -> range:
    """The terms that begin so."""
    return terms.beginning_with(reader.schema[asked.fieldname].to_bytes(asked.text))


def within(terms: Terms, asked: query.TermRange, reader: Any) -> range:
    """The terms between two others."""
    to_bytes = reader.schema[asked.fieldname].to_bytes
    try:
        start = b"" if asked.start is None else to_bytes(asked.start)
        end = b"\xff\xff\xff\xff" if asked.end is None else to_bytes(asked.end)
    except ValueError:  # no value of this field can look so
        return range(0)
    first, stop = terms.not_before(start), terms.not_before(end)
    first += bool(asked.startexcl) and terms.find(start) >= 0
    stop += not asked.endexcl and terms.find(end) >= 0
    # The empty term, which only can come first, stands for nothing.
    first += first == 0 and len(terms) > 0 and not terms[0]
    return range(first, max(first, stop))


def expanded(terms: Terms, asked: query.MultiTerm, reader: Any) -> list[int]:
    """The terms that Whoosh finds one by one."""
    to_bytes = reader.schema[asked.field()].to_bytes
    return [terms.find(to_bytes(text)) for text in asked._btexts(reader) if text]
