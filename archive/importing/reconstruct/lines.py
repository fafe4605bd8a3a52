"""From the file's lines to the page's printed lines, the smallest unit of a reconstruction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.importing.reconstruct.shapes import Piece, RawPage
from archive.importing.reconstruct.vocabulary import (
    CREDIT,
    DATELINE,
    FURNITURE,
    LETTER_WRITER,
    SIGNATURE,
    TABLE_ROW,
)

# Spaces in a row that part two columns rather than two printed lines of one column. Extractors that lay text
# out write at least two; files whose lines were glued together hold exactly one.
COLUMN_GAP_SPACES = 2

# A file line whose parts are all this short is a list of names or a spaced-out heading, not glued lines:
# no column is so narrow. In characters.
NAME_MAX_CHARS = 4

_RUN = re.compile(r"\s+")
_LATIN_AROUND = re.compile(r"[A-Za-z0-9.,&'-]")


@dataclass(frozen=True)
class Line:
    """One printed line of a column: where it stands in the file, and what stood before it."""

    index: int
    row: int
    start: int
    end: int
    text: str
    block: int
    spaces: int
    indent: int

    @property
    def glued(self) -> bool:
        """Does a single space tie it to the line before it, inside one line of the file?"""
        return 0 < self.spaces < COLUMN_GAP_SPACES

    @property
    def beside(self) -> bool:
        """Does it stand beside another column's line, inside one line of the file?"""
        return self.spaces >= COLUMN_GAP_SPACES

    def piece(self) -> Piece:
        """The line as a reader of the file would point at it."""
        return Piece(self.row, self.start, self.end, self.text)


def printed_lines(page: RawPage) -> list[Line]:
    """Every printed line of the page in file order; all characters but the space around lines are in one."""
    lines: list[Line] = []
    block = 0
    for row, text in enumerate(page.lines, start=1):
        if not text.strip():
            block += 1
            continue
        lines.extend(_lines_of_row(text, row, block, first_index=len(lines)))
    return lines


def _lines_of_row(text: str, row: int, block: int, first_index: int) -> Iterator[Line]:
    indent = len(text) - len(text.lstrip())
    previous_end = indent
    for number, (start, end) in enumerate(_cut(text, _kept_together(text))):
        yield Line(
            index=first_index + number,
            row=row,
            start=start,
            end=end,
            text=text[start:end],
            block=block,
            spaces=start - previous_end if number else 0,
            indent=0 if number else indent,
        )
        previous_end = end


def _cut(text: str, kept: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of a file line that are printed lines of their own."""
    cuts = [run.span() for run in _RUN.finditer(text) if not _joins_words(text, run.span(), kept)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _joins_words(text: str, run: tuple[int, int], kept: Sequence[tuple[int, int]]) -> bool:
    """Is this space printed between two words of one line?"""
    start, end = run
    if start == 0 or end == len(text):
        return False
    if any(first < start and end < last for first, last in kept):
        return True
    return (
        end - start < COLUMN_GAP_SPACES
        and bool(_LATIN_AROUND.match(text[start - 1]))
        and bool(_LATIN_AROUND.match(text[end]))
        and (text[start - 1].isalpha() or text[end].isalpha())
    )


def _kept_together(text: str) -> list[tuple[int, int]]:
    """Stretches whose inner spaces are printed: datelines, signatures, credits, lists of names."""
    parts = _RUN.split(text.strip())
    if len(parts) > 1 and all(len(part) <= NAME_MAX_CHARS for part in parts):
        return [(-1, len(text) + 1)]
    whole_row = (TABLE_ROW, LETTER_WRITER, *FURNITURE)
    if len(parts) > 1 and any(pattern.fullmatch(text.strip()) for pattern in whole_row):
        return [(-1, len(text) + 1)]
    opening = (
        match.span() for match in DATELINE.finditer(text) if _stands_apart(text, match.start(), match.start())
    )
    whole = (match.span() for pattern in (SIGNATURE, CREDIT) for match in pattern.finditer(text))
    return [*opening, *(span for span in whole if _stands_apart(text, *span))]


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Is there space, or the line's end, before ``start`` and, where the stretch has a length, behind ``end``?"""
    before = start == 0 or text[start - 1].isspace()
    return before and (start == end or end == len(text) or text[end].isspace())
