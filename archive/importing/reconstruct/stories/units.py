"""Units: what a story is put together from. A paragraph, a line of a heading, a byline, a caption, a line of a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.chains import chains_of
from archive.importing.reconstruct.joins.matching import Matching
from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.roles.kinds import ROLES

Floats = NDArray[np.float64]

# The roles that a line's chances run over, by their places.
HEADLINE, CROSSHEAD, BODY, BYLINE, CAPTION, BOX, FURNITURE = range(len(ROLES))

# A line likelier than this to be a byline, where no other role is likelier, is joined to no other.
BYLINE_CHANCE = 0.6

# A line's chance of a role counts for no less than this, so that one line alone never rules a role out.
LEAST_CHANCE = 1e-3

# Lines of one unit tell less the more they are, for what misled one misleads all: beyond four, no more at all.
TELLING_LINES = 4


@dataclass(frozen=True, eq=False)
class Unit:
    """Lines in reading order, and the chance of each of ``ROLES``. A unit equals itself only: no line is in two."""

    lines: tuple[Line, ...]
    chances: Floats

    @cached_property
    def text(self) -> str:
        """The unit's characters, lines put side by side."""
        return "".join(line.text for line in self.lines)

    @property
    def place(self) -> int:
        """Where in the file the unit stands: where its inner lines do, for the outer ones get displaced."""
        inner = self.lines[1:-1] or self.lines
        return min(line.index for line in inner)

    @property
    def role(self) -> int:
        """The likeliest of ``ROLES``, by its place among them."""
        return int(self.chances.argmax())


def flowing(chances: Floats) -> list[int]:
    """The places of the lines that may be joined to others: all but furniture and sure bylines."""
    role = chances.argmax(axis=1)
    apart = (role == FURNITURE) | ((role == BYLINE) & (chances[:, BYLINE] > BYLINE_CHANCE))
    return [int(place) for place in np.flatnonzero(~apart)]


def units_of(lines: Sequence[Line], chances: Floats, matching: Matching) -> list[Unit]:
    """Chains of joined lines and lines that were not to be joined, by their place in the file.

    ``chances`` is lines by ``ROLES``; ``matching`` joined the lines that are ``flowing``.
    """
    chains = chains_of(matching.ends.lines, matching.solution.following.tolist())
    joined = {line.index for line in matching.ends.lines}
    single = [[line] for line in lines if line.index not in joined]
    first = lines[0].index if lines else 0
    units = [
        Unit(tuple(chain), _together(chances[[line.index - first for line in chain]]))
        for chain in [*chains, *single]
    ]
    return sorted(units, key=lambda unit: unit.place)


def _together(chances: Floats) -> Floats:
    """What the chances of a unit's lines come to for the unit."""
    odds = np.log(np.clip(chances, LEAST_CHANCE, 1.0)).mean(axis=0) * np.sqrt(
        min(len(chances), TELLING_LINES)
    )
    weight = np.exp(odds - odds.max())
    return np.asarray(weight / weight.sum())
