"""From the strings of a printed line to its text: which spaces were printed, and which part two columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from archive.importing.alto.boxes import Box, around

# Gaps between two strings, in em (the height of the line). Recognizers write a space between any two words they found;
# on paper there is one only where there is room for it. A full-width mark leaves half of its own em empty.
PRINTED_SPACE_EM, BEHIND_MARK_EM = 0.33, 0.9
# A gap as wide as two columns stand apart, between parts too long to be names in a row (in characters).
COLUMN_GAP_EM, NAME_MAX_CHARS = 1.5, 4
# What stands in a text between two columns that run into one line: the engine takes more than one space for that.
COLUMN_SPACES = "  "

HALF_EMPTY_BEHIND, HALF_EMPTY_BEFORE = "，。、；：！？）》」』】〉”’", "（《「『【〈“‘"

HYPHENS = "-\u00ad\u2010\u2011"
# White space, and marks of byte order, around what is printed.
_AROUND = " \ufeff"
_SPACES = re.compile(r"\s+")
_LATIN = re.compile(r"[A-Za-z0-9]")
_LAST_WORD = re.compile(r"[A-Za-z]+$")


class Word(NamedTuple):
    """A string as the file gives it, and whether it says that a space stands before it."""

    text: str
    box: Box | None = None
    size: float = 0.0
    spaced: bool = False


class Cell(NamedTuple):
    """What one column prints of a line: ``text[start:end]``, and where."""

    start: int
    end: int
    box: Box | None


class Content(NamedTuple):
    """What a String prints, and what it takes from the next line: the rest of a word, by the whole of it."""

    text: str
    carried: Mapping[str, str] = MappingProxyType({})


class LineText(NamedTuple):
    """A printed line's text and the cells that it is made of."""

    text: str
    cells: tuple[Cell, ...]


def content_of(attributes: Mapping[str, str], carried: Mapping[str, str]) -> Content:
    """What a String prints. A Latin word that a hyphen parts between two lines stands whole at the end of the first one.

    ``carried`` leads from such words to what has been taken of them from lines still to come.
    """
    text = _SPACES.sub(" ", attributes.get("CONTENT", "")).strip(_AROUND)
    part, whole = attributes.get("SUBS_TYPE", "").lower(), attributes.get("SUBS_CONTENT", "").strip()
    if part == "hyppart2":
        return Content(text.removeprefix(carried.get(whole, "")).lstrip())
    if part != "hyppart1":
        return Content(text)
    text = text.rstrip(HYPHENS)
    begun = _LAST_WORD.search(text)
    if begun is None or not whole.startswith(begun[0]):
        return Content(text)
    rest = whole.removeprefix(begun[0])
    return Content(text + rest, {whole: rest})


def line_of(words: Sequence[Word], box: Box | None) -> LineText:
    """The text of a line; its cells share the box that the file gives the line where they are only one."""
    parts = _parted(words)
    text, cells = "", list[Cell]()
    for part in parts:
        text += COLUMN_SPACES if text else ""
        written = _written(part)
        cells.append(Cell(len(text), len(text) + len(written), around(word.box for word in part)))
        text += written
    if len(cells) == 1 and (box or cells[0].box):
        cells[0] = cells[0]._replace(box=box or cells[0].box)
    return LineText(text, tuple(cells))


def _parted(words: Sequence[Word]) -> list[list[Word]]:
    """The words of each column that the line runs across."""
    parts: list[list[Word]] = [[]]
    for word in words:
        gap = _gap_em(parts[-1][-1], word) if parts[-1] else None
        if gap is not None and gap >= COLUMN_GAP_EM:
            parts.append([])
        parts[-1].append(word)
    whole = [[word for part in parts for word in part]]
    is_row_of_names = any(sum(len(word.text) for word in part) <= NAME_MAX_CHARS for part in parts)
    return whole if is_row_of_names else parts


def _written(words: Iterable[Word]) -> str:
    text, before = "", None
    for word in words:
        text += (" " if before and _is_space_between(before, word) else "") + word.text
        before = word
    return text


def _is_space_between(before: Word, word: Word) -> bool:
    """Is a space printed between two words?"""
    gap = _gap_em(before, word)
    if word.spaced and (gap is None or (_LATIN.match(before.text[-1]) and _LATIN.match(word.text[0]))):
        return True
    beside_mark = before.text[-1] in HALF_EMPTY_BEHIND or word.text[0] in HALF_EMPTY_BEFORE
    return gap is not None and gap >= (BEHIND_MARK_EM if beside_mark else PRINTED_SPACE_EM)


def _gap_em(before: Word, word: Word) -> float | None:
    """How far apart two words stand; None where the file does not tell."""
    if not before.box or not word.box:
        return None
    return (word.box.left - before.box.right) / max(before.box.height, word.box.height)
