"""Initiatives as columns, what was measured as rows, and in each cell every number with its sentence. Pure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from archive.models import Figure, Initiative
from archive.text.folding import fold

# Numbers of one thing that are told for days no further apart than this, in days, speak of the same time: a story is
# printed again within the week.
SAME_TIME_DAYS = 7
# Measure words that count people all alike.
# What one cell shows: the latest values, and of each value the latest sentences. The files have all of them.
VALUES_SHOWN, SENTENCES_SHOWN = 6, 3
PEOPLE = dict.fromkeys(("名", "位", "个人"), "人")


@dataclass(frozen=True)
class Told:
    """One value of a cell, and the figures that tell it, the latest first."""

    figures: tuple[Figure, ...]

    @property
    def shown(self) -> tuple[Figure, ...]:
        """The latest figures that tell it."""
        return self.figures[:SENTENCES_SHOWN]

    @property
    def latest(self) -> Figure:
        """The figure that stands for the value."""
        return self.figures[0]


@dataclass(frozen=True)
class Cell:
    """What reports say of one initiative and one measure: values, the latest first; none where no report was found.

    ``differs`` where two reports of the same time do not agree.
    """

    told: tuple[Told, ...] = ()
    differs: bool = False

    @property
    def shown(self) -> tuple[Told, ...]:
        """The latest values."""
        return self.told[:VALUES_SHOWN]

    @property
    def left_out(self) -> int:
        """How many older values are not shown."""
        return len(self.told) - len(self.shown)


@dataclass(frozen=True)
class Measure:
    """A row: what is counted, in which unit, and a cell for each initiative."""

    what: str
    unit: str
    cells: tuple[Cell, ...]

    @property
    def reported(self) -> int:
        """Of how many initiatives it is reported."""
        return sum(bool(cell.told) for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """Measures that several initiatives share, the most widely reported first, and those that are told of one alone."""

    shared: tuple[Measure, ...]
    alone: tuple[Measure, ...]


def matrix(initiatives: Sequence[Initiative], figures: Iterable[Figure]) -> Matrix:
    """The figures laid out by initiative and by what they count."""
    rows: dict[tuple[str, str], dict[int | None, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        rows[key_of(figure)][figure.initiative_id].append(figure)
    measures = sorted(
        (measure_of(initiatives, by_initiative) for by_initiative in rows.values()),
        key=lambda one: (-one.reported, one.what),
    )
    return Matrix(
        tuple(one for one in measures if one.reported > 1 or len(initiatives) == 1),
        tuple(one for one in measures if one.reported == 1 and len(initiatives) > 1),
    )


def key_of(figure: Figure) -> tuple[str, str]:
    """By what figures are told to measure the same: what they count, however it is written, and their unit."""
    unit = fold(figure.unit).strip()
    return fold(figure.what).strip(), PEOPLE.get(unit, unit)


def measure_of(initiatives: Sequence[Initiative], figures: Mapping[int | None, list[Figure]]) -> Measure:
    """The row of figures that measure the same."""
    first = next(one for initiative in initiatives for one in figures.get(initiative.pk, ()))
    return Measure(
        first.what, first.unit, tuple(cell_of(figures.get(initiative.pk, ())) for initiative in initiatives)
    )


def cell_of(figures: Sequence[Figure]) -> Cell:
    """The values of a cell, each once."""
    values: dict[tuple[Decimal, Decimal | None], list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=time_of, reverse=True):
        values[figure.value, figure.maximum].append(figure)
    told = tuple(Told(tuple(same)) for same in values.values())
    return Cell(told, any(disagree(one, other) for one, other in combinations(told, 2)))


def disagree(one: Told, other: Told) -> bool:
    """Do two values stand for the same time?"""
    return any(
        is_same_time(moment_of(figure), moment_of(rival)) for figure in one.figures for rival in other.figures
    )


def is_same_time(one: dt.date | None, other: dt.date | None) -> bool:
    """Are two days as good as one? Of a day that nobody knows, nothing can be said."""
    return one is not None and other is not None and abs((one - other).days) <= SAME_TIME_DAYS


def moment_of(figure: Figure) -> dt.date | None:
    """The day of which a figure speaks: the one it names, else the one on which it was printed."""
    return figure.as_of or figure.article.page.issue.date


def time_of(figure: Figure) -> tuple[dt.date, int]:
    """To sort figures by; those of an unknown day come first."""
    return moment_of(figure) or dt.date.min, figure.pk
