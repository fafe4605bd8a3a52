"""Pieces of columns, and the order in which a reader takes them: left to right, each heading over its story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.importing.reconstruct.columns.traits import Floats, Ints, Traits

# Of a column's first lines so many tell its width.
MEASURED_CELLS = 4

# How many of a column's first cells are compared with a heading: a story's lead repeats what its headline says.
LEAD_CELLS = 30

# What speaks for a heading standing over a column, in units of one word of its own that they share: the column opens
# a story; it only begins a paragraph; it begins inside one; another column begins in between; the next heading
# stands over it too.
OPENS_STORY, OPENS_PARAGRAPH, GOES_ON, PASSED, TOGETHER = 2.0, 0.7, -1.5, -0.8, 0.5

# A paragraph's first line is narrower than the column by more than this, in em.
SET_IN_EM = 1.3


@dataclass(frozen=True)
class Piece:
    """Cells of a band that stand below each other, by place; or a heading's."""

    cells: tuple[int, ...]
    heading: bool

    @property
    def first(self) -> int:
        """The place of its first cell."""
        return self.cells[0]


def pieces_of(band: range, below: Ints, lone: Floats) -> list[Piece]:
    """The pieces that a band falls into, by their first cells."""
    taken: set[int] = set()
    pieces = []
    for first in band:
        if first in taken:
            continue
        cells = [first]
        while int(below[cells[-1]]) in band:
            cells.append(int(below[cells[-1]]))
        taken.update(cells)
        pieces += _parted(cells, lone)
    return sorted(pieces, key=lambda piece: piece.first)


def pieces_between_headings(below: Ints, lone: Floats) -> list[Piece]:
    """The pieces of a whole file in rows: columns, cut wherever a heading stands in them; headings likewise."""
    taken: set[int] = set()
    pieces = []
    for first in range(len(below)):
        if first in taken:
            continue
        cells = [first]
        while below[cells[-1]] >= 0:
            cells.append(int(below[cells[-1]]))
        taken.update(cells)
        alike = groupby(cells, key=lambda cell: bool(lone[cell] > 0))
        pieces += [Piece(tuple(together), heading=heading) for heading, together in alike]
    return sorted(pieces, key=lambda piece: piece.first)


def _parted(cells: Sequence[int], lone: Floats) -> list[Piece]:
    """A chain of cells as the lines of headings that it begins with, each apart, and the column under them."""
    text = next((number for number, cell in enumerate(cells) if lone[cell] <= 0), len(cells))
    heads = [Piece((cell,), heading=True) for cell in cells[:text]]
    return [*heads, Piece(tuple(cells[text:]), heading=False)] if text < len(cells) else heads


def in_reading_order(pieces: Sequence[Piece], traits: Traits) -> list[Piece]:
    """Columns from left to right, each heading right before the column that it stands over."""
    columns = _left_to_right([piece for piece in pieces if not piece.heading], traits)
    headings = [piece for piece in pieces if piece.heading]
    over = _columns_under(headings, columns, traits)
    ordered: list[Piece] = []
    for column in columns:
        ordered += [heading for heading in headings if over.get(heading) is column]
        ordered.append(column)
    return ordered + [heading for heading in headings if heading not in over]


def _left_to_right(columns: Sequence[Piece], traits: Traits) -> list[Piece]:
    """A column that begins between two others in the file stands between them on the page."""
    owner = {cell: column for column in columns for cell in column.cells}
    cells = sorted(owner)
    ordered: list[Piece] = []
    for number, cell in enumerate(cells):
        column = owner[cell]
        if column.first != cell:
            continue
        before = owner[cells[number - 1]] if number else None
        after = next((owner[other] for other in cells[number + 1 :] if owner[other].first < cell), None)
        same_row = (
            number > 0 and bool(traits.apart[cell]) and traits.row[cell] == traits.row[cells[number - 1]]
        )
        ordered.insert(_place_between(ordered, before, after, same_row=same_row), column)
    return ordered


def _place_between(
    ordered: Sequence[Piece], before: Piece | None, after: Piece | None, *, same_row: bool
) -> int:
    """Where a new column goes among those known: behind all that ended between its neighbours."""
    if before is None or after is None:
        return len(ordered)
    left, right = ordered.index(before), ordered.index(after)
    if left < right:
        return right
    ended_on_the_left_only = right > 0 and left == len(ordered) - 1
    return right if ended_on_the_left_only and not same_row else len(ordered)


def _columns_under(headings: Sequence[Piece], columns: Sequence[Piece], traits: Traits) -> dict[Piece, Piece]:
    """The column that each heading stands over; headings with no column behind them are left out."""
    leads = {column: words_of(column.cells[:LEAD_CELLS], traits) for column in columns}
    spread = Counter(word for words in leads.values() for word in words)
    over: dict[Piece, Piece] = {}
    next_over: Piece | None = None
    for heading in reversed(headings):
        words = words_of(heading.cells, traits)
        best, most = None, float("-inf")
        behind = sorted(
            (column for column in columns if column.first > heading.first), key=lambda column: column.first
        )
        for passed, column in enumerate(behind):
            shared = sum(1 / spread[word] for word in words & leads[column])
            fits = shared + _opening(column, traits) + PASSED * passed + TOGETHER * (column is next_over)
            if fits > most:
                best, most = column, fits
        if best is not None:
            over[heading] = next_over = best
    return over


def words_of(cells: Sequence[int], traits: Traits) -> set[str]:
    """Every two Han characters that stand side by side in the cells."""
    text = "".join(traits.texts[cell] for cell in cells)
    return {
        text[at : at + 2]
        for at in range(len(text) - 1)
        if all("\u4e00" <= c <= "\u9fff" for c in text[at : at + 2])
    }


def _opening(column: Piece, traits: Traits) -> float:
    """How far a column's first line opens a story."""
    if traits.dateline[column.first]:
        return OPENS_STORY
    measure = traits.width[list(column.cells[:MEASURED_CELLS])].max()
    return OPENS_PARAGRAPH if measure - traits.width[column.first] > SET_IN_EM else GOES_ON
