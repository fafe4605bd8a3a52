"""The pages of a file, and the way from their rows back to its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from archive.errors import UnreadableFile
from archive.importing.alto import rows_of
from archive.importing.read import SourceText
from archive.importing.reconstruct.shapes import Piece, RawPage, Reconstruction, Rival, Story, Stretch

FORM_FEED = "\f"
# A fat weekend paper has 100 pages; a file of more is no paper.
MAX_PAGES = 500
# A printed page has about 700 lines. Candidate joins grow with the square of a page's lines.
MAX_PAGE_LINES = 20_000

# Whatever points at a stretch of one line.
Place = TypeVar("Place", Piece, Rival, Stretch)


class Spot(NamedTuple):
    """Where a row of a page begins in its file: line from 1, character from 0."""

    line: int
    start: int


@dataclass(frozen=True)
class Part:
    """One page of a file: its rows, where each of them begins, which of them stand in its margins, and its number as the
    file itself tells it.
    """

    page: RawPage
    spots: tuple[Spot, ...]
    in_margin: frozenset[int] = frozenset()
    printed_number: str = ""

    def without_margins(self) -> RawPage:
        """The page as it is put back together: what stands in its margins is no news."""
        lines = ("" if row in self.in_margin else line for row, line in enumerate(self.page.lines, 1))
        return replace(self.page, lines=tuple(lines)) if self.in_margin else self.page

    def margins(self) -> tuple[Piece, ...]:
        """What stands in the margins of the page."""
        rows = ((row, self.page.lines[row - 1]) for row in sorted(self.in_margin))
        return tuple(Piece(row, 0, len(line), line) for row, line in rows)


# Where a row begins that no line of the file prints.
NOWHERE = Spot(0, 0)


def pages_of(source: SourceText) -> list[Part]:
    """The pages of a file that have any printed character. UnreadableFile names the limit that a file passes."""
    pages = len(source.layout) or sum(line.count(FORM_FEED) for line in source.lines) + 1
    if pages > MAX_PAGES:
        raise _too_many(source.name, "版 pages", pages, MAX_PAGES)
    found = _printed_pages(source) if source.layout else _parts(source)
    parts = [part for part in found if any(map(str.strip, part.page.lines))]
    for part in parts:
        if len(part.page.lines) > MAX_PAGE_LINES:
            raise _too_many(source.name, "行一版 lines on a page", len(part.page.lines), MAX_PAGE_LINES)
    return parts


def _parts(source: SourceText) -> Iterator[Part]:
    """What stands between form feeds, with the places where its lines begin."""
    lines: list[str] = []
    spots: list[Spot] = []
    for number, line in enumerate(source.lines, 1):
        start = 0
        for place, piece in enumerate(line.split(FORM_FEED)):
            if place:
                yield Part(RawPage(source.name, tuple(lines), source.encoding), tuple(spots))
                lines, spots = [], []
            lines.append(piece)
            spots.append(Spot(number, start))
            start += len(piece) + 1
    yield Part(RawPage(source.name, tuple(lines), source.encoding), tuple(spots))


def _printed_pages(source: SourceText) -> Iterator[Part]:
    """The pages of a file with coordinates, what stands in their margins first."""
    for page in source.layout:
        margin = [row for line in page.lines if line.in_margin for row in rows_of([line])]
        body = rows_of([line for line in page.lines if not line.in_margin])
        rows = [*margin, None, *body] if margin else body
        yield Part(
            RawPage(source.name, tuple(row.text if row else "" for row in rows), source.encoding),
            tuple(Spot(row.line, row.start) if row else NOWHERE for row in rows),
            frozenset(range(1, len(margin) + 1)),
            page.printed_number,
        )


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
    """Each place where it stands in the file."""
    return tuple(_at(place, part.spots[place.line - 1]) for place in places)


def _at(place: Place, spot: Spot) -> Place:
    return replace(place, line=spot.line, start=place.start + spot.start, end=place.end + spot.start)


def _too_many(name: str, unit: str, found: int, limit: int) -> UnreadableFile:
    """Names the limit that a file passes."""
    return UnreadableFile(
        f"{name}：{found:,} {unit}，超过上限 {limit:,}。请拆分后再导入。",
        f"{name}: {found:,} {unit}: over the limit of {limit:,}. Split it and import the parts.",
    )
