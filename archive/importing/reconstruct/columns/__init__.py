"""Interleaved columns separated: lines in the order in which columns run, whatever way the file was read.

cells → traits → scores → one dynamic programme (``alignment``) → bands in rows → pieces in reading order → lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from archive.importing.reconstruct.columns.alignment import lines_below
from archive.importing.reconstruct.columns.bands import bands_of, without_entrances
from archive.importing.reconstruct.columns.cells import Cell, cells_of
from archive.importing.reconstruct.columns.lone import lone_odds
from archive.importing.reconstruct.columns.pieces import in_reading_order, pieces_of
from archive.importing.reconstruct.columns.relined import Run, relined
from archive.importing.reconstruct.columns.scores import scores_of
from archive.importing.reconstruct.columns.traits import Floats, Ints, Traits, traits_of
from archive.importing.reconstruct.joins.evidence import head_of, tail_of, word_across
from archive.importing.reconstruct.joins.features import WORD_EVIDENCE_CAP
from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.rows import read_in_columns

__all__ = ["unwoven"]

# A file of fewer lines has no rows to speak of; one of more is several pages or a heap, and is taken as it is, for
# the evidence of a line takes some 20 kB.
LEAST_LINES, MOST_LINES = 4, 2100

# Where bands hold this share of a file's cells, the whole file runs in rows: what stands between bands are rows too, of
# headings and of columns that end together. Of tuning pages in rows bands hold two thirds at least, of those damaged
# otherwise a twelfth at most; a page whose half is a band among columns in plain order is to stay in it.
MOSTLY_ROWS = 0.66

# By what factor more words must be whole when columns are separated. On tuning pages those in rows gain five times as
# many; where an ordinary page was taken apart in error it gained a twentieth, by chance.
WORDS_GAINED = 1.25


def unwoven(lines: Sequence[Line]) -> list[Line]:
    """The printed lines in the order in which columns run: down each, left to right, band by band.

    A file that does not run across columns comes back as it was; so does one whose words would be torn more than before.
    """
    if not LEAST_LINES <= len(lines) <= MOST_LINES:
        return list(lines)
    cells = cells_of(lines)
    traits = traits_of(cells)
    lone = lone_odds(traits)
    scores = scores_of(traits, lone)
    first = lines_below(scores)
    below = without_entrances(first, traits.row)
    bands = bands_of(below, scores, traits.apart, lone)
    if not bands:
        return list(lines)
    if sum(map(len, bands)) >= MOSTLY_ROWS * len(cells):
        pieces = read_in_columns(cells, traits, scores, first)
        runs = [Run(tuple(cells[at] for at in piece.cells), as_filed=False) for piece in pieces]
    else:
        runs = _in_bands(cells, bands, below, traits, lone)
    separated = relined(runs)
    return separated if whole_words(separated) > WORDS_GAINED * whole_words(lines) else list(lines)


def _in_bands(
    cells: Sequence[Cell], bands: Sequence[range], below: Ints, traits: Traits, lone: Floats
) -> list[Run]:
    """The file as it is but for its bands, which are read down their columns."""
    runs: list[Run] = []
    reached = 0
    for band in bands:
        if reached < band.start:
            runs.append(Run(tuple(cells[reached : band.start]), as_filed=True))
        pieces = in_reading_order(pieces_of(band, below, lone), traits)
        runs += [Run(tuple(cells[at] for at in piece.cells), as_filed=False) for piece in pieces]
        reached = band.stop
    return [*runs, Run(tuple(cells[reached:]), as_filed=True)]


def whole_words(lines: Sequence[Line]) -> float:
    """How much the words of the dictionary that are broken between two lines in turn speak for their order."""
    return sum(
        min(word_across(tail_of(one.text), head_of(other.text)), WORD_EVIDENCE_CAP)
        for one, other in pairwise(lines)
    )
