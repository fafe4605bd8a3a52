"""Marks on the original characters: what the query asked for, found in the folded text, shown in the printed one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from archive.search.analysis import query_words
from archive.search.query.tree import AnyWord, Node, Phrase, Prefix, Run, leaves
from archive.text.folding import fold, fold_with_offsets

# Characters of a snippet: three lines of a result on a desk, six on a phone.
SNIPPET_LENGTH = 120
# Of these, how many stand before the first mark, so that its sentence can be understood.
LEAD = 30


class Wanted(NamedTuple):
    """A run the reader asked for: the whole string, and its words where it does not stand whole. Both are folded."""

    whole: str
    words: tuple[str, ...] = ()


class Span(NamedTuple):
    """A stretch of the original text."""

    start: int
    end: int


def wanted_by(tree: Node) -> list[Wanted]:
    """What a tree asks for, as strings to be marked."""
    found = []
    for leaf in leaves(tree):
        match leaf:
            case Run(text):
                found.append(Wanted(fold(text), _telling(query_words(text))))
            case AnyWord(words):
                found += map(Wanted, words)
            case Phrase(text) | Prefix(text):
                found.append(Wanted(fold(text)))
    return found


def _telling(words: list[str]) -> tuple[str, ...]:
    """The words of a run that are worth a mark where it is scattered: single characters only where there is nothing else."""
    return tuple(word for word in words if len(word) > 1) or tuple(words)


def needles_in(wanted: Iterable[Wanted], texts: Iterable[str]) -> list[str]:
    """The strings to mark in these texts: a run where it stands whole in any of them, else its words."""
    read = list(texts)
    needles: list[str] = []
    for whole, words in wanted:
        stands = not words or any(holds(text, whole) for text in read)
        needles += [whole] if stands else words
    return list(dict.fromkeys(needles))


def spans_of(text: str, needles: Sequence[str]) -> list[Span]:
    """Where the strings stand in a text, from left to right, the longest first, none over another."""
    if not needles:
        return []
    folded = fold_with_offsets(text)
    pattern = "|".join(re.escape(needle) for needle in sorted(needles, key=len, reverse=True))
    spans = (Span(*folded.original(*found.span())) for found in re.finditer(pattern, folded.text))
    return list(_apart(spans))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without those that begin inside the one before: one printed character can fold to several."""
    end = 0
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """The text escaped, with the spans in <mark>. Quotation marks stay as they are: this is text, no attribute."""
    pieces, end = [], 0
    for span in spans:
        pieces += [text[end : span.start], text[span.start : span.end]]
        end = span.end
    escaped = [html.escape(piece, quote=False) for piece in (*pieces, text[end:])]
    escaped[1::2] = [f"<mark>{piece}</mark>" for piece in escaped[1::2]]
    return mark_safe("".join(escaped))  # noqa: S308  # every piece is escaped


def snippet(paragraphs: Sequence[str], needles: Sequence[str]) -> SafeString:
    """The piece of a text that shows best why it was found: around the paragraph's first mark, marked and escaped.

    Of several paragraphs the one that holds most of the strings; the first where none holds any.
    """
    if not paragraphs:
        return SafeString("")
    best = _holding_most(paragraphs, needles)
    spans = spans_of(best, needles)
    start, end = _window(best, spans)
    inside = [Span(s - start, e - start) for s, e in spans if s >= start and e <= end]
    body = marked(best[start:end], inside)
    return SafeString(("…" if start else "") + body + ("…" if end < len(best) else ""))


def holds(text: str, needle: str) -> bool:
    """Does the folded string stand in the text? Most stand as printed, and nothing need be folded to see it."""
    return needle in text or needle in fold(text)


def _holding_most(paragraphs: Sequence[str], needles: Sequence[str]) -> str:
    """The first paragraph that holds the most of the strings; none behind one that holds all is looked at."""
    best, most = paragraphs[0], 0
    for paragraph in paragraphs:
        if most == len(needles):
            break
        held = sum(holds(paragraph, needle) for needle in needles)
        if held > most:
            best, most = paragraph, held
    return best


def _window(text: str, spans: Sequence[Span]) -> tuple[int, int]:
    """The stretch of the text that a snippet shows; no mark is cut."""
    first = spans[0] if spans else Span(0, 0)
    start = max(0, min(first.start - LEAD, len(text) - SNIPPET_LENGTH))
    end = max(start + SNIPPET_LENGTH, first.end)
    for span in spans:
        if span.start < end < span.end:
            end = span.start
    return start, min(end, len(text))
