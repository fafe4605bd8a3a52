"""Stretches of units around each unit of a page, as ranges from ``first`` up to before ``last``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.stories.survey import Survey

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Ranges:
    """A range of units for every unit; empty where ``last`` is no greater than ``first``."""

    first: Ints
    last: Ints

    @classmethod
    def of(cls, first: Ints, last: Ints) -> Ranges:
        """Ranges, none of which ends before it begins."""
        return cls(first, np.maximum(first, last))

    @property
    def size(self) -> Ints:
        """How many units stand in each range."""
        return self.last - self.first

    def sums(self, values: Floats) -> Floats:
        """What the values of the units in each range come to."""
        total = np.concatenate([[0.0], np.cumsum(values)])
        return np.asarray(total[self.last] - total[self.first])

    def any(self, marked: Truths) -> Truths:
        """Does each range hold a marked unit?"""
        return np.asarray(self.sums(marked.astype(float)) > 0)

    def held(self, survey: Survey) -> NDArray[np.float32]:
        """The strings that each range's units hold together: ranges by strings."""
        total = survey.topic.holders
        return np.asarray(np.minimum(total[self.last] - total[self.first], 1.0))


def lengths(survey: Survey) -> Floats:
    """How many characters the units have."""
    return survey.trait("characters")


def after(survey: Survey, start: Ints, characters: float) -> Ranges:
    """The units from ``start`` on, as many as it takes to hold so many characters."""
    total = np.concatenate([[0.0], np.cumsum(lengths(survey))])
    last = np.searchsorted(total, total[start] + characters, side="left")
    return Ranges.of(start, np.minimum(last, len(survey.units)))


def before(survey: Survey, end: Ints, characters: float) -> Ranges:
    """The units before ``end``, as many as it takes to hold so many characters."""
    total = np.concatenate([[0.0], np.cumsum(lengths(survey))])
    first = np.searchsorted(total, total[end] - characters, side="right") - 1
    return Ranges(np.minimum(np.maximum(first, 0), end), end)


def next_marked(marked: Truths) -> Ints:
    """For each place, and for the end, the first marked one at or behind it; the number of places where none is."""
    places = np.append(np.where(marked, np.arange(len(marked)), len(marked)), len(marked))
    return np.asarray(np.minimum.accumulate(places[::-1])[::-1])


def last_marked(marked: Truths) -> Ints:
    """For the start, and behind each place, the last marked one before it; -1 where none is."""
    places = np.append(-1, np.where(marked, np.arange(len(marked)), -1))
    return np.asarray(np.maximum.accumulate(places))


def at(values: Floats, places: Ints, beyond: float) -> Floats:
    """The values at some places; ``beyond`` where a place is off the page."""
    on_page = (places >= 0) & (places < len(values))
    return np.where(on_page, values[np.clip(places, 0, max(0, len(values) - 1))], beyond)
