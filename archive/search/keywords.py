"""Keywords: the strings of a query whose every occurrence a reader wants to see, found in an article's printed text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple, Self

from archive.models import Article
from archive.search.query.tree import AnyWord, Node, Phrase, Prefix, Run, leaves, rewritten
from archive.text.folding import Folded, fold, fold_with_offsets

# The fields of an article in the order in which its page shows them, and the zone in which each is searched.
ZONE_OF = {
    "kicker": "headline",
    "headline": "headline",
    "deck": "headline",
    "byline": "byline",
    "box": "box",
    "body": "body",
    "caption": "caption",
}
# In these a line end parts two paragraphs; in the others it is a trace of print.
IN_PARAGRAPHS = frozenset({"box", "body", "caption"})
LATIN = re.compile(r"[a-z0-9]+")


class Keyword(NamedTuple):
    """A folded string, the zone it is asked for in, if any, and whether a Latin word must begin with it."""

    text: str
    zone: str = ""
    begins_word: bool = False


class Passage(NamedTuple):
    """A stretch of a field within which a string is looked for: ``text`` stands at ``start``."""

    field: str
    start: int
    text: str


class Place(NamedTuple):
    """Where a keyword stands in a passage's printed text."""

    passage: Passage
    start: int
    end: int


def exactly(node: Node) -> Node:
    """The same tree with every bare run asked for as one string: its words apart are no occurrence of it."""
    return rewritten(node, lambda leaf: Phrase(leaf.text, leaf.zone) if isinstance(leaf, Run) else leaf)


def passages(field: str, text: str) -> Iterator[Passage]:
    """The paragraphs of a field, or the field as a whole."""
    start = 0
    for piece in text.split("\n") if field in IN_PARAGRAPHS else [text]:
        if piece:
            yield Passage(field, start, piece)
        start += len(piece) + 1


def passages_of(article: Article) -> Iterator[Passage]:
    """Every passage of an article, in reading order."""
    for field in ZONE_OF:
        yield from passages(field, getattr(article, field))


class Keywords:
    """What to look for, ready to look."""

    def __init__(self, wanted: Iterable[Keyword]) -> None:
        self.wanted = tuple(dict.fromkeys(wanted))
        self._patterns: dict[str, re.Pattern[str] | None] = {}

    @classmethod
    def of(cls, tree: Node) -> Self:
        """The strings a tree asks for; those under a NOT are none of them."""
        return cls(chain.from_iterable(map(_keywords, leaves(tree))))

    def __bool__(self) -> bool:
        return bool(self.wanted)

    def spans(self, passage: Passage, folded: Folded | None = None) -> tuple[str, list[tuple[int, int]]]:
        """The folded text of a passage, and where they stand in it: from left to right, the longest first."""
        pattern = self._pattern_of(passage.field)
        if pattern is None:
            return "", []
        if not self.needs_print:
            text = folded.text if folded else fold(passage.text)
            return text, [found.span() for found in pattern.finditer(text)]
        folded = folded or fold_with_offsets(passage.text)
        found = pattern.finditer(folded.text)
        return folded.text, [one.span() for one in found if not self._is_inside_word(one, folded, passage)]

    def places(self, passage: Passage) -> Iterator[Place]:
        """Where they stand in one passage as it is printed; the same as :meth:`spans`, one for one."""
        folded = fold_with_offsets(passage.text)
        for start, end in self.spans(passage, folded)[1]:
            yield Place(passage, *folded.original(start, end))

    def places_in(self, article: Article) -> Iterator[Place]:
        """Every place in an article, in reading order."""
        for passage in passages_of(article):
            yield from self.places(passage)

    @cached_property
    def needs_print(self) -> bool:
        """Must the printed text be seen? Folded Latin words run into one another."""
        return any(keyword.begins_word for keyword in self.wanted)

    def _pattern_of(self, field: str) -> re.Pattern[str] | None:
        """What finds them in a field; None where none is asked for there."""
        zone = ZONE_OF[field]
        if zone not in self._patterns:
            self._patterns[zone] = self._pattern(zone)
        return self._patterns[zone]

    def _pattern(self, zone: str) -> re.Pattern[str] | None:
        texts = {keyword.text for keyword in self.wanted if keyword.zone in ("", zone)}
        in_order = sorted(texts, key=lambda text: (-len(text), text))
        return re.compile("|".join(map(re.escape, in_order))) if in_order else None

    def _is_inside_word(self, found: re.Match[str], folded: Folded, passage: Passage) -> bool:
        """Does the string stand inside a Latin word, while only words that begin with it were asked for?"""
        zones = ("", ZONE_OF[passage.field])
        asked = [one for one in self.wanted if one.text == found.group() and one.zone in zones]
        at = folded.offsets[found.start()]
        before = fold(passage.text[at - 1]) if at else ""
        return LATIN.fullmatch(before) is not None and all(one.begins_word for one in asked)


def stands(keyword: Keyword, passage: Passage) -> bool:
    """Does it stand in the passage, in its zone and as it is asked for?"""
    if not _is_asked_in(keyword, passage) or keyword.text not in fold(passage.text):
        return False
    return not keyword.begins_word or any(Keywords([keyword]).places(passage))


def stands_as_printed(keyword: Keyword, passage: Passage) -> bool:
    """Does it stand there in the very characters it folds to? Most do, and are seen without folding a text."""
    return keyword.text in passage.text and _is_asked_in(keyword, passage) and not keyword.begins_word


def _is_asked_in(keyword: Keyword, passage: Passage) -> bool:
    return keyword.zone in ("", ZONE_OF[passage.field])


def keyword_of(leaf: Run | Phrase | Prefix) -> Keyword:
    """The whole string of a leaf."""
    text = fold(leaf.text)
    return Keyword(text, leaf.zone, isinstance(leaf, Prefix) and LATIN.fullmatch(text) is not None)


def _keywords(leaf: Node) -> Iterator[Keyword]:
    match leaf:
        case Run() | Phrase() | Prefix():
            yield keyword_of(leaf)
        case AnyWord(words, zone):
            yield from (Keyword(word, zone) for word in words)
