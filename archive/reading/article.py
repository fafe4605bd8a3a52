"""One article: the story as printed, and beside it everything by which it can be checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Case, F, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from archive.models import (
    Article,
    Figure,
    Initiative,
    Mention,
    Organization,
    Region,
    Reprint,
    RetiredArticle,
    SourceFile,
)
from archive.models.articles import ArticleQuerySet
from archive.reading.access import sign_in_first
from archive.reading.cite import gb_t_7714
from archive.reading.errors import gone
from archive.reading.typeset import SNIPPET_CHARS, Findings, LineFinder, Sheet, opening, typeset
from archive.reading.typeset.evidence import SourceLine, lines_behind
from archive.reading.typeset.found import Hits, finder, hit_number
from archive.search.related import related


@dataclass(frozen=True)
class Named:
    """The subjects that an article names, in order of their first mention."""

    organizations: list[Organization]
    initiatives: list[Initiative]
    regions: list[Region]


def article(request: HttpRequest, pk: int) -> HttpResponse:
    """The story, its gaps and doubts, its source lines, what it names, and how to cite it."""
    published = Article.objects.published(request.user)
    found = published.with_place().filter(pk=pk).first()
    if found is None:
        return not_here(request, pk)
    query = request.GET.get("q", "")
    here = hit_number(request.GET.get("hit", ""))
    mentions = list(accepted_mentions(found))
    shown_whole = found.shows_text_to(request.user)
    text = whole(found, mentions, query, here) if shown_whole else in_part(found, query, here)
    context = {
        "article": found,
        "query": query,
        "previous": published.before(found).first(),
        "next": published.after(found).first(),
        "reference": gb_t_7714(
            found, request.build_absolute_uri(found.get_absolute_url()), timezone.localdate()
        ),
        "hits": Hits.of(text["sheet"].hit_count, here),
        "reprints": reprints_of(found, published),
        "related": related(found, [mention.subject for mention in mentions], reader=request.user),
        **text,
    }
    return render(request, "reading/article.html", context)


def not_here(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an article went, why it is gone, or that one must sign in; Http404 where there never was one."""
    if Article.objects.behind_sign_in().filter(pk=pk).exists():
        return sign_in_first(request)
    retired = get_object_or_404(RetiredArticle.objects.select_related("successor"), pk=pk)
    if retired.successor is None:
        return gone(request, retired)
    return redirect(retired.successor, permanent=True)


def whole(article: Article, mentions: Sequence[Mention], query: str, here: int) -> dict[str, Any]:
    """All of a story, with its evidence."""
    sources = sources_of(article)
    findings = Findings(
        gaps=list(article.gaps.all()),
        doubts=list(article.doubts.unsettled()),
        mentions=mentions,
        figures=list(Figure.objects.accepted().filter(article=article)),
        found=finder(query, article),
        here=here,
        lines=line_finder(article, sources),
    )
    return {"sheet": typeset(article, findings), "named": named_in(mentions), "sources": sources}


def in_part(article: Article, query: str, here: int) -> dict[str, Any]:
    """The headline stack and the first words: all that the newspaper allows."""
    stack = Article(
        kicker=article.kicker, headline=article.headline, deck=article.deck, byline=article.byline
    )
    sheet: Sheet = typeset(stack, Findings(found=finder(query, stack), here=here))
    return {"sheet": sheet, "snippet": opening(article, SNIPPET_CHARS)}


def reprints_of(article: Article, published: ArticleQuerySet) -> list[Article]:
    """Where the same story is printed too, as far as this reader may find it; the earliest first."""
    pairs = Reprint.objects.standing().of(article)
    others = pairs.annotate(
        other=Case(When(first=article, then=F("second")), default=F("first"), output_field=BigIntegerField())
    )
    rows = published.filter(pk__in=others.values("other")).with_place()
    return list(rows.order_by(F("page__issue__date").asc(nulls_last=True), "pk"))


def accepted_mentions(article: Article) -> Iterable[Mention]:
    """The names in an article with their subjects at hand."""
    return (
        Mention.objects.accepted()
        .filter(article=article)
        .select_related("organization", "initiative", "region")
    )


def named_in(mentions: Iterable[Mention]) -> Named:
    """The subjects of mentions, once each."""
    subjects = list(dict.fromkeys(mention.subject for mention in mentions))
    return Named(
        [one for one in subjects if isinstance(one, Organization)],
        [one for one in subjects if isinstance(one, Initiative)],
        [one for one in subjects if isinstance(one, Region)],
    )


def sources_of(article: Article) -> list[SourceFile]:
    """The files that an article was put together from, with their bytes, its own first."""
    files = SourceFile.objects.defer(None).filter(stretches__article=article).distinct()
    return sorted(files, key=lambda one: (one.pk != article.source_id, one.pk))


def line_finder(article: Article, sources: Iterable[SourceFile]) -> LineFinder:
    """A question that tells the source lines behind a passage of one of the article's fields."""
    texts = {source.pk: source.lines() for source in sources}
    stretches = list(article.stretches.order_by("at"))

    def lines(field: str, start: int, end: int) -> tuple[SourceLine, ...]:
        return lines_behind([one for one in stretches if one.field == field], texts, start, end)

    return lines
