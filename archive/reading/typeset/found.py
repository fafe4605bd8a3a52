"""The words a reader looked for, as places in a text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from django.utils.safestring import SafeString

from archive.models import TEXT_FIELDS, Article
from archive.reading.typeset import Finder, broken_at_phrases, finds_nothing
from archive.search import find

# The longest query, in characters: a long expert query with room to spare; beyond it lie only pasted texts.
QUERY_MAX = 500
TAG = re.compile(r"(</?mark>)")


def finder(query: str, article: Article) -> Finder:
    """A question that tells where the query's words stand; nowhere for a query that is blank or too long."""
    if not query.strip() or len(query) > QUERY_MAX:
        return finds_nothing
    return find.marker(query, [line for name in TEXT_FIELDS for line in getattr(article, name).split("\n")])


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
    return broken_at_phrases(html.unescape(TAG.sub("", marked)), lambda text: places(marked))
