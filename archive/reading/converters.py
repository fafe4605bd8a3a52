"""The parts of an address that are neither words nor plain numbers."""

from __future__ import annotations

import datetime as dt

from archive.models import parse_day


class Day:
    """``2023-06-15`` as a date, ``undated`` as None; anything else is not an address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}|undated"

    def to_python(self, value: str) -> dt.date | None:
        """The date; ValueError for one that no calendar has."""
        return parse_day(value)

    def to_url(self, value: dt.date | str | None) -> str:
        """The day as it stands in addresses."""
        return "undated" if value is None else str(value)


class PageCode:
    """``p3`` for a page whose number is known, ``u1`` for one whose number is not."""

    regex = "[pu][1-9][0-9]{0,4}"

    def to_python(self, value: str) -> str:
        """The code itself."""
        return value

    def to_url(self, value: str) -> str:
        """The code itself."""
        return value


class Year:
    """A year in four digits."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        """The year."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The year in four digits."""
        return f"{value:04}"


class Month:
    """A month in two digits."""

    regex = "0[1-9]|1[0-2]"

    def to_python(self, value: str) -> int:
        """The month, from 1."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The month in two digits."""
        return f"{value:02}"
