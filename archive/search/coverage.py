"""What the archive holds of a time: beside every count over time stands what there was to be counted in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.db.models.functions import ExtractMonth, ExtractYear

from archive.models import Article
from archive.search.indexes import UNDATED
from archive.search.query.tree import And, Node, Range, Typed, Value

if TYPE_CHECKING:
    from archive.models.articles import ArticleQuerySet, Reader

DATE = "page__issue__date"
NEWSPAPER = "page__issue__newspaper__slug"
# A month as one number: 202306.
MONTH = ExtractYear(DATE) * 100 + ExtractMonth(DATE)
FULL_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True)
class Held:
    """How many issues, and articles in them, are held."""

    issues: int = 0
    articles: int = 0


@dataclass(frozen=True)
class Frame:
    """The newspapers, days and months that a question keeps to; None where it names none.

    Months are as the index has them: ``2023-06``, or the word for what has no date.
    """

    newspapers: frozenset[str] | None = None
    months: frozenset[str] | None = None
    first: dt.date | None = None
    last: dt.date | None = None

    def holds(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Those of these articles that stand within the frame."""
        if self.newspapers is not None:
            articles = articles.filter(**{f"{NEWSPAPER}__in": self.newspapers})
        if self.months is not None:
            articles = articles.annotate(month=MONTH).filter(_in_months(self.months))
        if self.first is not None:
            articles = articles.filter(**{f"{DATE}__gte": self.first})
        if self.last is not None:
            articles = articles.filter(**{f"{DATE}__lte": self.last})
        return articles

    def within(self, other: Frame) -> Frame:
        """What is in both."""
        firsts = [one.first for one in (self, other) if one.first is not None]
        lasts = [one.last for one in (self, other) if one.last is not None]
        return Frame(
            _both(self.newspapers, other.newspapers),
            _both(self.months, other.months),
            max(firsts, default=None),
            min(lasts, default=None),
        )


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """What is in both; None stands for everything."""
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _in_months(months: frozenset[str]) -> Q:
    """Printed in one of these months, or undated where that is one of them."""
    numbers = [int(month.replace("-", "")) for month in months if FULL_MONTH.fullmatch(month)]
    return Q(month__in=numbers) | (Q(month=None) if UNDATED in months else Q(pk=None))


# What is held of each month, by its first day; of what has no date under None.
Coverage = Mapping[dt.date | None, Held]


def frame_of(tree: Node) -> Frame:
    """The newspapers and days that everything a tree can find stands in."""
    match tree:
        case Value("newspaper", values):
            return Frame(newspapers=frozenset(values))
        case Value("month", values):
            return Frame(months=frozenset(values))
        case Range("date", start, end):
            return Frame(first=_day(start), last=_day(end))
        case Typed(child):
            return frame_of(child)
        case And(children):
            frame = Frame()
            for child in children:
                frame = frame.within(frame_of(child))
            return frame
    return Frame()


def held_by_month(frame: Frame, reader: Reader) -> Coverage:
    """What is held of every month of which anything is, by its first day; what has no date under None."""
    days = frame.holds(Article.objects.published(reader)).order_by().values_list(DATE)
    held: dict[dt.date | None, Held] = {}
    # By days: every issue has one, and a month made in the database costs a call of Python an article.
    for day, issues, articles in days.annotate(Count("page__issue", distinct=True), Count("pk")):
        month = day.replace(day=1) if day else None
        before = held.get(month, Held())
        held[month] = Held(before.issues + issues, before.articles + articles)
    return held


def held_in(frame: Frame, reader: Reader) -> Held:
    """What is held of a frame in all."""
    within = frame.holds(Article.objects.published(reader)).order_by()
    return Held(**within.aggregate(issues=Count("page__issue", distinct=True), articles=Count("pk")))


def _day(value: dt.date | int | None) -> dt.date | None:
    return value if isinstance(value, dt.date) else None
