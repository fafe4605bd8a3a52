"""From lines with coordinates to rows in reading order: column by column, an empty row where a strip of text ends.

Lines that stand under each other make a strip; strips make zones, each under its heading; zones, and the strips in them,
are read from the top left. A page without coordinates keeps the order of its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from archive.importing.alto.elements import AltoLine
from archive.importing.alto.strips import Piece, strips_of
from archive.importing.alto.zones import zones_in_order

# A page of more pieces, or of more strips, is none that anybody set: it keeps the order of its file. Time grows with the
# square of them; a broadsheet page has about 700 lines in a hundred strips.
MAX_PIECES, MAX_STRIPS = 3000, 1000

# A line is vertical where it is so many times as high as wide and holds so many characters; a page, where most of its
# characters stand in such lines.
VERTICAL_FROM, VERTICAL_MIN_CHARS = 2.0, 3

# A row of a page as it is to be read: a piece of a line, or None where a strip of text ends.
Row = Piece | None


def rows_of(lines: Sequence[AltoLine]) -> list[Row]:
    """The rows of some lines of a page, in reading order."""
    pieces = [piece for line in lines for piece in _pieces(line)]
    rows: list[Row] = []
    for strip in _in_order(pieces):
        rows += [None, *strip] if rows else strip
    return rows


def _pieces(line: AltoLine) -> Iterator[Piece]:
    """What each column prints of a line."""
    for start, end, box in line.cells:
        yield Piece(line.number, start, end, line.text[start:end], box, line.size)


def _in_order(pieces: Sequence[Piece]) -> Iterable[Sequence[Piece]]:
    """The strips of a page as they are read; without coordinates, the blocks of its file."""
    if len(pieces) > MAX_PIECES or not any(piece.box for piece in pieces):
        return _blocks(pieces)
    strips = strips_of(_turned(pieces) if _are_vertical(pieces) else pieces)
    if len(strips) > MAX_STRIPS:
        return _blocks(pieces)
    return (strip.pieces for strip in zones_in_order(strips))


def _blocks(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """Pieces as they follow each other in the file; an empty line of the printed text parts two blocks."""
    numbered = enumerate(dict.fromkeys(piece.line for piece in pieces))
    block_of = {line: line - place for place, line in numbered}
    for _, block in groupby(pieces, key=lambda piece: block_of[piece.line]):
        yield list(block)


def _are_vertical(pieces: Sequence[Piece]) -> bool:
    """Does most of the text run from top to bottom?"""
    chars = sum(len(piece.text) for piece in pieces)
    return 2 * sum(len(piece.text) for piece in pieces if _is_vertical(piece)) > chars


def _is_vertical(piece: Piece) -> bool:
    if piece.box is None or len(piece.text) < VERTICAL_MIN_CHARS:
        return False
    return piece.box.height > VERTICAL_FROM * piece.box.width


def _turned(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces as they stand when the page is turned until vertical lines run across."""
    return [piece.placed(piece.box.turned()) if piece.box else piece for piece in pieces]
