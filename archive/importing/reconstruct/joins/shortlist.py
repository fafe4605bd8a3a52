"""The joins worth a second look, and what is seen then: each beside its rivals, and beside what the page does elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.joins.columns import share_of_rows
from archive.importing.reconstruct.joins.features import END_NAMES, JOIN_NAMES, START_NAMES, Ends
from archive.importing.reconstruct.roles.kinds import ROLES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Rivals of a line that are looked at again, on either side: a true one further down is lost, and each more costs time.
RIVALS = 5

# A join that the first look finds worse than this, in log-odds, is looked at again only where the file gives it.
LEAST_GAIN = -5.0

# Steps that the file itself suggests: the next line, and the one after it.
GIVEN_STEPS = 2

# First looks are cut off here: what lies below is as good as never.
GAIN_FLOOR = -30.0

# How many lines around one tell whether the file keeps its order there.
AROUND_LINES = 12

# Blocks between two lines tell no more beyond this.
BLOCKS_CAP = 9

FIRST_LOOK = (
    "gain at first look",
    "rank among the lines that may follow",
    "rank among the lines that may lead here",
    "ahead of the next that may follow",
    "ahead of the next that may lead here",
    "gain of the next line",
    "gain of the line before this",
    "chance at first look",
)
ON_THE_PAGE = (
    "the same part",
    "page keeps its order",
    "page runs in rows",
    "lines that are a block of their own",
    "lines that are glued",
    "order kept around the line before",
    "order kept around the line after",
    "step",
    "width of the line before",
    "width of the line after",
    "column of the line before",
    "column of the line after",
    "line before lacks",
    "line after lacks",
    "length of the line before",
    "length of the line after",
    "the same file line",
    "blocks between",
    "line before ends its block",
    "line after begins its block",
    "next line is the best",
)
NAMES = (
    *FIRST_LOOK,
    *(f"join: {name}" for name in JOIN_NAMES),
    *(f"end: {name}" for name in END_NAMES),
    *(f"start: {name}" for name in START_NAMES),
    *(f"line before: {part}" for part in ROLES),
    *(f"line after: {part}" for part in ROLES),
    *ON_THE_PAGE,
)


@dataclass(frozen=True)
class Looks:
    """First looks at all pairs of lines: ``gain[tail, head]``, floored, with what ranks and orders tell."""

    gain: Floats
    rows: Ints
    columns: Ints

    @property
    def next_best(self) -> NDArray[np.bool_]:
        """Is the next line in the file the best that may follow?"""
        return np.asarray(self.gain.argmax(axis=1) == np.arange(len(self.gain)) + 1)

    def lead(self, pairs: tuple[Ints, Ints], axis: int) -> Floats:
        """By how much each pair beats its best rival along an axis; below zero, by how much it is beaten."""
        ordered = np.sort(self.gain, axis=axis)
        best, second = (np.take(ordered, at, axis=axis) for at in (-1, -2 if len(ordered) > 1 else -1))
        own, place = self.gain[pairs], pairs[1 - axis]
        return np.asarray(np.where(own >= best[place], own - second[place], own - best[place]))


def looks_at(gain: Floats) -> Looks:
    """Rank every pair among its rivals; ties by place."""
    floored = np.maximum(gain, GAIN_FLOOR)
    ranks = [(-floored).argsort(axis=axis).argsort(axis=axis) for axis in (1, 0)]
    return Looks(floored, ranks[0], ranks[1])


def shortlisted(looks: Looks, tails: Ints, heads: Ints) -> Ints:
    """Which of the candidate pairs are worth a second look."""
    step = heads - tails
    near_first = (looks.rows[tails, heads] < RIVALS) | (looks.columns[tails, heads] < RIVALS)
    given = (step >= 1) & (step <= GIVEN_STEPS)
    return np.flatnonzero((near_first | given) & ((looks.gain[tails, heads] > LEAST_GAIN) | (step == 1)))


@dataclass(frozen=True)
class Setting:
    """What a second look rests on: the lines' ends, their chances by ``ROLES``, the shares of steps, the first looks."""

    ends: Ends
    parts: Floats
    shares: Floats
    looks: Looks


def second_look(setting: Setting, features: Floats, pairs: tuple[Ints, Ints]) -> Floats:
    """A row a pair, a column a name in ``NAMES``; ``features`` are the pairs' own."""
    tails, heads = pairs
    ends, parts, looks = setting.ends, setting.parts, setting.looks
    first = looks.gain[pairs]
    return np.column_stack(
        [
            first,
            looks.rows[pairs],
            looks.columns[pairs],
            looks.lead(pairs, axis=1),
            looks.lead(pairs, axis=0),
            _beside(looks.gain)[0][tails],
            _beside(looks.gain)[1][heads],
            1 / (1 + np.exp(-first)),
            features,
            ends.ends[tails],
            ends.starts[heads],
            parts[tails],
            parts[heads],
            (parts[tails] * parts[heads]).sum(axis=1),
            _of_page(setting, pairs),
        ]
    )


def _beside(gain: Floats) -> tuple[Floats, Floats]:
    """The gain of each line's join with the next, and with the one before it."""
    following = np.diagonal(gain, 1)
    return np.append(following, GAIN_FLOOR), np.append(GAIN_FLOOR, following)


def _of_page(setting: Setting, pairs: tuple[Ints, Ints]) -> Floats:
    tails, heads = pairs
    ends, looks = setting.ends, setting.looks
    block = np.array([line.block for line in ends.lines])
    row = np.array([line.row for line in ends.lines])
    length = np.array([len(line.text) for line in ends.lines])
    parted = block[1:] != block[:-1]
    first, last = np.append(True, parted), np.append(parted, True)
    page, around = _order_kept(looks)
    same = np.ones(len(tails))
    glued = np.mean([line.glued for line in ends.lines])
    return np.column_stack(
        [
            same * page,
            same * share_of_rows(setting.shares),
            same * np.mean(first & last),
            same * glued,
            around[tails],
            around[heads],
            heads - tails,
            ends.width[tails],
            ends.width[heads],
            ends.column[tails],
            ends.column[heads],
            ends.deficit[tails],
            ends.deficit[heads],
            length[tails],
            length[heads],
            row[tails] == row[heads],
            np.clip(block[heads] - block[tails], -BLOCKS_CAP, BLOCKS_CAP),
            last[tails],
            first[heads],
            looks.next_best[tails],
        ]
    )


def _order_kept(looks: Looks) -> tuple[float, Floats]:
    """How far lines that want a follower want the next one: on the whole page, and around each line."""
    wants = looks.gain.max(axis=1) > 0
    kept = looks.next_best & wants
    place = np.arange(len(wants))
    low, high = np.maximum(0, place - AROUND_LINES), np.minimum(len(wants), place + AROUND_LINES + 1)
    near = [np.append(0, np.cumsum(of)) for of in (kept, wants)]
    share = (near[0][high] - near[0][low]) / np.maximum(1, near[1][high] - near[1][low])
    return float(kept.sum() / max(1, wants.sum())), share
