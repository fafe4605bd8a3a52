"""A string that must stand in a text, as a Whoosh query over the exact view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import matching, query

from archive.search.analysis import Term, exact_parts


class ExactRun(query.Query):
    """Matches documents in which a folded string stands, within one paragraph of one field. Its score is constant."""

    def __init__(self, fieldname: str, needle: str) -> None:
        self.fieldname = fieldname
        self.needle = needle

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ExactRun) and (self.fieldname, self.needle) == (
            other.fieldname,
            other.needle,
        )

    def __hash__(self) -> int:
        return hash((self.fieldname, self.needle))

    def __repr__(self) -> str:
        return f"ExactRun({self.fieldname!r}, {self.needle!r})"

    def field(self) -> str:
        """The field it looks into."""
        return self.fieldname

    def estimate_size(self, reader: Any) -> int:
        """At most as many documents as the rarest part has."""
        return min(int(reader.doc_frequency(self.fieldname, part.text)) for part in exact_parts(self.needle))

    def estimate_min_size(self, reader: Any) -> int:
        """Perhaps none."""
        return 0

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """The documents of one segment, in order."""
        found = sorted(self._documents(searcher.reader()))
        return matching.ListMatcher(found) if found else matching.NullMatcher()

    def _documents(self, reader: Any) -> Iterator[int]:
        parts = exact_parts(self.needle)
        if any((self.fieldname, part.text) not in reader for part in parts):
            return iter(())
        if len(parts) == 1:
            return reader.postings(self.fieldname, parts[0].text).all_ids()  # type: ignore[no-any-return]
        return iter(self._beginnings(reader, parts))

    def _beginnings(self, reader: Any, parts: list[Term]) -> dict[int, set[int]]:
        """Documents and the positions at which the string begins; the rarest part leads."""
        rarest, *others = sorted(parts, key=lambda part: reader.doc_frequency(self.fieldname, part.text))
        found = {}
        for document, positions in _postings(reader, self.fieldname, rarest.text):
            found[document] = {position - rarest.position for position in positions}
        for part in others:
            found = _narrowed(found, reader.postings(self.fieldname, part.text), part.position)
        return found


def _postings(reader: Any, fieldname: str, text: str) -> Iterator[tuple[int, list[int]]]:
    """The documents of a term, with its positions in each."""
    matcher = reader.postings(fieldname, text)
    while matcher.is_active():
        yield matcher.id(), matcher.value_as("positions")
        matcher.next()


def _narrowed(found: dict[int, set[int]], matcher: Any, distance: int) -> dict[int, set[int]]:
    """Those beginnings behind which the matcher's term stands at this distance."""
    kept = {}
    for document, beginnings in found.items():
        if matcher.is_active() and matcher.id() < document:
            matcher.skip_to(document)
        if not matcher.is_active():
            break
        if matcher.id() == document:
            here = beginnings & {position - distance for position in matcher.value_as("positions")}
            if here:
                kept[document] = here
    return kept
