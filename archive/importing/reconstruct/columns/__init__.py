"""Interleaved columns separated: lines in the order in which columns run, whatever way the file was read.

cells → traits → scores → one dynamic programme (``alignment``) → bands in rows → pieces in reading order → lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.importing.reconstruct.columns.alignment import lines_below
from archive.importing.reconstruct.columns.bands import bands_of, without_entrances
from archive.importing.reconstruct.columns.cells import cells_of
from archive.importing.reconstruct.columns.lone import lone_odds
from archive.importing.reconstruct.columns.pieces import in_reading_order, pieces_of
from archive.importing.reconstruct.columns.relined import Run, relined
from archive.importing.reconstruct.columns.scores import scores_of
from archive.importing.reconstruct.columns.traits import traits_of
from archive.importing.reconstruct.lines import Line

__all__ = ["unwoven"]

# A file of fewer lines has no rows to speak of; one of more is several pages or a heap, and is taken as it is, for
# the evidence of a line takes some 20 kB.
LEAST_LINES, MOST_LINES = 4, 2100


def unwoven(lines: Sequence[Line]) -> list[Line]:
    """The printed lines in the order in which columns run: down each, left to right, band by band.

    A file that does not run across columns comes back as it was.
    """
    if not LEAST_LINES <= len(lines) <= MOST_LINES:
        return list(lines)
    cells = cells_of(lines)
    traits = traits_of(cells)
    lone = lone_odds(traits)
    scores = scores_of(traits, lone)
    below = without_entrances(lines_below(scores), traits.row)
    runs: list[Run] = []
    reached = 0
    for band in bands_of(below, scores, traits.apart, lone):
        if reached < band.start:
            runs.append(Run(tuple(cells[reached : band.start]), as_filed=True))
        pieces = in_reading_order(pieces_of(band, below, lone), traits)
        runs += [Run(tuple(cells[at] for at in piece.cells), as_filed=False) for piece in pieces]
        reached = band.stop
    if not runs:
        return list(lines)
    return relined([*runs, Run(tuple(cells[reached:]), as_filed=True)])
