"""A file in rows, taken apart with a closer look than ``columns`` takes at every file.

cells → which stand alone → which stands below which → pieces of columns, and headings → runs → headings over them.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.importing.reconstruct.columns.alignment import Scores
from archive.importing.reconstruct.columns.cells import Cell
from archive.importing.reconstruct.columns.pieces import Piece, pieces_between_headings
from archive.importing.reconstruct.columns.traits import Ints, Traits
from archive.importing.reconstruct.rows.alone import lone_odds_again
from archive.importing.reconstruct.rows.headings import with_headings_over
from archive.importing.reconstruct.rows.links import links_of
from archive.importing.reconstruct.rows.succession import in_succession

__all__ = ["read_in_columns"]


def read_in_columns(cells: Sequence[Cell], traits: Traits, scores: Scores, first: Ints) -> list[Piece]:
    """The pieces of columns and headings that a file in rows falls into, in the order of reading.

    ``scores`` and ``first`` are what the first look found: how well each cell stands below each, and the links chosen.
    """
    lone = lone_odds_again(cells, traits)
    links = links_of(traits, lone, scores, first)
    runs = in_succession(pieces_between_headings(links, lone), traits, lone)
    return with_headings_over(runs, traits, lone)
