"""Cells: what one column prints on one line, even where spaces part it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.importing.reconstruct.lines import Line

# A file line of several cells is a row across columns only where its neighbours are: so many of the file lines up to
# three before and after it, itself included. Alone it is a dateline, a folio or a row of a table.
NEIGHBOUR_ROWS = 3
LEAST_ROWS_OF_CELLS = 3

# Share of a file's lines that single spaces must tie together before such a space may part two columns; in other
# files a single space stands inside a printed line.
GLUED_SHARE = 0.2


@dataclass(frozen=True)
class Cell:
    """The lines that make up one cell, in file order; ``apart`` where it stands beside others in its file line."""

    lines: tuple[Line, ...]
    apart: bool

    @property
    def text(self) -> str:
        """What the cell prints."""
        return " ".join(line.text for line in self.lines)

    @property
    def row(self) -> int:
        """The line of the file it stands in, from 1."""
        return self.lines[0].row

    @property
    def offset(self) -> int:
        """Where in its file line it starts, in characters from 0."""
        return self.lines[0].start

    @property
    def block(self) -> int:
        """The number of its block in the file."""
        return self.lines[0].block

    @property
    def glued(self) -> bool:
        """Does a single space tie it to the cell before it?"""
        return self.lines[0].glued


def cells_of(lines: Sequence[Line]) -> list[Cell]:
    """The file's cells in file order; every line is in one."""
    rows = [list(group) for _, group in groupby(lines, key=lambda line: line.row)]
    parted = [any(line.beside for line in row) for row in rows]
    single_spaces_part = sum(line.glued for line in lines) >= GLUED_SHARE * len(lines)
    return [
        cell
        for at, row in enumerate(rows)
        for cell in _cells_of_row(row, _among_rows_of_cells(parted, at), single_spaces_part)
    ]


def _among_rows_of_cells(parted: Sequence[bool], at: int) -> bool:
    near = parted[max(0, at - NEIGHBOUR_ROWS) : at + NEIGHBOUR_ROWS + 1]
    return parted[at] and sum(near) >= LEAST_ROWS_OF_CELLS


def _cells_of_row(row: Sequence[Line], apart: bool, single_spaces_part: bool) -> list[Cell]:
    cells: list[list[Line]] = []
    for line in row:
        parts = line.beside if apart else line.glued and single_spaces_part
        if parts or not cells:
            cells.append([line])
        else:
            cells[-1].append(line)
    return [Cell(tuple(cell), apart) for cell in cells]
