"""A story as recognition reads it: stretches of text folded, with the way back, their words, sentences and quotations."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from archive.importing.recognize.shapes import Place, Texts
from archive.text.folding import Folded, fold_with_offsets
from archive.text.words import cut, part_of_speech

# The fields in the order they are read; a byline names who wrote, not what is written about.
FIELDS = ("kicker", "headline", "deck", "body", "caption", "box")
TITLE_FIELDS = frozenset({"kicker", "headline", "deck"})

# A wide space parts what is printed in columns: the cells of a table, a caption and its credit. One narrow space is where
# printed lines meet.
WIDE_SPACE = re.compile(r"[\t\u2003\u3000]+| {2,}")
SENTENCE_END = re.compile(r"(?:[。!?;]|\.{3,})+[”’]?")
# What folding makes of quotation marks, by pairs; straight ones open and close by turns.
OPENING, CLOSING = "“‘「『〝《", "”’」』〞》"
QUOTES = frozenset("“”‘’")
MARKS = str.maketrans(
    {"「": "“", "『": "‘", "」": "”", "』": "’", "〝": "“", "〞": "”", "„": "“", "‟": "“", "″": '"'}
)


@dataclass(frozen=True)
class Quotation:
    """Words between quotation marks: ``text[start:end]`` with the marks. ``is_title`` where these are 《》."""

    start: int
    end: int
    is_title: bool = False


@dataclass(frozen=True)
class Stretch:
    """A folded run of one field without line ends or wide spaces, and where its characters stand in the field.

    ``gaps`` are the places in the text where a space was: what stands on its two sides is two names.
    """

    field: str
    text: str
    offsets: Sequence[int]
    at: int
    source: str
    gaps: tuple[int, ...] = ()

    def place(self, start: int, end: int) -> Place:
        """The characters of the field that ``text[start:end]`` was made of."""
        return Place(self.field, self.at + self.offsets[start], self.at + self.offsets[end - 1] + 1)

    def spelt(self, start: int, end: int) -> str:
        """``text[start:end]`` in the letters of the field, half as wide where they were full; quotation marks in pairs."""
        offsets = self.offsets[start:end]
        pairs = zip(self.text[start:end], offsets, (-1, *offsets), strict=False)
        letters = (mark if mark in QUOTES else self.source[at] for mark, at, before in pairs if at != before)
        return unicodedata.normalize("NFKC", "".join(letters))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the text, which joined give it again."""
        return tuple(cut(self.text))

    @cached_property
    def borders(self) -> tuple[int, ...]:
        """Where the words begin, and where the last one ends."""
        return (0, *accumulate(map(len, self.words)))

    def is_border(self, at: int) -> bool:
        """Does a word begin or end here?"""
        index = bisect_left(self.borders, at)
        return index < len(self.borders) and self.borders[index] == at

    def word_at(self, at: int) -> int:
        """The number of the word that holds this character."""
        return bisect_right(self.borders, at) - 1

    def kind_of(self, index: int) -> str:
        """What the dictionary takes a word for."""
        return part_of_speech(self.words[index])

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence begins and ends."""
        ends = [match.end() for match in SENTENCE_END.finditer(self.text)]
        ends = [*ends, len(self.text)] if not ends or ends[-1] < len(self.text) else ends
        return tuple(zip([0, *ends[:-1]], ends, strict=True))

    def sentence_at(self, at: int) -> tuple[int, int]:
        """The sentence that holds this character."""
        return next(((start, end) for start, end in self.sentences if at < end), self.sentences[-1])

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands between quotation marks, the inner before the outer."""
        return tuple(_quotations(self.text))

    def quotation_at(self, at: int) -> Quotation | None:
        """The innermost quotation that holds this character."""
        return next((one for one in self.quotations if one.start < at < one.end - 1), None)


def stretches(texts: Texts) -> list[Stretch]:
    """All stretches of a story, in reading order."""
    return [
        stretch
        for name in FIELDS
        for paragraph, at in _pieces(texts.fields.get(name, ""))
        for stretch in _stretch(name, paragraph, at)
    ]


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """The lines of a text, parted once more at wide spaces, and where each begins."""
    at = 0
    for line in text.split("\n"):
        start = 0
        for space in WIDE_SPACE.finditer(line):
            yield line[start : space.start()], at + start
            start = space.end()
        yield line[start:], at + start
        at += len(line) + 1


def _stretch(name: str, piece: str, at: int) -> Iterator[Stretch]:
    folded = fold_with_offsets(piece)
    if folded.text:
        yield Stretch(name, _paired(folded.text.translate(MARKS)), folded.offsets, at, piece, _gaps(folded))


def _gaps(folded: Folded) -> tuple[int, ...]:
    """Where characters were left out between two that stand side by side now."""
    if isinstance(folded.offsets, range):
        return ()
    pairs = zip(folded.offsets, folded.offsets[1:], strict=False)
    return tuple(at for at, (one, other) in enumerate(pairs, 1) if other - one > 1)


def _paired(text: str) -> str:
    """The same text, its straight quotation marks turned into pairs."""
    if '"' not in text and "'" not in text:
        return text
    opens, turned = {'"': True, "'": True}, []
    for character in text:
        if character in opens:
            turned.append({'"': "“”", "'": "‘’"}[character][0 if opens[character] else 1])
            opens[character] = not opens[character]
        else:
            turned.append(character)
    return "".join(turned)


def _quotations(text: str) -> Iterator[Quotation]:
    """Pairs of marks; one that is never closed is none."""
    open_at: list[int] = []
    for at, character in enumerate(text):
        if character in OPENING:
            open_at.append(at)
        elif character in CLOSING:
            wanted = OPENING[CLOSING.index(character)]
            while open_at and text[open_at[-1]] != wanted:
                open_at.pop()
            if open_at:
                yield Quotation(open_at.pop(), at + 1, is_title=character == "》")
