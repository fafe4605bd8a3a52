"""Marks on the original characters: what the query asked for, found in the folded text, shown in the printed one."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from archive.search.analysis import query_words
from archive.search.keywords import Keyword, Keywords, Passage, keyword_of, stands, stands_as_printed
from archive.search.query.tree import AnyWord, Node, Phrase, Prefix, Run, leaves
from archive.text.folding import fold_with_offsets

# Characters of a snippet: three lines of a result on a desk, six on a phone.
SNIPPET_LENGTH = 120
# Of these, how many stand before the first mark, so that its sentence can be understood.
LEAD = 30

# Sets of strings that are kept ready to be looked for: of a page of results, more than there can be.
READY = 128


class Wanted(NamedTuple):
    """What the reader asked for: the whole string, and its words where it does not stand whole."""

    whole: Keyword
    words: tuple[Keyword, ...] = ()


class Span(NamedTuple):
    """A stretch of the original text."""

    start: int
    end: int


def wanted_by(tree: Node) -> list[Wanted]:
    """What a tree asks for, as strings to be marked."""
    found = []
    for leaf in leaves(tree):
        match leaf:
            case Run(text, zone):
                found.append(Wanted(keyword_of(leaf), _telling(query_words(text), zone)))
            case AnyWord(words, zone):
                found += (Wanted(Keyword(word, zone)) for word in words)
            case Phrase() | Prefix():
                found.append(Wanted(keyword_of(leaf)))
    return found


def _telling(words: list[str], zone: str) -> tuple[Keyword, ...]:
    """The words of a run that are worth a mark where it is scattered: single characters only where there is nothing else."""
    longer = [word for word in words if len(word) > 1]
    return tuple(Keyword(word, zone) for word in longer or words)


def needles_in(wanted: Iterable[Wanted], passages: Iterable[Passage]) -> Keywords:
    """The strings to mark in these passages: a run where it stands whole in any of them, else its words."""
    read = list(passages)
    needles: list[Keyword] = []
    for whole, words in wanted:
        needles += [whole] if not words or stands_in_any(whole, read) else words
    return ready(tuple(needles))


def stands_in_any(keyword: Keyword, passages: Sequence[Passage]) -> bool:
    """Does it stand in one of these passages?"""
    return any(test(keyword, passage) for test in (stands_as_printed, stands) for passage in passages)


@lru_cache(maxsize=READY)
def ready(needles: tuple[Keyword, ...]) -> Keywords:
    """Ready to look for these; the articles of a page mostly want the same."""
    return Keywords(needles)


def spans_of(passage: Passage, needles: Keywords) -> list[Span]:
    """Where the strings stand in a passage, from left to right, the longest first, none over another.

    None begins inside the one before: one printed character can fold to several.
    """
    folded = fold_with_offsets(passage.text)
    spans: list[Span] = []
    for found in needles.spans(passage, folded)[1]:
        span = Span(*folded.original(*found))
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return spans


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """The text escaped, with the spans in <mark>. Quotation marks stay as they are: this is text, no attribute."""
    pieces, end = [], 0
    for span in spans:
        pieces += [text[end : span.start], text[span.start : span.end]]
        end = span.end
    escaped = [html.escape(piece, quote=False) for piece in (*pieces, text[end:])]
    escaped[1::2] = [f"<mark>{piece}</mark>" for piece in escaped[1::2]]
    return mark_safe("".join(escaped))  # noqa: S308  # every piece is escaped


def snippet(passages: Sequence[Passage], needles: Keywords) -> SafeString:
    """The piece of a text that shows best why it was found, marked and escaped; its beginning where nothing stands in it."""
    if not passages:
        return SafeString("")
    return excerpt(best_of(passages, needles) or passages[0], needles)


def best_of(passages: Sequence[Passage], needles: Keywords) -> Passage | None:
    """The first passage in which all the strings stand as printed; else the first of those in which the most stand, if any."""
    for passage in passages:
        if all(stands_as_printed(one, passage) for one in needles.wanted):
            return passage
    held = [sum(stands(one, passage) for one in needles.wanted) for passage in passages]
    return passages[held.index(max(held))] if any(held) else None


def excerpt(passage: Passage, needles: Keywords) -> SafeString:
    """The piece of a passage around its first mark, marked and escaped."""
    spans, text = spans_of(passage, needles), passage.text
    start, end = _window(text, spans)
    inside = [Span(s - start, e - start) for s, e in spans if s >= start and e <= end]
    body = marked(text[start:end], inside)
    return SafeString(("…" if start else "") + body + ("…" if end < len(text) else ""))


def _window(text: str, spans: Sequence[Span]) -> tuple[int, int]:
    """The stretch of the text that a snippet shows; no mark is cut."""
    first = spans[0] if spans else Span(0, 0)
    start = max(0, min(first.start - LEAD, len(text) - SNIPPET_LENGTH))
    end = max(start + SNIPPET_LENGTH, first.end)
    for span in spans:
        if span.start < end < span.end:
            end = span.start
    return start, min(end, len(text))
