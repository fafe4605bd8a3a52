"""How likely each printed line plays each part: its traits, asked of the trees that learnt from pages with gold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.learnt.trees import forest
from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.roles.kinds import ROLES, LineRole
from archive.importing.reconstruct.roles.traits import line_traits

Floats = NDArray[np.float64]

# What the words of a whole line can only be, by the conventions of the press; the rest is left to the trees, which see a
# short line alone over a story and take it for a heading.
SURELY = {
    LineRole.FURNITURE: ("printed like furniture",),
    LineRole.BYLINE: ("a byline alone", "who wrote a letter"),
}

# So sure are we of it: enough to outvote the trees, whatever they think.
SURE = 0.98

# A day alone on its line signs a letter as often as it stands in a folio: the trees decide.
EITHER = "a day alone"


def role_chances(lines: Sequence[Line]) -> Floats:
    """The probability of each role for each line: lines by ``ROLES``; rows sum to 1."""
    if not lines:
        return np.zeros((0, len(ROLES)))
    table, names = line_traits(lines)
    trees = forest("lines")
    chances = trees.chances(table[:, trees.columns_of(names)])
    chances = chances[:, [trees.classes.index(role) for role in ROLES]]
    for role, traits in SURELY.items():
        told = np.any(table[:, [names.index(name) for name in traits]] > 0, axis=1, keepdims=True)
        told &= table[:, [names.index(EITHER)]] == 0
        alone = np.array([one is role for one in ROLES], dtype=float)
        chances = np.where(told, SURE * alone + (1 - SURE) * chances, chances)
    return chances
