"""Zones: strips of text that stand under one heading, in however many columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from archive.importing.alto.boxes import Box, around, is_over
from archive.importing.alto.order import in_reading_order
from archive.importing.alto.strips import Strip

# So many times as large as running text, type heads something: decks are set a fifth larger. Told in points or, less
# surely, by the heights of boxes.
HEADING_POINTS, HEADING_HEIGHT = 1.15, 1.3
# So many times as large, even a heading no wider than its column heads a story and no section of the one above it.
STORY_HEADING = 1.5
# How much wider than a column a heading of one column may be: boxes are never exact.
ONE_COLUMN = 1.2
# What is further below than this, in lines of running text, has a picture between or nothing to do with it.
NEAR_LINES = 3.0


def zones_in_order(strips: Sequence[Strip]) -> list[Strip]:
    """The strips as they are read, zone by zone; ``strips`` come by their heads, from the top."""
    by_zone: dict[int, list[Strip]] = defaultdict(list)
    for strip, zone in zip(strips, zones_of(strips), strict=True):
        by_zone[zone].append(strip)
    zones = list(by_zone.values())
    boxes = [around(strip.box for strip in zone) or Box(0, 0, 0, 0) for zone in zones]
    return [
        zones[zone][place]
        for zone in in_reading_order(boxes)
        for place in in_reading_order([strip.box for strip in zones[zone]])
    ]


def zones_of(strips: Sequence[Strip]) -> list[int]:
    """For each strip the zone that it belongs to; ``strips`` come by their heads, from the top."""
    sheet = _Sheet.of(strips)
    for place in range(len(strips)):
        sheet.zones.append(_zone(sheet, place))
    return sheet.zones


@dataclass
class _Sheet:
    """A page's strips, what is usual among them, and the zones found so far."""

    strips: Sequence[Strip]
    line: float
    size: float
    column: float
    zones: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, strips: Sequence[Strip]) -> _Sheet:
        return cls(
            strips,
            _usual(strips, lambda strip: strip.height),
            _usual(strips, lambda strip: strip.size),
            _usual(strips, lambda strip: strip.box.width),
        )

    def heads(self, strip: Strip) -> bool:
        """Is it set larger than running text?"""
        if strip.pieces[0].size:
            return strip.size >= HEADING_POINTS * self.size
        return strip.height >= HEADING_HEIGHT * self.line

    def may_be_crosshead(self, strip: Strip) -> bool:
        """Is it a heading no wider than a column, and not much larger than running text?"""
        return strip.box.width <= ONE_COLUMN * self.column and strip.size < STORY_HEADING * self.size

    def above(self, place: int) -> int | None:
        """The nearest strip that stands over one."""
        box = self.strips[place].box
        over = [
            at
            for at in range(place)
            if self.strips[at].box.bottom <= box.top + self.line and is_over(self.strips[at].box, box)
        ]
        return max(over, key=lambda at: self.strips[at].box.bottom, default=None)

    def left_of(self, place: int) -> int | None:
        """The nearest strip in the columns to the left, at the height where one begins."""
        box = self.strips[place].box
        beside = [
            at
            for at in range(place)
            if self.strips[at].box.right <= box.left + self.line and self.strips[at].box.bottom >= box.top
        ]
        return max(beside, key=lambda at: self.strips[at].box.right, default=None)

    def lines_between(self, upper: int, lower: int) -> float:
        """The empty room between two strips, in lines of running text."""
        return (self.strips[lower].box.top - self.strips[upper].box.bottom) / self.line


def _usual(strips: Sequence[Strip], measure: Callable[[Strip], float]) -> float:
    """What most characters of a page have of a measure: its median, characters counted."""
    half = sum(strip.chars for strip in strips) / 2
    for strip in sorted(strips, key=measure):
        half -= strip.chars
        if half <= 0:
            return measure(strip)
    return 0.0


def _zone(sheet: _Sheet, place: int) -> int:
    """The zone of a strip, those over it and to its left being in theirs. A new one is named by its first strip."""
    above = sheet.above(place)
    if sheet.heads(sheet.strips[place]):
        return place if above is None else _zone_of_heading(sheet, place, above)
    left = sheet.left_of(place)
    if above is None:
        return place if left is None else sheet.zones[left]
    if left is None or sheet.lines_between(above, place) <= NEAR_LINES:
        return sheet.zones[above]
    # A picture is between. Where the story to the left began below what stands over the picture, the picture is its own.
    began = sheet.strips[sheet.zones[left]].box.top
    return sheet.zones[left] if began >= sheet.strips[above].box.bottom - sheet.line else sheet.zones[above]


def _zone_of_heading(sheet: _Sheet, place: int, above: int) -> int:
    """A heading goes on with the one right over it, or heads a section of the text over it, or begins a zone."""
    over, heading = sheet.strips[above], sheet.strips[place]
    is_near = sheet.lines_between(above, place) <= NEAR_LINES
    if is_near and (sheet.heads(over) or sheet.may_be_crosshead(heading)):
        return sheet.zones[above]
    return place
