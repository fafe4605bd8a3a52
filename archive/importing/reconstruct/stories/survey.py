"""Everything about a page's units, one by one and pair by pair, that parting them into stories looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.joins.matching import Matching
from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.stories.topic import Topic, topic_of
from archive.importing.reconstruct.stories.traits import UNIT_TRAITS, page_traits, unit_traits
from archive.importing.reconstruct.stories.units import Unit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# No join is worse than this, in log-odds: that it will not be made is then certain enough.
LEAST_GAIN = -20.0

# Stands for the place of a line that no join was weighed for.
UNWEIGHED = -1


@dataclass(frozen=True)
class Survey:
    """Arrays run along ``units``, which stand in file order.

    ``traits`` is units by ``UNIT_TRAITS``; ``page`` the page's own; ``gain`` what each join of two lines gains, and
    ``first`` and ``last`` the places there of each unit's first and last line, ``UNWEIGHED`` where it has none.
    """

    units: Sequence[Unit]
    traits: Floats
    page: Floats
    topic: Topic
    gain: Floats
    first: Ints
    last: Ints

    def trait(self, name: str) -> Floats:
        """One trait of every unit."""
        return np.asarray(self.traits[:, UNIT_TRAITS.index(name)])

    def gains(self, tails: Ints, heads: Ints) -> Floats:
        """What joining lines gains, pair by pair, by their places among those weighed."""
        found = np.full(np.broadcast(tails, heads).shape, LEAST_GAIN)
        weighed = (tails >= 0) & (heads >= 0)
        if self.gain.size:
            found = np.where(weighed, np.maximum(self.gain[tails, heads], LEAST_GAIN), LEAST_GAIN)
        return found


def survey_of(units: Sequence[Unit], lines: Sequence[Line], matching: Matching) -> Survey:
    """Look at the units of a page; ``lines`` are all its lines, ``matching`` has joined those that flow."""
    place = {line.index: at for at, line in enumerate(matching.ends.lines)}
    return Survey(
        units,
        unit_traits(units, lines),
        page_traits(lines),
        topic_of([unit.text for unit in units]),
        matching.gain,
        np.array([place.get(unit.lines[0].index, UNWEIGHED) for unit in units], dtype=np.int64),
        np.array([place.get(unit.lines[-1].index, UNWEIGHED) for unit in units], dtype=np.int64),
    )
