"""Cells that stand in no column: lines of headings, bylines, furniture."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from archive.importing.reconstruct.columns import weights
from archive.importing.reconstruct.columns.traits import COMMON_WIDTH_CELLS, NEAR_CELLS, Floats, Traits
from archive.importing.reconstruct.vocabulary import FURNITURE, SIGNATURE, STANDING_TITLE

# The width of body text around a cell: this share of the cells near it are no wider. Most lines fill their column.
BODY_WIDTH_QUANTILE = 0.7

# How much wider than body text a cell is, in em: bounds of the bands that count alike. Two em are a paragraph's indent.
WIDER_EM = (-6.0, -2.8, -1.3, 1.3, 3.0, 6.0)
WIDER_NAMES = ("far narrower", "narrower", "set in", "as wide", "a little wider", "wider", "far wider")

# How many cells after a heading its story's dateline may stand.
DATELINE_WITHIN_CELLS = 9

# Log-odds beyond this are certain; and what they are divided by, to stand beside other evidence.
ODDS_CAP, ODDS_SCALE = 6.0, 3.0

LONE_NAMES = (
    "bias",
    "no mark",
    "comma",
    "full stop inside",
    "ends a sentence",
    "ends inside a sentence",
    "opens like a paragraph",
    "dateline",
    "signature",
    "furniture",
    "standing title",
    "width of its own",
    "rare width",
    "last part of a word missing",
    "first part of a word missing",
    "some digits",
    "dateline soon",
    "ends with a linking word",
    "starts with a clinging word",
    *(f"by body text, {name}" for name in WIDER_NAMES),
)


def lone_evidence(traits: Traits) -> Floats:
    """What tells a cell of a heading: a row a cell, a column a name."""
    texts, width, size = traits.texts, traits.width, len(traits.texts)
    body = _body_width(width)
    band = np.digitize(width - body, WIDER_EM)
    soon = [bool(traits.dateline[at + 1 : at + 1 + DATELINE_WITHIN_CELLS].any()) for at in range(size)]
    columns = (
        np.ones(size),
        traits.bare,
        [any(mark in text for mark in "，,") for text in texts],
        ["。" in text[:-1] for text in texts],
        traits.closed,
        traits.breaks_off,
        traits.opens,
        traits.dateline,
        [bool(SIGNATURE.fullmatch(text)) for text in texts],
        [any(pattern.fullmatch(text) for pattern in FURNITURE) for text in texts],
        [bool(STANDING_TITLE.fullmatch(text)) for text in texts],
        traits.alike < 1,
        (traits.alike >= 1) & (traits.alike < COMMON_WIDTH_CELLS),
        traits.half_after,
        traits.half_before,
        [sum(character.isdigit() for character in text) > 2 for text in texts],
        soon,
        traits.linking,
        traits.clinging,
        *(band == place for place in range(len(WIDER_NAMES))),
    )
    return np.column_stack([np.asarray(column, dtype=float) for column in columns])


def lone_odds(traits: Traits) -> Floats:
    """How likely each cell stands in no column: log-odds, capped and scaled; above 0 it probably does."""
    odds = lone_evidence(traits) @ np.array([weights.LONE.get(name, 0.0) for name in LONE_NAMES])
    return np.asarray(np.clip(odds, -ODDS_CAP, ODDS_CAP) / ODDS_SCALE)


def _body_width(width: Floats) -> Floats:
    """The width of body text around each cell, in em; past the file's ends its outermost cells count on."""
    around = sliding_window_view(np.pad(width, NEAR_CELLS, mode="edge"), 2 * NEAR_CELLS + 1)
    return np.asarray(np.quantile(around, BODY_WIDTH_QUANTILE, axis=1))
