"""Dates in a query: a year, a month, a day, or a range of them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata

from archive.search.query.tree import Range

# Between two days: 2022..2023, 2022至2023, 2022~2023.
BETWEEN = re.compile(r"\s*(?:\.\.|至|到|~|—)\s*")
# 2023, 2023-06, 2023-06-15, 2023/6/15, 2023.6.15, 2023年6月15日
DAY = re.compile(r"(\d{4})(?:[-/.年](?:(\d{1,2})(?:[-/.月](?:(\d{1,2})日?)?)?)?)?")


def dates_of(text: str) -> Range | None:
    """The days a value names: ``2023``, ``2023-06``, ``2022..2023``, ``2022..``; None when it names none.

    An end before its beginning is no range: a reader is told, not shown that nothing was printed then.
    """
    value = unicodedata.normalize("NFKC", text).strip()
    first, dots, last = BETWEEN.sub("..", value, count=1).partition("..")
    try:
        start = _days(first) if first else None
        end = _days(last) if last else None
    except ValueError:
        return None
    if not dots:
        return Range("date", *start) if start else None
    if (start or end) is None or (start and end and start[0] > end[1]):
        return None
    return Range("date", start[0] if start else None, end[1] if end else None)


def _days(text: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a year, month or day; ValueError when it is none of them."""
    found = DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None  # noqa: S101  # the pattern has no match without a year
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return dt.date(year, month or 1, day or 1), dt.date(year, last_month, last_day)
