"""The articles that name a subject, as its page tells them: year by year, and each with the words that name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.utils.safestring import SafeString

from archive.models import Article, Initiative, Issue, Mention, Newspaper, Organization, Region
from archive.models.articles import ArticleQuerySet
from archive.reading.charts import Strip, years
from archive.reading.paging import page_of
from archive.reading.typeset.listing import around

Subject = Initiative | Organization | Region

# Characters shown on either side of a name: with it, about two lines of print.
PASSAGE_CHARS = 44
# A single year needs no chart.
YEARS_FOR_A_CHART = 2


@dataclass(frozen=True)
class Report:
    """An article, and where it first names the subject; no passage where its newspaper allows first words only."""

    article: Article
    mention: Mention | None
    passage: SafeString | None

    @property
    def address(self) -> str:
        """The article, opened at the name."""
        address = str(self.article.get_absolute_url())
        return f"{address}#mention-{self.mention.pk}" if self.mention and self.passage else address


@dataclass(frozen=True)
class Years:
    """How many articles of each year; ``undated`` have none."""

    strip: Strip
    undated: int


def reports_on(request: HttpRequest, subject: Subject, published: ArticleQuerySet) -> dict[str, Any]:
    """What a subject's page shows of its articles: this page of the list, and the years."""
    articles = published.about(subject)
    rows, pager = page_of(request, articles.newest_first().with_place())
    return {
        "reports": list(reports(rows, subject)),
        "report_count": rows.paginator.count,
        "pager": pager,
        "years": by_year(articles, published),
    }


def reports(articles: Iterable[Article], subject: Subject) -> Iterator[Report]:
    """Each article with the first words that name the subject, those of its body before those of its headline."""
    articles = list(articles)
    named = Mention.objects.accepted().of(subject).filter(article__in=articles).order_by("field", "start")
    first: dict[int, Mention] = {}
    for mention in named:
        first.setdefault(mention.article_id, mention)
    for article in articles:
        found = first.get(article.pk)
        is_open = article.page.issue.newspaper.access == Newspaper.Access.OPEN
        yield Report(article, found, passage(article, found) if found and is_open else None)


def passage(article: Article, mention: Mention) -> SafeString | None:
    """The words around a name, the name marked; None where it stands no more."""
    text = str(getattr(article, mention.field))
    if text[mention.start : mention.end] != mention.surface:
        return None
    return around(text, mention.start, mention.end, PASSAGE_CHARS)


def by_year(articles: ArticleQuerySet, published: ArticleQuerySet) -> Years | None:
    """The years of these articles among all the years of which something is held; None where they are too few."""
    counted = articles.order_by().values_list(ExtractYear("page__issue__date")).annotate(Count("pk"))
    counts = dict(counted)
    undated = counts.pop(None, 0)
    held = years_held(published)
    if not counts or len(held) < YEARS_FOR_A_CHART:
        return None
    return Years(years(counts, held), undated)


def years_held(published: ArticleQuerySet) -> set[int]:
    """The years of which an issue with something to read is held."""
    issues = Issue.objects.filter(Exists(published.filter(page__issue=OuterRef("pk"))), date__isnull=False)
    return {day.year for day in issues.dates("date", "year")}
