"""From an extractor's text back to the words of the page, and to the place of every printed character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from tests.pages.damage.levels import DamagedPage
from tests.pages.damage.sheet import Place, WrittenPage
from tests.pages.extracting.rendering import CipheredPdf, Key
from tests.pages.setting.printing import PrintedLine, PrintedPage

# A character of the page: its line's key, its offset there.
Source = tuple[Key, int]


class UndecodableError(ValueError):
    """The extractor's text cannot be traced back to the page without a guess; take another page."""


@dataclass(frozen=True)
class Glyph:
    """One printed character as it stands in the extracted text."""

    source: Source
    line: int
    column: int


def decode(text: str, pdf: CipheredPdf, page: PrintedPage) -> DamagedPage:
    """What the extractor made of the page, its lines cut where the extractor cut them; nothing may be lost."""
    printed = {line.key: line for line in (*page.lines(), *page.furniture)}
    file_lines = _tidied(text).split("\n")
    glyphs = [
        glyph for number, line in enumerate(file_lines, 1) for glyph in _glyphs(number, line, pdf, printed)
    ]
    _check_complete(glyphs, printed)
    plain = [list(line) for line in file_lines]
    for glyph in glyphs:
        key, offset = glyph.source
        plain[glyph.line - 1][glyph.column] = printed[key].text[offset]
    return _rebuilt(page, glyphs, ["".join(line) for line in plain])


def _tidied(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\x0c", "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _glyphs(number: int, line: str, pdf: CipheredPdf, printed: dict[Key, PrintedLine]) -> Iterator[Glyph]:
    """The glyphs of one line of the text; ASCII is traced by the ciphered characters beside it."""
    known = [(at, pdf.meaning[char]) for at, char in enumerate(line) if char in pdf.meaning]
    for at, source in known:
        yield Glyph(source, number, at)
    bounded = [(-1, None), *known, (len(line), None)]
    for (before_at, before), (after_at, after) in pairwise(bounded):
        spots = [at for at in range(before_at + 1, after_at) if not line[at].isspace()]
        sources = _ascii_between(before, after, printed)
        written = "".join(line[at] for at in spots)
        if written != "".join(printed[key].text[offset] for key, offset in sources):
            raise UndecodableError(f"line {number}: {written!r} stands between two printed lines")
        for at, source in zip(spots, sources, strict=True):
            yield Glyph(source, number, at)


def _ascii_between(
    before: Source | None, after: Source | None, printed: dict[Key, PrintedLine]
) -> list[Source]:
    """The ASCII characters that the page prints behind one character and ahead of another."""
    behind = _ascii_run(before, 1, printed) if before else []
    ahead = _ascii_run(after, -1, printed)[::-1] if after else []
    if before and after and before[0] == after[0] and before[1] < after[1] and behind == ahead:
        return behind
    return behind + ahead


def _ascii_run(source: Source, step: int, printed: dict[Key, PrintedLine]) -> list[Source]:
    key, offset = source
    text = printed[key].text
    run: list[Source] = []
    offset += step
    while 0 <= offset < len(text) and (text[offset].isascii() or text[offset].isspace()):
        if not text[offset].isspace():
            run.append((key, offset))
        offset += step
    return run


def _check_complete(glyphs: list[Glyph], printed: dict[Key, PrintedLine]) -> None:
    found = sorted(glyph.source for glyph in glyphs)
    wanted = sorted(
        (key, offset)
        for key, line in printed.items()
        for offset, char in enumerate(line.text)
        if not char.isspace()
    )
    if found != wanted:
        raise UndecodableError(f"{len(wanted)} characters printed, {len(found)} extracted")


def _rebuilt(page: PrintedPage, glyphs: list[Glyph], file_lines: list[str]) -> DamagedPage:
    by_line = {
        key: list(group)
        for key, group in groupby(sorted(glyphs, key=lambda g: g.source), key=lambda g: g.source[0])
    }
    places: dict[Key, Place] = {}
    stories = []
    for story in page.stories:
        lines: list[PrintedLine] = []
        for line in story.lines:
            lines += _pieces(line, by_line[line.key], file_lines, len(lines), places)
        stories.append(replace(story, lines=tuple(lines)))
    furniture: list[PrintedLine] = []
    for line in page.furniture:
        furniture += _pieces(line, by_line[line.key], file_lines, len(furniture), places)
    rebuilt = PrintedPage(page.layout, tuple(stories), tuple(furniture))
    return DamagedPage(rebuilt, frozenset(), WrittenPage("\n".join(file_lines) + "\n", places))


def _pieces(
    line: PrintedLine, glyphs: list[Glyph], file_lines: list[str], first: int, places: dict[Key, Place]
) -> list[PrintedLine]:
    """The printed line as the extractor shows it: whole, or in as many pieces as it was torn into."""
    pieces: list[PrintedLine] = []
    runs = _runs(glyphs, file_lines)
    for order, run in enumerate(runs, first):
        start, end = run[0].column, run[-1].column + 1
        text = file_lines[run[0].line - 1][start:end]
        is_first, is_last = order == first, order == first + len(runs) - 1
        piece = replace(
            line, text=text, order=order, starts=line.starts and is_first, ends=line.ends and is_last
        )
        places[piece.key] = Place(run[0].line, start, end)
        pieces.append(piece)
    return pieces


def _runs(glyphs: list[Glyph], file_lines: list[str]) -> list[list[Glyph]]:
    """Glyphs that follow each other in one line of the text with at most one space between."""
    runs = [[glyphs[0]]]
    for before, after in pairwise(glyphs):
        if _side_by_side(before, after, file_lines):
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs


def _side_by_side(before: Glyph, after: Glyph, file_lines: list[str]) -> bool:
    if before.line != after.line or not before.column < after.column <= before.column + 2:
        return False
    between = file_lines[before.line - 1][before.column + 1 : after.column]
    return re.fullmatch(r"\s?", between) is not None
