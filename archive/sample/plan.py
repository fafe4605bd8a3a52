"""Which paper reports which programme on which day, and in what form, over five years."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.sample.names import draw_names
from archive.sample.programmes import Running
from archive.sample.world import NEWSPAPERS, Newspaper

FIRST_YEAR, LAST_YEAR = 2020, 2024
# Forms of a story with how often they stand in a paper, out of 100.
KINDS = {"news": 48, "brief": 20, "feature": 14, "photo": 8, "letter": 4, "list": 3, "notice": 3}
PAGES = 8
# Reporters on the staff of each paper: few enough that a byline comes again.
STAFF = 6
# A day that every month has.
LAST_DAY = 28


@dataclass(frozen=True)
class Slot:
    """A place in a paper that a story is written for. ``number`` tells apart the stories of one day."""

    date: dt.date
    number: int
    newspaper: Newspaper
    page: int
    reporter: str
    kind: str
    running: Running


def draw_slots(runs: Sequence[Running], count: int, rng: random.Random) -> list[Slot]:
    """So many places, in order of date; every programme comes up in turn, year after year."""
    order = rng.sample(runs, len(runs))
    staff = {newspaper: draw_names(STAFF, rng) for newspaper in NEWSPAPERS}
    slots = [_draw_slot(order[number % len(order)], number, staff, rng) for number in range(count)]
    return sorted(slots, key=lambda slot: (slot.date, slot.number))


def _draw_slot(
    running: Running, number: int, staff: Mapping[Newspaper, Sequence[str]], rng: random.Random
) -> Slot:
    newspaper = rng.choice(NEWSPAPERS)
    return Slot(
        date=_draw_date(running, number, rng),
        number=number,
        newspaper=newspaper,
        page=rng.randint(1, PAGES),
        reporter=rng.choice(staff[newspaper]),
        kind=rng.choices(list(KINDS), list(KINDS.values()))[0],
        running=running,
    )


def _draw_date(running: Running, number: int, rng: random.Random) -> dt.date:
    """A day in the programme's season; numbers go through the years and begin again."""
    first = max(FIRST_YEAR, running.year)
    year = first + number % (LAST_YEAR - first + 1)
    months = [month for month in running.programme.months if _has_begun(running, year, month)]
    return dt.date(year, rng.choice(months), rng.randint(1, LAST_DAY))


def _has_begun(running: Running, year: int, month: int) -> bool:
    return (year, month) > (running.start.year, running.start.month)
