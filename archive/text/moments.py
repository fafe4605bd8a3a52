"""Times as stories tell them, resolved from the day of the paper: 近日, 去年10月, 截至目前, 6月14日.

Of a text in half width (NFKC): see ``archive.text.folding``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.text.dates import FIRST_YEAR, LAST_YEAR
from archive.text.numbers import SMALL_NUMBER, digits_of, small_number

_YEAR = r"(?:(?P<year>\d{4}|[〇○零一二三四五六七八九]{4})年|(?P<relative>今年|本年|去年|上年|前年|当年|明年))"
_MONTH = (
    rf"(?:(?P<month>{SMALL_NUMBER})月(?:(?P<day>{SMALL_NUMBER})[日号]|(?P<part>份|底|末|初|上旬|中旬|下旬))?)"
)
_NOW = r"(?P<now>截至目前|到目前|目前|至今|迄今|如今|眼下|近日|日前|近期|最近|日内|昨日|昨天|今日|今天|今年以来|年初以来)"
_ONLY = r"(?<![\d个月.])(?P<only>\d{1,2})日(?![内间])"
# The last of these may be empty, and then is none.
_MOMENT = re.compile(rf"{_NOW}|{_ONLY}|(?<![\d个]){_YEAR}?(?:{_MONTH}|年?(?:底|末|初))?")
_YEARS_AWAY = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_YESTERDAY = frozenset({"昨日", "昨天"})
_LAST_OF_PART = {"初": 10, "上旬": 10, "中旬": 20}
_MONTHS = 12


class Moment(NamedTuple):
    """A time that stands at ``text[start:end]``.

    ``date`` is its last day: of a year the 31st of December. ``precision`` is day, month or year. ``is_inferred`` where
    the day of the paper was needed to tell.
    """

    date: dt.date
    precision: str
    is_inferred: bool
    start: int
    end: int


def moments(text: str, printed_on: dt.date | None) -> Iterator[Moment]:
    """Every time that a text tells, in order; relative ones only where the day of the paper is known."""
    for match in _MOMENT.finditer(text):
        found = _moment(match, printed_on) if match.group() else None
        if found:
            yield found


def _moment(match: re.Match[str], printed_on: dt.date | None) -> Moment | None:
    parts = match.groupdict()
    if parts["now"]:
        return _now(match, printed_on)
    if parts["only"]:
        return _day_of_month(match, printed_on)
    year, is_inferred = _year(parts, printed_on)
    if (
        year is None
        or not FIRST_YEAR <= year <= LAST_YEAR
        or not any(map(parts.get, ("year", "relative", "month")))
    ):
        return None
    if not parts["month"]:
        last = dt.date(year, _MONTHS, 31)
        is_this_year = bool(parts["relative"]) and printed_on is not None and printed_on.year == year
        return Moment(printed_on if is_this_year and printed_on else last, "year", is_inferred, *match.span())
    return _in_month(match, year, printed_on, is_inferred=is_inferred)


def _in_month(
    match: re.Match[str], year: int, printed_on: dt.date | None, *, is_inferred: bool
) -> Moment | None:
    """A month, or a day of it. A day that would lie ahead of the paper, and says no year, is of the year before."""
    month, day = small_number(match["month"]) or 0, small_number(match["day"]) if match["day"] else None
    date = _date(year, month, day or _last_day(year, month, match["part"] or ""))
    says_no_year = not match["year"] and not match["relative"]
    if date and day and says_no_year and printed_on and date > printed_on:
        date = _date(year - 1, month, day)
    return Moment(date, "day" if day else "month", is_inferred, *match.span()) if date else None


def _now(match: re.Match[str], printed_on: dt.date | None) -> Moment | None:
    if not printed_on:
        return None
    away = dt.timedelta(days=1 if match["now"] in _YESTERDAY else 0)
    return Moment(printed_on - away, "day", True, *match.span())


def _year(parts: dict[str, str | None], printed_on: dt.date | None) -> tuple[int | None, bool]:
    """The year, and whether the day of the paper told it."""
    if parts["year"]:
        return digits_of(parts["year"]), False
    if not printed_on:
        return None, True
    return printed_on.year + _YEARS_AWAY.get(parts["relative"] or "", 0), True


def _day_of_month(match: re.Match[str], printed_on: dt.date | None) -> Moment | None:
    """7日: of the month of the paper, or of the month before."""
    if not printed_on:
        return None
    date = _date(printed_on.year, printed_on.month, int(match["only"]))
    if date and date > printed_on:
        before = printed_on.replace(day=1) - dt.timedelta(days=1)
        date = _date(before.year, before.month, int(match["only"]))
    return Moment(date, "day", True, *match.span()) if date else None


def _last_day(year: int, month: int, part: str) -> int:
    if not 1 <= month <= _MONTHS:
        return 0
    return _LAST_OF_PART.get(part, calendar.monthrange(year, month)[1])


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
