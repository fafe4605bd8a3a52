"""A page as a text file: fragments of printed lines, written out with the place of every line remembered."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from tests.pages.setting.printing import (
    BODY_FIELDS,
    HEAD_FIELDS,
    Field,
    PrintedLine,
    PrintedPage,
    PrintedStory,
)

Key = tuple[int, int]


@dataclass(frozen=True)
class Fragment:
    """Printed lines that stand together in the file."""

    lines: tuple[PrintedLine, ...]

    @property
    def story(self) -> int:
        """The story of the first line."""
        return self.lines[0].story

    @property
    def field(self) -> Field:
        """The part played by the first line."""
        return self.lines[0].field

    @property
    def is_body(self) -> bool:
        """Is every line running text or a crosshead of one story?"""
        return all(line.field in BODY_FIELDS and line.story == self.story for line in self.lines)


Sheet = tuple[Fragment, ...]


@dataclass(frozen=True)
class Place:
    """Where a printed line stands in the file: line from 1, characters from 0, end excluded."""

    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Manner:
    """How an extractor writes: what joins lines of a fragment, what parts fragments, whether indents are kept."""

    joiner: str = " "
    parting: str = "\n\n"
    indent: str = ""


@dataclass(frozen=True)
class WrittenPage:
    """The damaged file, and where each printed line went."""

    text: str
    places: dict[Key, Place]


def fragments_of(story: PrintedStory) -> Sheet:
    """The story as an extractor sees it when all goes well: heads, then paragraphs cut where a column ends."""
    return tuple(Fragment(tuple(group)) for _, group in groupby(story.lines, key=_together))


def _together(line: PrintedLine) -> tuple[object, ...]:
    if line.field in HEAD_FIELDS:
        return (line.field,)
    return line.field, line.paragraph, line.column


def story_by_story(page: PrintedPage, rng: random.Random) -> Sheet:
    """All fragments, each story whole, furniture first or last; boxes and captions before or after their body."""
    sheet = tuple(
        fragment for story in page.stories for fragment in _with_insets_placed(fragments_of(story), rng)
    )
    return _with_furniture(page, sheet)


def column_by_column(page: PrintedPage, rng: random.Random) -> Sheet:
    """All fragments in the order of an extractor that follows each column to the foot of its band."""
    bands = groupby(page.stories, key=lambda story: story.band)
    sheet = tuple(fragment for _, stories in bands for fragment in _band_by_column(list(stories)))
    return _with_furniture(page, sheet)


def _band_by_column(stories: list[PrintedStory]) -> list[Fragment]:
    fragments = [fragment for story in stories for fragment in fragments_of(story)]
    return sorted(fragments, key=lambda fragment: (fragment.lines[0].edge, fragment.lines[0].y))


def _with_insets_placed(fragments: Sheet, rng: random.Random) -> Sheet:
    insets = tuple(f for f in fragments if f.field in (Field.BOX, Field.CAPTION))
    if not insets or len(insets) == len(fragments):
        return fragments
    text = [f for f in fragments if f not in insets]
    at = rng.choice((_body_start(text), len(text), rng.randrange(_body_start(text), len(text) + 1)))
    return (*text[:at], *insets, *text[at:])


def _body_start(fragments: list[Fragment]) -> int:
    return next((at for at, fragment in enumerate(fragments) if fragment.is_body), len(fragments))


def _with_furniture(page: PrintedPage, sheet: Sheet) -> Sheet:
    above = tuple(Fragment((line,)) for line in page.furniture if line.y < 0)
    below = tuple(Fragment((line,)) for line in page.furniture if line.y >= 0)
    return above + sheet + below


def write_sheet(sheet: Sheet, manner: Manner) -> WrittenPage:
    """The file's text in this manner, with the place of every line."""
    return _written(_tokens(sheet, manner))


def write_rows(rows: Iterable[tuple[PrintedLine, ...]], joiner: str, parting: str) -> WrittenPage:
    """The file's text when every row of the page is one line of the file (or one cell a line)."""
    return write_sheet(tuple(Fragment(row) for row in rows if row), Manner(joiner=joiner, parting=parting))


def _tokens(sheet: Sheet, manner: Manner) -> Iterator[str | PrintedLine]:
    for number, fragment in enumerate(sheet):
        if number:
            yield manner.parting
        for index, line in enumerate(fragment.lines):
            if index:
                yield manner.joiner
            if line.starts and line.field is Field.BODY:
                yield manner.indent
            yield line


def _written(tokens: Iterable[str | PrintedLine]) -> WrittenPage:
    places: dict[Key, Place] = {}
    parts: list[str] = []
    line_number, column = 1, 0
    for token in tokens:
        text = token if isinstance(token, str) else token.text
        if isinstance(token, PrintedLine):
            places[token.key] = Place(line_number, column, column + len(text))
        parts.append(text)
        line_number += text.count("\n")
        column = len(text) - text.rfind("\n") - 1 if "\n" in text else column + len(text)
    return WrittenPage("".join(parts), places)


def regrouped(sheet: Sheet, old: Fragment, *new: Fragment) -> Sheet:
    """The sheet with one fragment replaced by others; fragments left without lines vanish."""
    at = next(index for index, fragment in enumerate(sheet) if fragment is old)
    return (*sheet[:at], *(fragment for fragment in new if fragment.lines), *sheet[at + 1 :])


def without_lines(sheet: Sheet, lost: frozenset[Key]) -> Sheet:
    """The sheet with some lines gone."""
    kept = (replace(f, lines=tuple(line for line in f.lines if line.key not in lost)) for f in sheet)
    return tuple(fragment for fragment in kept if fragment.lines)
