"""What the archive holds of a time: beside every count over time stands what there was to be counted in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear

from archive.models import Article
from archive.search.query.tree import And, Node, Range, Typed, Value

if TYPE_CHECKING:
    from archive.models.articles import ArticleQuerySet, Reader

DATE = "page__issue__date"
NEWSPAPER = "page__issue__newspaper__slug"


@dataclass(frozen=True)
class Held:
    """How many issues, and articles in them, are held."""

    issues: int = 0
    articles: int = 0


@dataclass(frozen=True)
class Frame:
    """The newspapers and days that a query keeps to; None where it names none."""

    newspapers: frozenset[str] | None = None
    first: dt.date | None = None
    last: dt.date | None = None

    def holds(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Those of these articles that stand within the frame."""
        if self.newspapers is not None:
            articles = articles.filter(**{f"{NEWSPAPER}__in": self.newspapers})
        if self.first is not None:
            articles = articles.filter(**{f"{DATE}__gte": self.first})
        if self.last is not None:
            articles = articles.filter(**{f"{DATE}__lte": self.last})
        return articles

    def within(self, other: Frame) -> Frame:
        """What is in both."""
        newspapers = [one.newspapers for one in (self, other) if one.newspapers is not None]
        firsts = [one.first for one in (self, other) if one.first is not None]
        lasts = [one.last for one in (self, other) if one.last is not None]
        return Frame(
            frozenset.intersection(*newspapers) if newspapers else None,
            max(firsts, default=None),
            min(lasts, default=None),
        )


# What is held of each month, by its first day; of what has no date under None.
Coverage = Mapping[dt.date | None, Held]


def frame_of(tree: Node) -> Frame:
    """The newspapers and days that everything a tree can find stands in."""
    match tree:
        case Value("newspaper", values):
            return Frame(newspapers=frozenset(values))
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
    rows = (
        frame.holds(Article.objects.published(reader))
        .order_by()
        .values_list(ExtractYear(DATE), ExtractMonth(DATE))
        .annotate(Count("page__issue", distinct=True), Count("pk"))
    )
    return {
        dt.date(year, month, 1) if year else None: Held(issues, articles)
        for year, month, issues, articles in rows
    }


def held_in(frame: Frame, reader: Reader) -> Held:
    """What is held of a frame in all."""
    within = frame.holds(Article.objects.published(reader)).order_by()
    return Held(**within.aggregate(issues=Count("page__issue", distinct=True), articles=Count("pk")))


def _day(value: dt.date | int | None) -> dt.date | None:
    return value if isinstance(value, dt.date) else None
