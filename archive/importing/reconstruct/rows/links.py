"""A closer look at which cell stands below which, where a file runs in rows: each pair beside its rivals and neighbours.

The first look (``scores``) adds up evidence for each pair by itself; small trees see here what the first programme made of
the page: how wide its columns are, and what step the lines around a pair take.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from archive.importing.reconstruct import language
from archive.importing.reconstruct.columns.alignment import NEVER, Scores, lines_below
from archive.importing.reconstruct.columns.below import (
    BELOW_NAMES,
    SEAM_NAMES,
    WINDOW,
    below_evidence,
    column_of_pair,
    impossible,
)
from archive.importing.reconstruct.columns.traits import Bools, Floats, Ints, Traits
from archive.importing.reconstruct.learnt.trees import ODDS_CAP, forest

# What an end, and a start, costs beside a link, in log-odds. At 0 four true links in a hundred are missed more than here, at
# -2 half as many wrong ones are made again: on pages in rows of another generator.
LOOSE = -1.0

# Scores and language count no further than this in sums over neighbours, in log-odds.
SCORE_CAP, LANGUAGE_CAP = 6.0, 3.0

# What a pair that cannot be scores, where rivals are compared.
WORST = -20.0

# How many cells before and after a pair take part in how well its step suits them.
REACHES = (1, 2, 3, 6)

# The share of a column's lines that are no wider than its measure.
MEASURE_QUANTILE = 0.8

# A column longer than this, in cells, tells no more.
LONGEST_COLUMN = 40

_ABOVE = ("closed", "breaks_off", "bare", "left_open", "linking", "half_after")
_BELOW = ("opens", "dateline", "shuts", "clinging", "half_before", "bare", "closed")

LINK_NAMES = (
    "language",
    *SEAM_NAMES,
    "width above",
    "width below",
    "change of width",
    "lack above",
    "lack below",
    "change of width one step up",
    "change of width one step down",
    "as wide as the one above",
    "as wide as the one below",
    *(f"above: {name}" for name in _ABOVE),
    *(f"below: {name}" for name in _BELOW),
    "lone above",
    "lone below",
    "one step up closed",
    "one step down closed",
    "step",
    "file lines apart",
    "blocks apart",
    "offset differs",
    "above in a row of cells",
    "below in a row of cells",
    "above glued",
    "below glued",
    "cells in the row above",
    "cells in the row below",
    "place in the row above",
    "place in the row below",
    "first look",
    "first look, beside other cells below",
    "first look, beside other cells above",
    *(f"{what}, {reach} around" for reach in REACHES for what in ("step suits", "step suits best")),
    "linked at first",
    "step at first, further",
    "step of the cell before, further",
    "step of the cell after, further",
    "step of the second cell before, further",
    "step of the second cell after, further",
    "other cell above at first",
    "lack above in its column",
    "lack below in its column",
    "columns differ",
    "cell below in the column above",
    "length of the column above",
    "length of the column below",
)


def links_of(traits: Traits, lone: Floats, scores: Scores, first: Ints) -> Ints:
    """For each cell the one below it, -1 where its column ends; ``first`` is what the first look found."""
    odds = link_odds(traits, lone, scores, first)
    loose = np.full(len(odds), LOOSE)
    return lines_below(Scores(odds, loose, loose, end_again=0.0, start_again=0.0))


def link_odds(traits: Traits, lone: Floats, scores: Scores, first: Ints) -> Floats:
    """The log-odds that cell *i + 1 + s* stands below cell *i*, by *i* and *s*; ``NEVER`` where it cannot."""
    rows, real = link_traits(traits, lone, scores, first)
    trees = forest("links")
    odds = np.full(real.shape, NEVER)
    asked = trees.odds(rows[:, trees.columns_of(LINK_NAMES)])[:, 0]
    odds[real] = np.clip(asked, -ODDS_CAP, ODDS_CAP)
    return odds


def link_traits(traits: Traits, lone: Floats, scores: Scores, first: Ints) -> tuple[Floats, Bools]:
    """What tells true links: a row for each pair that can be, a column a name; and which pairs these are."""
    size = len(traits.texts)
    above, step = np.meshgrid(np.arange(size), np.arange(1, WINDOW + 1), indexing="ij")
    real = ~impossible(traits)
    above, step = above[real], step[real]
    below = above + step
    reads_on = _language(traits)
    found = [
        reads_on[real],
        *_of_words(traits, lone, real),
        *_of_widths(traits, above, below, step),
        *(getattr(traits, name)[above] for name in _ABOVE),
        *(getattr(traits, name)[below] for name in _BELOW),
        lone[above],
        lone[below],
        traits.closed[np.maximum(above - step, 0)],
        traits.closed[np.minimum(below + step, size - 1)],
        step,
        *_of_file(traits, above, below),
        *_of_rivals(reads_on, scores, real),
        *_of_first_look(first, above, below, step),
        *_of_columns(traits, first, above, below),
    ]
    return np.column_stack([np.asarray(column, dtype=float) for column in found]), real


def _of_words(traits: Traits, lone: Floats, real: Bools) -> Iterator[Floats]:
    evidence = below_evidence(traits, lone)[real]
    yield from (evidence[:, BELOW_NAMES.index(name)] for name in SEAM_NAMES)


def _language(traits: Traits) -> Floats:
    """What the language says of each pair, by *i* and *s*."""
    size = len(traits.texts)
    every = language.of_the_press().across(traits.texts, traits.texts)
    below = np.minimum(np.arange(size)[:, None] + np.arange(1, WINDOW + 1)[None, :], size - 1)
    return np.asarray(np.take_along_axis(every, below, axis=1))


def _of_widths(traits: Traits, above: Ints, below: Ints, step: Ints) -> Iterator[Floats | Ints]:
    width, size = traits.width, len(traits.width)
    column = column_of_pair(traits, above, below)
    yield width[above]
    yield width[below]
    yield width[below] - width[above]
    yield column - width[above]
    yield column - width[below]
    yield np.where(above >= step, width[above - step] - width[above], -9.0)
    down = np.minimum(below + step, size - 1)
    yield np.where(below + step < size, width[down] - width[below], -9.0)
    yield traits.alike[above]
    yield traits.alike[below]


def _of_file(traits: Traits, above: Ints, below: Ints) -> Iterator[Ints | Bools]:
    _, number, cells = np.unique(traits.row, return_inverse=True, return_counts=True)
    place = np.arange(len(traits.row)) - np.searchsorted(traits.row, traits.row)
    yield traits.row[below] - traits.row[above]
    yield traits.block[below] - traits.block[above]
    yield traits.offset[below] - traits.offset[above]
    yield from (traits.apart[above], traits.apart[below], traits.glued[above], traits.glued[below])
    yield from (cells[number][above], cells[number][below], place[above], place[below])


def _of_rivals(reads_on: Floats, scores: Scores, real: Bools) -> Iterator[Floats]:
    """The first look at each pair beside the other pairs of its cells, and how well its step suits the cells around."""
    score = np.where(real, np.maximum(scores.below, WORST), WORST)
    yield score[real]
    yield (score - _best_other(score))[real]
    yield (score - _shifted(_best_other(_shifted(score, 1)), -1))[real]
    both = np.clip(score, -SCORE_CAP, SCORE_CAP) + np.clip(reads_on, -LANGUAGE_CAP, LANGUAGE_CAP)
    for reach in REACHES:
        suits = _mean_around(both, reach)
        yield suits[real]
        yield (suits - suits.max(axis=1, keepdims=True))[real]


def _best_other(score: Floats) -> Floats:
    """For each entry the best of the others in its row."""
    ordered = np.sort(score, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(score == best, second, best)


def _shifted(score: Floats, way: int) -> Floats:
    """Pairs by the cell below instead of the cell above (``way`` 1), or back (-1)."""
    moved = np.full_like(score, WORST)
    for step in range(1, min(WINDOW, len(score) - 1) + 1):
        if way > 0:
            moved[step:, step - 1] = score[:-step, step - 1]
        else:
            moved[:-step, step - 1] = score[step:, step - 1]
    return moved


def _mean_around(values: Floats, reach: int) -> Floats:
    """The mean over so many rows before and after, each row's own values left out."""
    padded = np.pad(values, ((reach, reach), (0, 0)))
    sums = sum(padded[at : at + len(values)] for at in range(2 * reach + 1) if at != reach)
    return np.asarray(sums / (2 * reach))


def _of_first_look(first: Ints, above: Ints, below: Ints, step: Ints) -> Iterator[Ints | Bools]:
    taken = np.where(first >= 0, first - np.arange(len(first)), 0)
    around = np.pad(taken, (2, 2), mode="edge")
    yield first[above] == below
    yield taken[above] - step
    yield from (around[above + 2 + shift] - step for shift in (-1, 1, -2, 2))
    over = _above_of(first)
    yield np.where(over[below] >= 0, below - over[below] - step, 99)


def _of_columns(traits: Traits, first: Ints, above: Ints, below: Ints) -> Iterator[Floats | Ints]:
    """Each cell beside the column that the first look gave it."""
    column = columns_of(first)
    measure = np.zeros(len(first))
    for one in np.unique(column):
        measure[column == one] = np.quantile(traits.width[column == one], MEASURE_QUANTILE)
    length = np.minimum(np.bincount(column, minlength=len(first))[column], LONGEST_COLUMN)
    yield measure[above] - traits.width[above]
    yield measure[below] - traits.width[below]
    yield measure[above] - measure[below]
    yield measure[above] - traits.width[below]
    yield length[above]
    yield length[below]


def columns_of(below: Ints) -> Ints:
    """The first cell of each cell's column."""
    top = np.arange(len(below))
    for at, over in enumerate(_above_of(below)):
        if over >= 0:
            top[at] = top[over]
    return top


def _above_of(below: Ints) -> Ints:
    above = np.full(len(below), -1, dtype=np.int64)
    linked = np.flatnonzero(below >= 0)
    above[below[linked]] = linked
    return above
