"""What the archive holds, counted and laid out as calendars: of the articles given, and of no others."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Max, Min
from django.db.models.functions import ExtractMonth, ExtractYear

from archive.models import Certainty, Newspaper
from archive.models.articles import ArticleQuerySet

DATE = "page__issue__date"


@dataclass(frozen=True)
class Holding:
    """How much of one newspaper is held."""

    newspaper: Newspaper
    articles: int
    issues: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True)
class Totals:
    """The numbers of the archive."""

    newspapers: int
    issues: int
    articles: int


@dataclass(frozen=True)
class HeldIssue:
    """An issue, and how much of it is held; an issue without a date stands under ``undated``."""

    date: dt.date | None
    certainty: Certainty
    number: str
    pages: int
    articles: int


@dataclass(frozen=True)
class MonthCount:
    """A month of one year, and how many issues of it are held."""

    first: dt.date
    issues: int


@dataclass(frozen=True)
class Day:
    """A day of a calendar, and how many articles of it are held; 0 where no issue is."""

    date: dt.date
    articles: int


@dataclass(frozen=True)
class MonthSheet:
    """A month as weeks from Monday; None for the days of its neighbours."""

    first: dt.date
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def weekdays(self) -> list[dt.date]:
        """A Monday to a Sunday, for the heads of the columns."""
        monday = self.first - dt.timedelta(days=self.first.weekday())
        return [monday + dt.timedelta(days=after) for after in range(7)]

    @property
    def issues(self) -> int:
        """On how many days an issue is held."""
        return sum(day is not None and day.articles > 0 for week in self.weeks for day in week)


def holdings(articles: ArticleQuerySet) -> list[Holding]:
    """One for each newspaper of which something is held, the fullest first."""
    rows = (
        articles.order_by()
        .values_list("page__issue__newspaper")
        .annotate(
            held=Count("pk"), issues=Count("page__issue", distinct=True), first=Min(DATE), last=Max(DATE)
        )
        .order_by("-held", "page__issue__newspaper")
    )
    newspapers = Newspaper.objects.in_bulk()
    return [Holding(newspapers[newspaper], *rest) for newspaper, *rest in rows]


def totals(held: Iterable[Holding]) -> Totals:
    """All holdings together."""
    held = list(held)
    return Totals(len(held), sum(one.issues for one in held), sum(one.articles for one in held))


def issues_held(articles: ArticleQuerySet, limit: int | None = None) -> list[HeldIssue]:
    """The issues of one newspaper, newest first, the undated last."""
    rows = (
        articles.order_by()
        .values_list(DATE, "page__issue__date_certainty", "page__issue__number")
        .annotate(pages=Count("page", distinct=True), articles=Count("pk"))
        .order_by(F(DATE).desc(nulls_last=True))
    )
    return [HeldIssue(date, Certainty(certainty), *rest) for date, certainty, *rest in rows[:limit]]


def years_held(articles: ArticleQuerySet) -> list[list[MonthCount]]:
    """The twelve months of each year of which an issue is held, newest year first."""
    rows = (
        articles.filter(page__issue__date__isnull=False)
        .order_by()
        .values_list(ExtractYear(DATE), ExtractMonth(DATE))
        .annotate(issues=Count("page__issue", distinct=True))
    )
    held = {(year, month): issues for year, month, issues in rows}
    years = sorted({year for year, _month in held}, reverse=True)
    return [
        [MonthCount(dt.date(year, month, 1), held.get((year, month), 0)) for month in range(1, 13)]
        for year in years
    ]


def days_held(articles: ArticleQuerySet, year: int) -> dict[dt.date, int]:
    """How many articles are held of each day of a year that has any."""
    rows = articles.filter(page__issue__date__year=year).order_by().values_list(DATE).annotate(Count("pk"))
    return dict(rows)


def month_sheets(year: int, held: dict[dt.date, int]) -> list[MonthSheet]:
    """The twelve months of a year as calendars."""
    return [month_sheet(year, month, held) for month in range(1, 13)]


def month_sheet(year: int, month: int, held: dict[dt.date, int]) -> MonthSheet:
    """One month as a calendar."""
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    return MonthSheet(
        dt.date(year, month, 1),
        tuple(
            tuple(Day(day, held.get(day, 0)) if day.month == month else None for day in week)
            for week in weeks
        ),
    )
