"""What speaks for one cell standing right below another in a column: named evidence for every near pair.

Two lines stand below each other either because a sentence goes on from one to the other, or because a paragraph ends
with the one and the next begins with the other, set in by two em.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from archive.importing.reconstruct.columns.cells import GLUED_SHARE
from archive.importing.reconstruct.columns.traits import (
    COMMON_WIDTH_CELLS,
    Bools,
    Floats,
    Ints,
    Traits,
)
from archive.importing.reconstruct.joins.evidence import Echoes, head_of, tail_of, word_across

# How many cells on the cell below may stand: twice the columns of the widest page, for where all of them end while
# as many begin.
WINDOW = 16

# How much narrower than its column a cell is, in em: bounds of the bands that count alike, and their names. A
# paragraph's first line is set in by two em; one em more may be missing where the next character would not fit.
DEFICIT_EM = (-0.7, 0.7, 1.4, 2.8)
DEFICIT_NAMES = ("wider", "full", "lacking an em", "set in", "short")

# The same for how much wider the cell below is than the one above.
CHANGE_EM = (-6.0, -2.8, -1.3, -0.6, 0.6, 1.3, 2.8, 6.0)
CHANGE_NAMES = (
    "far narrower",
    "narrower",
    "narrower by an indent",
    "a little narrower",
    "as wide",
    "a little wider",
    "wider by an indent",
    "wider",
    "far wider",
)

# Words' evidence is cut off here, as for joins.
WORD_EVIDENCE_CAP = 12.0

# How far apart two cells stand in their file lines, in characters: no more counts; and what it is divided by.
OFFSET_CAP_CHARS, OFFSET_SCALE_CHARS = 12, 6

# Share of a file's junctions that must differ from the rest for empty lines to mean something.
TELLING_SHARE = 0.04

# Characters that a number is printed with, and those that a number at a line's end may go on with.
_DIGITS = "0123456789０１２３４５６７８９.%％"
_UNITS = "年月日时分万亿千百余多个名人次项家元户条件场期天岁位份公吨米套部所座种级届号版类支台辆组点倍吋斤里块第~-—至%"

_CLOSED_OPEN = ("closed", "open")

# What the words at the seam of a pair say.
SEAM_NAMES = (
    "weight of the word",
    "length of an echo",
    "times echoed",
    "half a word before, nothing spans",
    "half a word after, nothing spans",
    "quotation goes on",
    "quotation is not closed",
    "number goes on",
    "number breaks off",
)
BELOW_NAMES = (
    "bias",
    "a word spans it",
    *SEAM_NAMES,
    "linking word before",
    "clinging word after",
    "closed, opener after",
    "open, opener after",
    "closed, dateline after",
    "open, dateline after",
    *(f"{state}, {change}" for state, change in product(_CLOSED_OPEN, CHANGE_NAMES)),
    *(
        f"{state} {above}, {below}"
        for state, above, below in product(_CLOSED_OPEN, DEFICIT_NAMES, DEFICIT_NAMES)
    ),
    "next",
    "next, block goes on, blocks tell",
    "next, new block, blocks tell",
    "next, glued",
    "next, glued, file lines break off",
    "further on in one file line",
    "further on in one file line, file lines break off",
    "next file line, of cells",
    "further file line, of cells",
    "offset differs, of cells",
    "next file line, of glued",
    "further file line, of glued",
    "offset differs, of glued",
    "lone before",
    "surely lone before",
    "lone after",
    "surely lone after",
    "both surely lone",
    "next, surely lone after",
    "next, both surely lone",
)


def below_evidence(traits: Traits, lone: Floats) -> Floats:
    """The evidence for cell *i + 1 + s* below cell *i*: an array by *i*, *s* and name, 0 past the last cell."""
    size = len(traits.texts)
    above, step = np.meshgrid(np.arange(size), np.arange(1, WINDOW + 1), indexing="ij")
    real = above + step < size
    below = np.minimum(above + step, size - 1)
    columns = [
        *_of_words(traits, above, below, real),
        *_of_shapes(traits, above, below),
        *_of_file(traits, above, below),
        *_of_lone(lone, above, below),
    ]
    return np.stack([np.where(real, column, 0.0) for column in columns], axis=2)


def impossible(traits: Traits) -> Bools:
    """Pairs that no column holds, by *i* and *s*: past the last cell, or side by side in a row of cells."""
    size = len(traits.texts)
    below = np.arange(size)[:, None] + np.arange(1, WINDOW + 1)[None, :]
    beside = traits.row[np.minimum(below, size - 1)] == traits.row[:, None]
    return np.asarray((below >= size) | (beside & traits.apart[:, None]))


def _of_words(traits: Traits, above: Ints, below: Ints, real: Bools) -> list[Floats]:
    words, lengths, counts = _spans(traits, above, below, real)
    silent = (words <= 0) & (lengths < 3)
    counting = np.array([text[-1] in _DIGITS for text in traits.texts])[above]
    unit = np.array([text[0] in _DIGITS + _UNITS for text in traits.texts])[below]
    closed, opens, dateline = traits.closed[above], traits.opens[below], traits.dateline[below]
    found = (
        np.ones(above.shape),
        words > 0,
        np.minimum(words, WORD_EVIDENCE_CAP) / 4,
        np.maximum(lengths - 1, 0) / 2,
        np.where(lengths > 0, counts, 0.0),
        silent * traits.half_after[above],
        silent * traits.half_before[below],
        traits.left_open[above] & traits.shuts[below],
        traits.left_open[above] & ~traits.shuts[below],
        counting & unit,
        counting & ~unit,
        traits.linking[above],
        traits.clinging[below],
        closed & opens,
        ~closed & opens,
        closed & dateline,
        ~closed & dateline,
    )
    return [np.asarray(column, dtype=float) for column in found]


def _spans(traits: Traits, above: Ints, below: Ints, real: Bools) -> tuple[Floats, Floats, Floats]:
    """For each pair the weight of a word across it, and the length and count of an echo."""
    texts = traits.texts
    echo = Echoes(texts)
    tails, heads = [tail_of(text) for text in texts], [head_of(text) for text in texts]
    lasts, firsts = [text[-5:] for text in texts], [text[:5] for text in texts]
    pairs = list(zip(above[real].tolist(), below[real].tolist(), strict=True))
    words, lengths, counts = np.zeros(above.shape), np.zeros(above.shape), np.zeros(above.shape)
    words[real] = [word_across(tails[i], heads[j]) if heads[j] else 0.0 for i, j in pairs]
    found = np.array([echo.across(lasts[i], firsts[j]) for i, j in pairs], dtype=float).reshape(len(pairs), 2)
    lengths[real], counts[real] = found[:, 0], found[:, 1]
    return words, lengths, counts


def _of_shapes(traits: Traits, above: Ints, below: Ints) -> list[Floats]:
    width, closed = traits.width, traits.closed[above]
    column = column_of_pair(traits, above, below)
    change = np.digitize(width[below] - width[above], CHANGE_EM)
    lacks_above = np.digitize(column - width[above], DEFICIT_EM)
    lacks_below = np.digitize(column - width[below], DEFICIT_EM)
    states = (closed, ~closed)
    bands = range(len(DEFICIT_NAMES))
    found = [
        *(state & (change == band) for state, band in product(states, range(len(CHANGE_NAMES)))),
        *(state & (lacks_above == a) & (lacks_below == b) for state, a, b in product(states, bands, bands)),
    ]
    return [np.asarray(column, dtype=float) for column in found]


def column_of_pair(traits: Traits, above: Ints, below: Ints) -> Floats:
    """The width of the column that holds each pair, in em, if the same step goes on: of four lines the widest that
    is as wide as others near it."""
    size = len(traits.width)
    common = np.where(traits.alike >= COMMON_WIDTH_CELLS, traits.width, 0.0)
    step = below - above
    before, after = above - step, below + step
    widest = np.maximum.reduce(
        [
            np.where(before >= 0, common[np.maximum(before, 0)], 0.0),
            common[above],
            common[below],
            np.where(after < size, common[np.minimum(after, size - 1)], 0.0),
        ]
    )
    return np.where(widest > 0, widest, np.maximum(traits.width[above], traits.width[below]))


def _of_file(traits: Traits, above: Ints, below: Ints) -> list[Floats]:
    following = below - above == 1
    ahead = traits.row[below] - traits.row[above]
    same_block = traits.block[below] == traits.block[above]
    glued = traits.glued[below]
    breaking = _share_breaking_off(traits)
    telling = _blocks_tell(traits)
    in_glued_row = np.isin(traits.row, traits.row[traits.glued & ~traits.apart])
    of_cells = traits.apart[above] | traits.apart[below]
    of_glued = (in_glued_row[above] | in_glued_row[below]) & ~of_cells
    further = ~following & (ahead == 0) & of_glued
    apart = (
        np.minimum(np.abs(traits.offset[below] - traits.offset[above]), OFFSET_CAP_CHARS) / OFFSET_SCALE_CHARS
    )
    found = (
        following,
        (following & same_block) * telling,
        (following & ~same_block) * telling,
        following & glued,
        (following & glued) * breaking,
        further,
        further * breaking,
        of_cells & (ahead == 1),
        of_cells & (ahead > 1),
        of_cells * apart,
        of_glued & (ahead == 1),
        of_glued & (ahead > 1),
        (of_glued & (ahead > 0)) * apart,
    )
    return [np.asarray(column, dtype=float) for column in found]


def _share_breaking_off(traits: Traits) -> float:
    """How many file lines of glued cells end inside a sentence, from 0 to 1: few where each is a paragraph."""
    last = np.append(traits.row[1:] != traits.row[:-1], True)
    of_glued = last & np.isin(traits.row, traits.row[traits.glued])
    return float(np.mean(~traits.closed[of_glued])) if of_glued.any() else 0.0


def _blocks_tell(traits: Traits) -> bool:
    """Does the file part some of its lines by empty lines and others not?"""
    new_row = traits.row[1:] != traits.row[:-1]
    new_block = traits.block[1:] != traits.block[:-1]
    share = float(new_block[new_row].mean()) if new_row.any() else 0.0
    glued_blocks = share >= 0.5 and bool(traits.glued.mean() >= GLUED_SHARE)
    return TELLING_SHARE < share < 1 - TELLING_SHARE or glued_blocks


def _of_lone(lone: Floats, above: Ints, below: Ints) -> list[Floats]:
    surely = np.maximum(lone, 0.0)
    following = below - above == 1
    both = surely[above] * surely[below]
    return [
        lone[above],
        surely[above],
        lone[below],
        surely[below],
        both,
        following * surely[below],
        following * both,
    ]
