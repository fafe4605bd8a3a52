"""Pieces of lines that stand under each other in one column, in one size: strips of text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from archive.importing.alto.boxes import Box, around, is_over, shared_height

# From the foot of a line to the head of the next in its paragraph or stack, at most, in heights of the line.
LEADING_MAX = 1.2
# What recognizers tear apart in one row stands as near as this, in heights of the line. Columns never do.
TORN_MAX = 0.35
# Sizes of type that are one: told in points they are exact; told by heights of boxes, a line without high or deep
# strokes is lower than its neighbours.
SAME_POINTS, SAME_HEIGHT = 1.05, 1.5


@dataclass(frozen=True)
class Piece:
    """A stretch of a line of the printed text, its place on the paper, and its size in points (0 where nobody says)."""

    line: int
    start: int
    end: int
    text: str
    box: Box | None
    size: float

    def placed(self, box: Box) -> Piece:
        """The same in another place."""
        return replace(self, box=box)


@dataclass(frozen=True)
class Strip:
    """Pieces in reading order that stand together, and the room they take."""

    pieces: tuple[Piece, ...]
    box: Box

    @property
    def size(self) -> float:
        """The size of its type: in points or, where nobody says, as high as its lines are."""
        return max(piece.size for piece in self.pieces) or self.height

    @property
    def height(self) -> float:
        """How high its lines are."""
        return median(piece.box.height for piece in self.pieces if piece.box)

    @property
    def chars(self) -> int:
        return sum(len(piece.text) for piece in self.pieces)


def strips_of(pieces: Sequence[Piece]) -> list[Strip]:
    """Every piece in one strip, the strips by their heads. Pieces without a place stay with the one before them."""
    units = sorted(_units(pieces), key=lambda unit: (unit.box.top, unit.box.left))
    below = _below(units)
    heads = set(range(len(units))) - set(below.values())
    return [_chained(units, below, head) for head in sorted(heads)]


def _units(pieces: Iterable[Piece]) -> Iterator[Strip]:
    """Pieces that the file gives one after another and that stand in one row, touching; and what has no place."""
    together: list[Piece] = []
    for piece in pieces:
        if together and not _goes_with(together, piece):
            yield _strip(together)
            together = []
        together.append(piece)
    if together:
        yield _strip(together)


def _goes_with(together: Sequence[Piece], piece: Piece) -> bool:
    """Is a piece the rest of the row that these begin, or without a place of its own?"""
    last = next((one.box for one in reversed(together) if one.box), None)
    if last is None or piece.box is None:
        return True
    height = min(last.height, piece.box.height)
    is_near = -height <= piece.box.left - last.right <= TORN_MAX * height
    return is_near and shared_height(last, piece.box) >= height / 2


def _strip(pieces: Iterable[Piece]) -> Strip:
    pieces = tuple(pieces)
    box = around(piece.box for piece in pieces)
    return Strip(pieces, box or Box(0, 0, 0, 0))


def _below(units: Sequence[Strip]) -> dict[int, int]:
    """For each unit the one right under it, where each is the other's nearest."""
    tops = [unit.box.top for unit in units]
    nearest: dict[int, int] = {}
    above: dict[int, int] = {}
    for place, unit in enumerate(units):
        first = bisect_left(tops, (unit.box.top + unit.box.bottom) / 2)
        last = bisect_right(tops, unit.box.bottom + LEADING_MAX * unit.height)
        under = [at for at in range(first, last) if _continues(unit, units[at])]
        if under:
            nearest[place] = under[0]
        for at in under:
            if at not in above or units[above[at]].box.bottom < unit.box.bottom:
                above[at] = place
    return {place: at for place, at in nearest.items() if above[at] == place}


def _continues(unit: Strip, other: Strip) -> bool:
    """Could the other be the next line of the same column?"""
    return is_over(unit.box, other.box) and is_one_size(unit, other)


def is_one_size(one: Strip, other: Strip) -> bool:
    """Are two strips set in the same size of type, as far as the file tells?"""
    first, second = (strip.pieces[0].size for strip in (one, other))
    if first and second:
        return max(first, second) <= SAME_POINTS * min(first, second)
    return max(one.height, other.height) <= SAME_HEIGHT * min(one.height, other.height)


def _chained(units: Sequence[Strip], below: dict[int, int], head: int) -> Strip:
    """The strip that begins with a unit."""
    pieces, place = list(units[head].pieces), head
    while place in below:
        place = below[place]
        pieces += units[place].pieces
    return _strip(pieces)
