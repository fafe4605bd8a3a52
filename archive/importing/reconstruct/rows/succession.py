"""Which piece of a column a reader takes after which, where a file runs in rows: named traits of every pair of pieces.

A story goes on from the foot of a column to the head of the next; a heading goes on in its next line, its byline, its
first column. Columns of one story begin in one row, side by side; what they say is alike; the words at the seam fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from archive.importing.reconstruct import language
from archive.importing.reconstruct.columns.below import WORD_EVIDENCE_CAP
from archive.importing.reconstruct.columns.pieces import Piece, words_of
from archive.importing.reconstruct.columns.traits import Floats, Ints, Traits
from archive.importing.reconstruct.joins.assignment import NEVER, solve
from archive.importing.reconstruct.joins.evidence import Echoes, head_of, tail_of, word_across
from archive.importing.reconstruct.learnt.trees import forest
from archive.importing.reconstruct.rows.headings import Run
from archive.importing.reconstruct.rows.links import MEASURE_QUANTILE

# Pieces farther apart than this in any count of cells are just far apart.
FAR_CELLS = 200

# Of more pieces than this no page is made: they are left as the file begins them. The memory grows with the square.
MOST_PIECES = 250

# A piece longer than this, in cells, tells no more.
LONGEST_PIECE = 60

_OF_LAST = ("closed", "breaks_off", "bare", "left_open", "linking", "half_after", "width")
_OF_FIRST = ("opens", "dateline", "shuts", "clinging", "half_before", "bare", "closed", "width")

PAIR_NAMES = (
    "language",
    "language, beside other pieces after",
    "language, beside other pieces before",
    "weight of the word",
    "length of an echo",
    "times echoed",
    *(f"last cell: {name}" for name in _OF_LAST),
    *(f"first cell: {name}" for name in _OF_FIRST),
    "lack of the last cell",
    "lack of the first cell",
    "heading before",
    "heading after",
    "lone last",
    "lone first",
    "cells before",
    "cells after",
    "measure before",
    "measure after",
    "change of measure",
    "begins after it began, cells",
    "begins after it ended, cells",
    "ends after it ended, cells",
    "begins after it began, file lines",
    "begins after it ended, file lines",
    "ends after it ended, file lines",
    "offset after it",
    "pieces that begin between their beginnings",
    "columns that begin between their beginnings",
    "pieces that begin between its end and the beginning",
    "headings that begin between its end and the beginning",
    "pieces open at the beginning after",
    "share of cells right before the other's",
    "cells right before the other's",
    "share of cells right behind the other's",
    "words shared",
    "words shared, beside other pieces after",
    "words shared, beside other pieces before",
)


def in_succession(pieces: Sequence[Piece], traits: Traits, lone: Floats) -> list[Run]:
    """The pieces in whole runs, each in the order in which a reader takes it, where its first piece begins in the file."""
    if not 2 <= len(pieces) <= MOST_PIECES:
        return [Run((piece,)) for piece in pieces]
    after = _assigned(succession_odds(pieces, traits, lone))
    heads = sorted(set(range(len(pieces))) - set(after.values()), key=lambda at: pieces[at].first)
    return [Run(tuple(pieces[at] for at in _from(head, after))) for head in heads]


def _from(head: int, after: Mapping[int, int]) -> Iterator[int]:
    at: int | None = head
    while at is not None:
        yield at
        at = after.get(at)


def succession_odds(pieces: Sequence[Piece], traits: Traits, lone: Floats) -> Floats:
    """The log-odds that the reader goes from each piece to each: pieces by pieces."""
    trees = forest("succession")
    size = len(pieces)
    rows = pair_traits(pieces, traits, lone).reshape(size * size, len(PAIR_NAMES))
    odds = trees.odds(rows[:, trees.columns_of(PAIR_NAMES)])[:, 0].reshape(size, size)
    np.fill_diagonal(odds, -NEVER)
    return odds


def _assigned(odds: Floats) -> dict[int, int]:
    """The likeliest successions together, each piece before one and after one at most, and none before itself."""
    following = solve(odds).following
    likely = [(odds[one, other], one, int(other)) for one, other in enumerate(following) if other >= 0]
    after: dict[int, int] = {}
    for _, one, other in sorted(likely, reverse=True):
        if not _leads_to(after, other, one):
            after[one] = other
    return after


def _leads_to(after: dict[int, int], start: int, end: int) -> bool:
    at: int | None = start
    while at is not None and at != end:
        at = after.get(at)
    return at == end


def pair_traits(pieces: Sequence[Piece], traits: Traits, lone: Floats) -> Floats:
    """What tells true successions: pieces by pieces by names."""
    first = np.array([piece.first for piece in pieces])
    last = np.array([piece.cells[-1] for piece in pieces])
    found = [
        *_of_seam(traits, first, last),
        *_of_cells(pieces, traits, lone, first, last),
        *_of_place(pieces, traits, first, last),
        *_side_by_side(pieces, len(traits.texts)),
        *_beside_others(_words_shared(pieces, traits)),
    ]
    size = len(pieces)
    return np.stack([np.broadcast_to(np.asarray(one, dtype=float), (size, size)) for one in found], axis=2)


def _of_seam(traits: Traits, first: Ints, last: Ints) -> Iterator[Floats]:
    tails, heads = [traits.texts[at] for at in last], [traits.texts[at] for at in first]
    yield from _beside_others(language.of_the_press().across(tails, heads))
    ends, starts = [tail_of(text) for text in tails], [head_of(text) for text in heads]
    echo = Echoes(traits.texts)
    words = [[word_across(end, start) if end and start else 0.0 for start in starts] for end in ends]
    heard = np.array([[echo.across(tail[-5:], head[:5]) for head in heads] for tail in tails])
    yield np.minimum(np.array(words), WORD_EVIDENCE_CAP)
    yield heard[:, :, 0]
    yield heard[:, :, 1]


def _beside_others(values: Floats) -> Iterator[Floats]:
    """Values; and how much each is above the best other in its row, and in its column."""
    yield values
    yield values - _best_other(values)
    yield values - _best_other(values.T).T


def _best_other(values: Floats) -> Floats:
    without = values.copy()
    np.fill_diagonal(without, -np.inf)
    ordered = np.sort(without, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.maximum(np.where(without == best, second, best), -FAR_CELLS)


def _of_cells(
    pieces: Sequence[Piece], traits: Traits, lone: Floats, first: Ints, last: Ints
) -> Iterator[Floats]:
    measure = np.array([np.quantile(traits.width[list(one.cells)], MEASURE_QUANTILE) for one in pieces])
    size = np.minimum([len(one.cells) for one in pieces], LONGEST_PIECE)
    heading = np.array([one.heading for one in pieces])
    yield from (getattr(traits, name)[last][:, None] for name in _OF_LAST)
    yield from (getattr(traits, name)[first][None, :] for name in _OF_FIRST)
    yield (measure - traits.width[last])[:, None]
    yield (measure - traits.width[first])[None, :]
    yield heading[:, None]
    yield heading[None, :]
    yield lone[last][:, None]
    yield lone[first][None, :]
    yield size[:, None]
    yield size[None, :]
    yield measure[:, None]
    yield measure[None, :]
    yield measure[None, :] - measure[:, None]


def _of_place(pieces: Sequence[Piece], traits: Traits, first: Ints, last: Ints) -> Iterator[Floats | Ints]:
    heading = np.array([one.heading for one in pieces])
    for place in (np.arange(len(traits.row)), traits.row):
        yield _apart(place[first], place[first])
        yield _apart(place[last], place[first])
        yield _apart(place[last], place[last])
    yield traits.offset[first][None, :] - traits.offset[first][:, None]
    yield _begun(first, first, first)
    yield _begun(first[~heading], first, first)
    yield _begun(first, last, first)
    yield _begun(first[heading], last, first)
    yield ((first[None, :] < first[:, None]) & (last[None, :] > first[:, None])).sum(axis=1)[None, :]


def _apart(ones: Ints, others: Ints) -> Ints:
    return np.asarray(np.clip(others[None, :] - ones[:, None], -FAR_CELLS, FAR_CELLS))


def _begun(beginnings: Ints, since: Ints, until: Ints) -> Ints:
    """How many of the beginnings lie between each place and each other; negative where the other comes first."""
    ordered = np.sort(beginnings)
    return np.asarray(np.searchsorted(ordered, until)[None, :] - np.searchsorted(ordered, since)[:, None])


def _side_by_side(pieces: Sequence[Piece], cells: int) -> Iterator[Floats]:
    """How many cells of each piece stand right before a cell of each other: columns side by side, row after row."""
    owner = np.full(cells, -1, dtype=np.int64)
    for at, piece in enumerate(pieces):
        owner[list(piece.cells)] = at
    count = np.zeros((len(pieces), len(pieces)))
    for one, other in pairwise(owner.tolist()):
        if one >= 0 and other >= 0:
            count[one, other] += 1
    size = np.array([len(piece.cells) for piece in pieces], dtype=float)
    share = count / np.minimum(size[:, None], size[None, :])
    yield share
    yield count
    yield share.T


def _words_shared(pieces: Sequence[Piece], traits: Traits) -> Floats:
    """How much of what each two pieces say is alike: pairs of characters in common, rare ones counting more."""
    said = [words_of(piece.cells, traits) for piece in pieces]
    spread = Counter(word for words in said for word in words)
    shared = np.zeros((len(pieces), len(pieces)))
    for at, words in enumerate(said):
        for other in range(at + 1, len(pieces)):
            common = words & said[other]
            weight = sum(1 / spread[word] for word in common)
            shared[at, other] = shared[other, at] = weight / np.sqrt(1 + min(len(words), len(said[other])))
    return shared
