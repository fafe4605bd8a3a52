"""The programmes that the sample reports: what is told of each, and how it runs in a town."""

from __future__ import annotations

import datetime as dt
import math
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.sample.world import Town

_VOCABULARY = Path(__file__).parent / "vocabulary"
# What a programme's file tells in templates, a list for each part of a story.
PARTS = (
    *("headlines", "kickers", "decks", "leads", "backgrounds", "practices"),
    *("figures", "voices", "plans", "captions", "crossheads"),
)
# How many programmes each town runs, as steps around the list of programmes: neighbours in the list of towns run
# different ones, and each is run in six provinces.
_STEPS = (0, 4, 7)
# First and last year in which a programme may begin.
_BEGINNINGS = (2018, 2022)
# Share of starts that are known to the month; of the others only the year.
_MONTH_KNOWN = 0.5
DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Measure:
    """Something that a programme counts, from ``low`` to ``high`` when it begins, times ``growth`` a year."""

    what: str
    unit: str
    low: float
    high: float
    growth: float


@dataclass(frozen=True)
class Programme:
    """A kind of programme, whoever runs it."""

    name: str
    name_en: str
    kind: str
    title: str
    problem: str
    practice: str
    insight: str
    components: tuple[tuple[str, str], ...]
    months: tuple[int, ...]
    measures: dict[str, Measure]
    parts: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Running:
    """A programme as one town runs it. ``size`` (0 to 1) tells small towns from large ones."""

    programme: Programme
    town: Town
    year: int
    month: int | None
    size: float

    @property
    def title(self) -> str:
        """The name that only this town's programme has."""
        return self.programme.title.replace("{town}", self.town.name)

    @property
    def start(self) -> dt.date:
        """The first day of its first month, or of its first year."""
        return dt.date(self.year, self.month or 1, 1)

    @property
    def started_on(self) -> str:
        """The start as far as it is known: ``2019`` or ``2019-06``."""
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)

    def count(self, measure: Measure, date: dt.date) -> float:
        """What the measure has come to on this day; later days never see less, unless it shrinks by design."""
        years = (date - self.start).days / DAYS_A_YEAR
        beginning = measure.low + self.size * (measure.high - measure.low)
        return beginning * math.pow(measure.growth, years)


def read_shared() -> dict[str, Any]:
    """The templates that all programmes share."""
    return tomllib.loads((_VOCABULARY / "shared.toml").read_text(encoding="utf-8"))


def read_programmes() -> list[Programme]:
    """Every programme, in the order of their files."""
    return [
        _programme_of(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted((_VOCABULARY / "programmes").glob("*.toml"))
    ]


def _programme_of(told: dict[str, Any]) -> Programme:
    return Programme(
        **{key: told[key] for key in ("name", "name_en", "kind", "title", "problem", "practice", "insight")},
        components=tuple((name, description) for name, description in told["components"]),
        months=tuple(told.get("months", range(1, 13))),
        measures={key: Measure(**measure) for key, measure in told["measures"].items()},
        parts={part: tuple(told[part]) for part in PARTS},
    )


def draw_running(programmes: Sequence[Programme], towns: Sequence[Town], rng: random.Random) -> list[Running]:
    """The programmes of every town, so that each programme runs in several provinces."""
    return [
        Running(
            programme=programmes[(place + step) % len(programmes)],
            town=town,
            year=rng.randint(*_BEGINNINGS),
            month=rng.randint(1, 6) if rng.random() < _MONTH_KNOWN else None,
            size=rng.random(),
        )
        for place, town in enumerate(towns)
        for step in _STEPS
    ]
