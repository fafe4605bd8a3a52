"""What speaks for a column's end or start at a cell: named evidence."""

from __future__ import annotations

import numpy as np

from archive.importing.reconstruct.columns.traits import COMMON_WIDTH_CELLS, Bools, Floats, Traits

# Much narrower or wider than most cells, in em.
SHORT_EM, WIDE_EM = 2.0, 3.0

_WIDTHS = ("open, width of its own", "open, rare width", "closed, rare width")
END_NAMES = (
    "bias",
    "again",
    "ends inside a sentence",
    "closed and short",
    "no mark",
    "wide",
    *_WIDTHS,
    "lone",
    "surely lone",
)
START_NAMES = (
    "bias",
    "again",
    "opens like a paragraph",
    "dateline",
    "no mark",
    "wide",
    "starts with a clinging word",
    "first part of a word missing",
    *_WIDTHS,
    "lone",
    "surely lone",
)


def end_evidence(traits: Traits, lone: Floats) -> Floats:
    """The evidence that a column ends with each cell: a row a cell, a column a name. "again" is the programme's."""
    usual = float(np.median(traits.width))
    short = traits.closed & (traits.width < usual - SHORT_EM)
    columns = (
        _ones(traits),
        _zeros(traits),
        ~traits.closed,
        short,
        traits.bare,
        traits.width > usual + WIDE_EM,
    )
    return np.column_stack([*columns, *_rare(traits), lone, np.maximum(lone, 0.0)]).astype(float)


def start_evidence(traits: Traits, lone: Floats) -> Floats:
    """The evidence that a column starts with each cell: a row a cell, a column a name. "again" is the programme's."""
    usual = float(np.median(traits.width))
    columns = (
        _ones(traits),
        _zeros(traits),
        traits.opens,
        traits.dateline,
        traits.bare,
        traits.width > usual + WIDE_EM,
        traits.clinging,
        traits.half_before,
    )
    return np.column_stack([*columns, *_rare(traits), lone, np.maximum(lone, 0.0)]).astype(float)


def _ones(traits: Traits) -> Floats:
    return np.ones(len(traits.texts))


def _zeros(traits: Traits) -> Floats:
    return np.zeros(len(traits.texts))


def _rare(traits: Traits) -> tuple[Bools, Bools, Bools]:
    rare = traits.alike < COMMON_WIDTH_CELLS
    own = traits.alike < 1
    return ~traits.closed & own, ~traits.closed & rare & ~own, traits.closed & rare
