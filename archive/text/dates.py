"""Whole dates, as newspapers print them and as files are named after them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from archive.text.numbers import SMALL_NUMBER, digits_of, small_number

# Years outside these are numbers of something else: the Chinese press is younger, and nothing is dated ahead.
FIRST_YEAR, LAST_YEAR = 1870, 2099

_YEAR = r"(?P<year>[0-9０-９]{4}|[〇○零一二三四五六七八九]{4})"
_PRINTED = rf"{_YEAR}\s*年\s*(?P<month>{SMALL_NUMBER})\s*月\s*(?P<day>{SMALL_NUMBER})\s*[日号]"
_PARTED = r"(?<![0-9])(?P<year2>[0-9]{4})(?P<mark>[-./_])(?P<month2>[0-9]{1,2})(?P=mark)(?P<day2>[0-9]{1,2})(?![0-9])"
_RUN = r"(?<![0-9A-Za-z])(?P<year3>[0-9]{4})(?P<month3>[0-9]{2})(?P<day3>[0-9]{2})(?![0-9A-Za-z])"
_DATE = re.compile(f"{_PRINTED}|{_PARTED}|{_RUN}")


class FoundDate(NamedTuple):
    """A date and where it stands: ``text[start:end]``."""

    date: dt.date
    start: int
    end: int


def find_dates(text: str) -> Iterator[FoundDate]:
    """Every whole date of the text, in order: 2023年6月15日, 二〇二三年六月十五日, 2023-06-15, 20230615."""
    for match in _DATE.finditer(text):
        date = _date_of(match)
        if date:
            yield FoundDate(date, *match.span())


def parse_date(text: str) -> dt.date | None:
    """The date that this text is, and nothing else; None where it is none."""
    found = next(find_dates(text.strip()), None)
    return found.date if found and (found.start, found.end) == (0, len(text.strip())) else None


def _date_of(match: re.Match[str]) -> dt.date | None:
    """The date of a match, unless the calendar has no such day."""
    parts = match.groupdict()
    if parts["year"]:
        year, month, day = digits_of(parts["year"]), small_number(parts["month"]), small_number(parts["day"])
    else:
        number = "2" if parts["year2"] else "3"
        year, month, day = (int(parts[name + number]) for name in ("year", "month", "day"))
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return _day(year, month or 0, day or 0)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
