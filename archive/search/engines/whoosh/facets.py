"""How many of the documents found have each value of a field, or were printed in each stretch of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from archive.search.engines.whoosh.arrays.files import Array
from archive.search.engines.whoosh.executor.columns import counted, counted_between
from archive.search.engines.whoosh.executor.executor import Executor
from archive.search.engines.whoosh.schema import SEPARATOR

MONTHS_IN = {"month": 1, "year": 12}


def count_values(executor: Executor, documents: Array, name: str) -> list[tuple[str, int]]:
    """Values and how many documents have each, most frequent first."""
    counts = counted(executor.values(name), documents, SEPARATOR)
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))


def count_dates(
    executor: Executor, documents: Array, name: str, asked: Mapping[str, Any]
) -> list[tuple[dt.date, int]]:
    """Beginnings of stretches of time and how many documents fall in each, earliest first."""
    stretches = list(_stretches(asked["start_date"], asked["end_date"], asked["gap_by"], asked["gap_amount"]))
    days = [(start.toordinal(), end.toordinal()) for start, end in stretches]
    counts = counted_between(executor.values(name), documents, days)
    return [(start, count) for (start, _end), count in zip(stretches, counts, strict=True)]


def _stretches(
    start: dt.date, end: dt.date, gap_by: str, gap_amount: int
) -> Iterator[tuple[dt.date, dt.date]]:
    """Stretches of time from ``start`` to ``end``, each with its first day and the first behind it."""
    while start < end:
        following = _later(start, gap_by, gap_amount)
        yield start, min(following, end)
        start = following


def _later(day: dt.date, gap_by: str, gap_amount: int) -> dt.date:
    """The first day of the next stretch."""
    if gap_by not in MONTHS_IN:
        return day + dt.timedelta(**{f"{gap_by}s": gap_amount})
    years, month = divmod(day.month - 1 + MONTHS_IN[gap_by] * gap_amount, 12)
    return day.replace(year=day.year + years, month=month + 1, day=1)
