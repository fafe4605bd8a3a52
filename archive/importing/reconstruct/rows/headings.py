"""Which run of columns each heading stands over, where a file runs in rows: lines of headings side by side share rows.

A heading says what its story says: its words are held against the whole run, beside the other headings and the other runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from archive.importing.reconstruct.columns.pieces import Piece, words_of
from archive.importing.reconstruct.columns.traits import Floats, Ints, Traits
from archive.importing.reconstruct.learnt.trees import forest

# How far a heading stands from its run tells no more beyond this, in cells.
FAR_CELLS = 200

# A longer run, in cells, tells no more.
LONGEST_RUN = 120

_OF_HEADING = ("width", "bare", "closed", "alike", "half_after", "half_before", "opens")
_OF_RUN = ("opens", "dateline", "clinging", "half_before", "width")

OVER_NAMES = (
    "words shared",
    "words shared, beside other runs",
    "words shared, beside other headings",
    "words in common",
    "begins after it, cells",
    "begins after it, file lines",
    "runs that begin between",
    "headings that begin between",
    "offset after it",
    *(f"heading: {name}" for name in _OF_HEADING),
    *(f"run: {name}" for name in _OF_RUN),
    "lone",
    "cells in the run",
    "pieces in the run",
    "over it by succession",
    "runs later in the row of headings",
    "headings later in the row of headings",
    "another heading right before",
    "another heading right after",
)


@dataclass(frozen=True)
class Run:
    """Pieces in the order in which they are read; headings are lines of their own."""

    pieces: tuple[Piece, ...]

    @property
    def headings(self) -> tuple[Piece, ...]:
        """Its headings."""
        return tuple(piece for piece in self.pieces if piece.heading)

    @property
    def columns(self) -> tuple[Piece, ...]:
        """Its pieces of columns."""
        return tuple(piece for piece in self.pieces if not piece.heading)

    @property
    def first(self) -> int:
        """The first cell of its columns."""
        return self.columns[0].first


def with_headings_over(runs: Sequence[Run], traits: Traits, lone: Floats) -> list[Piece]:
    """The pieces in the order of reading, each heading over the run that it suits best."""
    texts = [run for run in runs if run.columns]
    headings = sorted((one for run in runs for one in run.headings), key=lambda one: one.first)
    if not texts or not headings:
        return [piece for run in runs for piece in run.pieces]
    odds = over_odds(headings, runs, traits, lone)
    over: dict[int, list[Piece]] = {}
    for heading, best in zip(headings, odds.argmax(axis=1).tolist(), strict=True):
        over.setdefault(best, []).append(heading)
    whole = [(*over.get(number, ()), *run.columns) for number, run in enumerate(texts)]
    return [piece for pieces in sorted(whole, key=lambda pieces: pieces[0].first) for piece in pieces]


def over_odds(headings: Sequence[Piece], runs: Sequence[Run], traits: Traits, lone: Floats) -> Floats:
    """The log-odds that each heading stands over each run that has columns: headings by runs."""
    trees = forest("headings")
    rows = over_traits(headings, runs, traits, lone)
    table = rows.reshape(-1, len(OVER_NAMES))[:, trees.columns_of(OVER_NAMES)]
    return trees.odds(table)[:, 0].reshape(rows.shape[:2])


def over_traits(headings: Sequence[Piece], runs: Sequence[Run], traits: Traits, lone: Floats) -> Floats:
    """What tells the run that a heading stands over: headings by runs with columns by names."""
    texts = [run for run in runs if run.columns]
    above, below = np.array([one.first for one in headings]), np.array([run.first for run in texts])
    found = [
        *_words_shared(headings, texts, traits),
        *_of_place(above, below, traits),
        *(getattr(traits, name)[above][:, None] for name in _OF_HEADING),
        *(getattr(traits, name)[below][None, :] for name in _OF_RUN),
        lone[above][:, None],
        np.minimum([sum(len(one.cells) for one in run.columns) for run in texts], LONGEST_RUN)[None, :],
        np.array([len(run.columns) for run in texts])[None, :],
        np.array([[one in run.pieces for run in texts] for one in headings]),
        *_of_row_of_headings(above, below),
        np.isin(above - 1, above)[:, None],
        np.isin(above + 1, above)[:, None],
    ]
    shape = (len(headings), len(texts))
    return np.stack([np.broadcast_to(np.asarray(one, dtype=float), shape) for one in found], axis=2)


def _words_shared(headings: Sequence[Piece], runs: Sequence[Run], traits: Traits) -> Iterator[Floats]:
    """How much of a heading a run says, rare words counting more; beside other runs, and beside other headings."""
    said = [words_of([cell for one in run.columns for cell in one.cells], traits) for run in runs]
    spread = Counter(word for words in said for word in words)
    told = [words_of(heading.cells, traits) for heading in headings]
    common = [[words & own for own in said] for words in told]
    shared = np.array([[sum(1 / spread[word] for word in both) for both in row] for row in common])
    yield shared
    yield shared - _best_other(shared)
    yield shared - _best_other(shared.T).T
    yield np.array([[float(len(both)) for both in row] for row in common])


def _best_other(values: Floats) -> Floats:
    if values.shape[1] < 2:
        return np.zeros_like(values)
    ordered = np.sort(values, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(values == best, second, best)


def _of_place(above: Ints, below: Ints, traits: Traits) -> Iterator[Ints]:
    yield np.clip(below[None, :] - above[:, None], -FAR_CELLS, FAR_CELLS)
    yield np.clip(traits.row[below][None, :] - traits.row[above][:, None], -FAR_CELLS, FAR_CELLS)
    for beginnings in (np.sort(below), np.sort(above)):
        yield np.searchsorted(beginnings, below)[None, :] - np.searchsorted(beginnings, above)[:, None]
    yield traits.offset[below][None, :] - traits.offset[above][:, None]


def _of_row_of_headings(above: Ints, below: Ints) -> Iterator[Ints]:
    """How many runs of the next row of runs begin behind each run, and how many headings of its row behind each heading.

    Headings side by side, and the runs under them, stand in the same order.
    """
    later_run = _until_the_next(below, above)
    later_heading = _until_the_next(above, below)
    yield later_run[None, :]
    yield later_heading[:, None]


def _until_the_next(ones: Ints, others: Ints) -> Ints:
    """For each place how many of its kind follow before the next of the other kind."""
    every = sorted([(place, True) for place in ones.tolist()] + [(place, False) for place in others.tolist()])
    count, found = 0, {}
    for place, own in reversed(every):
        count = count + 1 if own else 0
        if own:
            found[place] = count - 1
    return np.array([found[place] for place in ones.tolist()], dtype=np.int64)
