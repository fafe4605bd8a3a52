"""The words a reader looked for, as places in a text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from archive.models import Article
from archive.reading.typeset import Finder, broken_at_phrases, finds_nothing
from archive.search import find

# The longest query, in characters: a long expert query with room to spare; beyond it lie only pasted texts.
QUERY_MAX = 500
TAG = re.compile(r"(</?mark>)")
# No article has a million places.
NUMBER = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True)
class Hits:
    """The places found in an article, and at which of them the reader is, counted from 1; 0 before the first."""

    total: int
    here: int

    @classmethod
    def of(cls, total: int, asked: int) -> Hits:
        """With the reader at the place asked for, or before the first where there is no such place."""
        return cls(total, asked if asked <= total else 0)

    @property
    def previous(self) -> int:
        """The place before; before the first comes the last."""
        return self.here - 1 if self.here > 1 else self.total

    @property
    def next(self) -> int:
        """The place after; after the last comes the first."""
        return self.here + 1 if self.here < self.total else 1


def hit_number(given: str) -> int:
    """The place that an address names; 0 where it names none."""
    return int(given) if NUMBER.fullmatch(given) else 0


def finder(query: str, article: Article) -> Finder:
    """A question that tells where the query's words stand; nowhere for a query that is blank or too long."""
    return finders(query)(article)


def finders(query: str) -> Callable[[Article], Finder]:
    """The same for many articles: the query is read once."""
    if not query.strip() or len(query) > QUERY_MAX:
        return lambda article: finds_nothing
    wanted = find.asked_for(query)
    return lambda article: find.marker(wanted, article)


def places(marked: SafeString) -> Iterator[tuple[int, int]]:
    """Where the marks of an escaped and marked text stand in the text itself."""
    at = start = 0
    for piece in TAG.split(marked):
        if piece == "<mark>":
            start = at
        elif piece == "</mark>":
            yield start, at
        else:
            at += len(html.unescape(piece))


def phrased(marked: SafeString) -> SafeString:
    """A marked headline with the places where it may be broken."""
    return broken_at_phrases(html.unescape(TAG.sub("", marked)), lambda field, text: places(marked))
