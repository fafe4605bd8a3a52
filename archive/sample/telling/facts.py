"""What is true in one story: who, where, when, and how many."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from archive.sample.names import draw_names
from archive.sample.plan import Slot
from archive.sample.telling.amounts import Amount, draw_amount
from archive.sample.telling.grammar import choose, fill

PEOPLE = ("worker", "worker2", "worker3", "official")
NUMERALS = "零一二三四五六七八九十"
# How long before its paper's date an event of the day is dated.
EVENT_DAYS_BEFORE = 1


def draw_amounts(slot: Slot, rng: random.Random) -> dict[str, Amount]:
    """Every measure of the programme as this story prints it, wherever in the story."""
    running = slot.running
    return {
        key: draw_amount(running.count(measure, slot.date), measure.unit, rng)
        for key, measure in running.programme.measures.items()
    }


def draw_facts(slot: Slot, shared: dict[str, Any], rng: random.Random) -> dict[str, str]:
    """Every fact that a template may ask for, except the amounts."""
    town, programme = slot.running.town, slot.running.programme
    company, company2 = rng.sample(town.companies, 2)
    facts = dict(zip(PEOPLE, draw_names(len(PEOPLE), rng), strict=True)) | {
        "town": town.name,
        "city": town.city,
        "reporter": slot.reporter,
        "stringer": rng.choice(town.stringers),
        "province": town.province,
        "union": town.union,
        "company": company,
        "company2": company2,
        "title": slot.running.title,
        "short": f"“{programme.name}”",
        "start_year": str(slot.running.year),
        "nth": NUMERALS[slot.date.year - slot.running.year + 1],
        "job": rng.choice(shared["jobs"]),
        "trade": rng.choice(shared["trades"]),
        "official_role": rng.choice(shared["official_roles"]),
    }
    return facts | _times(slot.date, shared, rng)


def _times(date: dt.date, shared: dict[str, Any], rng: random.Random) -> dict[str, str]:
    event = date - dt.timedelta(days=EVENT_DAYS_BEFORE)
    times = {"month": str(event.month), "day": str(event.day)}
    last = month_end_before(date)
    return times | {
        "when": fill(choose(rng.choice(shared["when"]), rng), times),
        "month_end": f"{last.month}月底" if last.year == date.year else f"去年{last.month}月底",
        "month_after": f"{date.month % 12 + 1}月",
    }


def month_end_before(date: dt.date) -> dt.date:
    """The last day of the month before."""
    return date.replace(day=1) - dt.timedelta(days=1)
