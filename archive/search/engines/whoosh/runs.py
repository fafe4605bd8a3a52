"""Strings that must stand in a text, as a Whoosh query over the exact views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh import matching, query

from archive.search.analysis import Term, exact_parts


class Standing(query.Query):
    """Matches documents in which each of some folded strings stands, within one paragraph of one of some fields.

    All of them score the same: ``score``, times how rare the strings are as words of the fields in ``rarity``, if any.
    """

    def __init__(
        self,
        needles: Iterable[str],
        fieldnames: Iterable[str],
        score: float = 1.0,
        rarity: tuple[str, ...] = (),
    ) -> None:
        self.needles = tuple(needles)
        self.fieldnames = tuple(fieldnames)
        self.score = score
        self.rarity = rarity

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Standing) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"Standing{self._key()}"

    def _key(self) -> tuple[object, ...]:
        return self.needles, self.fieldnames, self.score, self.rarity

    def estimate_size(self, reader: Any) -> int:
        """At most every document."""
        return int(reader.doc_count_all())

    def estimate_min_size(self, reader: Any) -> int:
        """Perhaps none."""
        return 0

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """The documents of one segment, in order."""
        found = sorted(self._documents(searcher.reader()))
        if not found:
            return matching.NullMatcher()
        return matching.ListMatcher(found, all_weights=self.score_in(searcher))

    def score_in(self, searcher: Any) -> float:
        """What every document that matches scores."""
        return self.score * self._rarity(searcher)

    def _rarity(self, searcher: Any) -> float:
        """How rare the commonest of the strings is, as Whoosh reckons it; 1 where that is not asked."""
        if not self.rarity:
            return 1.0
        return float(min(searcher.idf(name, needle) for name in self.rarity for needle in self.needles))

    def _documents(self, reader: Any) -> set[int]:
        """The documents of one segment that hold every string."""
        found: set[int] | None = None
        for needle in self.needles:
            here = {document for name in self.fieldnames for document in _holding(reader, name, needle)}
            found = here if found is None else found & here
            if not found:
                break
        return found or set()


def _holding(reader: Any, fieldname: str, needle: str) -> Iterable[int]:
    """The documents of one segment in whose field the string stands."""
    parts = exact_parts(needle)
    if any((fieldname, part.text) not in reader for part in parts):
        return ()
    if len(parts) == 1:
        return reader.postings(fieldname, needle).all_ids()  # type: ignore[no-any-return]
    return _beginnings(reader, fieldname, parts)


def _beginnings(reader: Any, fieldname: str, parts: list[Term]) -> dict[int, set[int]]:
    """Documents and the positions at which the string begins; the rarest part leads."""
    rarest, *others = sorted(parts, key=lambda part: int(reader.doc_frequency(fieldname, part.text)))
    found = {
        document: {position - rarest.position for position in positions}
        for document, positions in _postings(reader, fieldname, rarest.text)
    }
    for part in others:
        found = _narrowed(found, reader.postings(fieldname, part.text), part.position)
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
