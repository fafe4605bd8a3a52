"""Several pages in one file, parted by form feeds: each is put back together by itself, on the lines of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeVar

from archive.errors import UnreadableFile
from archive.importing.read import SourceText
from archive.importing.reconstruct.shapes import Piece, RawPage, Reconstruction, Rival, Story, Stretch

FORM_FEED = "\f"
# A fat weekend paper has 100 pages; a file of more is no paper.
MAX_PAGES = 500
# A printed page has about 700 lines. Candidate joins grow with the square of a page's lines.
MAX_PAGE_LINES = 20_000

# Whatever points at a stretch of one line.
Place = TypeVar("Place", Piece, Rival, Stretch)


class Part(NamedTuple):
    """One page of a file, and where in the file it begins: lines before it, characters before it in its first line."""

    page: RawPage
    lines_before: int
    chars_before: int


def pages_of(source: SourceText) -> list[Part]:
    """The pages of a file that have any printed character. UnreadableFile names the limit that a file passes."""
    text = "\n".join(source.lines)
    pages = text.count(FORM_FEED) + 1
    if pages > MAX_PAGES:
        raise _too_many(source.name, "版 pages", pages, MAX_PAGES)
    parts = [part for part in _parts(source, text) if any(map(str.strip, part.page.lines))]
    for part in parts:
        if len(part.page.lines) > MAX_PAGE_LINES:
            raise _too_many(source.name, "行一版 lines on a page", len(part.page.lines), MAX_PAGE_LINES)
    return parts


def _parts(source: SourceText, text: str) -> Iterator[Part]:
    """What stands between form feeds, with the place where it begins."""
    lines_before = chars_before = 0
    for piece in text.split(FORM_FEED):
        lines = piece.split("\n")
        yield Part(RawPage(source.name, tuple(lines), source.encoding), lines_before, chars_before)
        chars_before = len(lines[-1]) + 1 + (chars_before if len(lines) == 1 else 0)
        lines_before += len(lines) - 1


def on_the_file(found: Reconstruction, part: Part) -> Reconstruction:
    """The same page with the line and character numbers of the file instead of its own."""
    return Reconstruction(
        stories=tuple(_story(story, part) for story in found.stories),
        furniture=_moved(found.furniture, part),
        unassigned=_moved(found.unassigned, part),
    )


def _story(story: Story, part: Part) -> Story:
    """A story whose line map and rivals point into the file."""
    doubts = (replace(doubt, rivals=_moved(doubt.rivals, part)) for doubt in story.doubts)
    return replace(story, lines=_moved(story.lines, part), doubts=tuple(doubts))


def _moved(places: Iterable[Place], part: Part) -> tuple[Place, ...]:
    """Each place down by the lines before the page, and along by the characters before it in its first line."""
    return tuple(
        replace(
            place,
            line=place.line + part.lines_before,
            start=place.start + (part.chars_before if place.line == 1 else 0),
            end=place.end + (part.chars_before if place.line == 1 else 0),
        )
        for place in places
    )


def _too_many(name: str, unit: str, found: int, limit: int) -> UnreadableFile:
    """Names the limit that a file passes."""
    return UnreadableFile(
        f"{name}：{found:,} {unit}，超过上限 {limit:,}。请拆分后再导入。",
        f"{name}: {found:,} {unit}: over the limit of {limit:,}. Split it and import the parts.",
    )
