"""The archive by date: home, newspaper, year, month, issue, page; and the page about itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from archive.models import Article, FurnitureLine, Initiative, Issue, Newspaper, Page, UnassignedLine
from archive.models.articles import ArticleQuerySet
from archive.reading.access import sign_in_first
from archive.reading.holdings import (
    days_held,
    holdings,
    issues_held,
    month_sheet,
    month_sheets,
    totals,
    years_held,
)

# Stories and initiatives on the front page: what fits a desktop screen or two.
FRONT_STORIES = 11
FRONT_INITIATIVES = 8
# Issues named on a newspaper's own page, newest first.
LATEST_ISSUES = 10


@dataclass(frozen=True)
class PageOfStories:
    """A printed page and its stories in print order."""

    page: Page
    stories: list[Article]


def home(request: HttpRequest) -> HttpResponse:
    """The front page: search, the newest issue, what unions do, and what the archive holds."""
    published = Article.objects.published(request.user)
    newest = list(published.newest_first().with_place()[:FRONT_STORIES])
    issue = newest[0].page.issue if newest else None
    held = holdings(published)
    context = {
        "issue": issue,
        "front": [story for story in newest if story.page.issue == issue],
        "earlier": [story for story in newest if story.page.issue != issue],
        "initiatives": Initiative.objects.most_reported(published).select_related("lead", "region")[
            :FRONT_INITIATIVES
        ],
        "initiative_count": Initiative.objects.count(),
        "holdings": held,
        "totals": totals(held),
    }
    return render(request, "reading/home.html", context)


def about(request: HttpRequest) -> HttpResponse:
    """What this archive is and how far it can be trusted."""
    held = holdings(Article.objects.published(request.user))
    return render(request, "reading/about.html", {"holdings": held})


def newspaper(request: HttpRequest, slug: str) -> HttpResponse:
    """A newspaper: what is held of it, year by year."""
    paper = get_object_or_404(Newspaper.objects.select_related("region"), slug=slug)
    if not paper.admits(request.user):
        return sign_in_first(request)
    published = Article.objects.published(request.user).of(paper)
    context = {
        "newspaper": paper,
        "years": years_held(published),
        "latest": issues_held(published, limit=LATEST_ISSUES),
    }
    return render(request, "reading/newspaper.html", context)


def year(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A year of a newspaper as twelve calendars."""
    paper = get_object_or_404(Newspaper, slug=slug)
    if not paper.admits(request.user):
        return sign_in_first(request)
    held = days_held(Article.objects.published(request.user).of(paper), number)
    if not held:
        raise Http404
    context = {"newspaper": paper, "year": number, "months": month_sheets(number, held)}
    return render(request, "reading/year.html", context)


def month(request: HttpRequest, slug: str, number: int, month_number: int) -> HttpResponse:
    """A month of a newspaper: its calendar, and its issues with their sizes."""
    paper = get_object_or_404(Newspaper, slug=slug)
    if not paper.admits(request.user):
        return sign_in_first(request)
    printed = Article.objects.published(request.user).of(paper).filter(page__issue__date__year=number)
    issues = issues_held(printed.filter(page__issue__date__month=month_number))
    if not issues:
        raise Http404
    sheet = month_sheet(number, month_number, {one.date: one.articles for one in issues if one.date})
    context = {"newspaper": paper, "year": number, "month": sheet, "issues": issues}
    return render(request, "reading/month.html", context)


def issue(request: HttpRequest, slug: str, day: dt.date | None) -> HttpResponse:
    """An issue: its pages with their stories."""
    found = get_object_or_404(Issue.objects.select_related("newspaper"), newspaper__slug=slug, date=day)
    if not found.newspaper.admits(request.user):
        return sign_in_first(request)
    pages = pages_of(Article.objects.published(request.user).filter(page__issue=found))
    if not pages:
        raise Http404
    return render(request, "reading/issue.html", {"issue": found, "pages": pages})


def page(request: HttpRequest, slug: str, day: dt.date | None, code: str) -> HttpResponse:
    """A printed page: its stories, and the lines that belong to none."""
    found = get_object_or_404(
        Page.objects.select_related("issue__newspaper"),
        issue__newspaper__slug=slug,
        issue__date=day,
        code=code,
    )
    if not found.issue.newspaper.admits(request.user):
        return sign_in_first(request)
    published = Article.objects.published(request.user)
    pages = pages_of(published.filter(page=found))
    if not pages:
        raise Http404
    context = {
        "page": found,
        "stories": pages[0].stories,
        "siblings": Page.objects.filter(articles__in=published, issue=found.issue_id).distinct(),
        "show_lines": found.issue.newspaper.shows_text_to(request.user),
        "unassigned": UnassignedLine.objects.filter(source__page=found, source__newer=None),
        "furniture": FurnitureLine.objects.filter(source__page=found, source__newer=None),
    }
    return render(request, "reading/page.html", context)


def pages_of(articles: ArticleQuerySet) -> list[PageOfStories]:
    """The pages on which these articles stand, in order of their numbers, each with its stories."""
    in_order = articles.newest_first().with_place()
    return [
        PageOfStories(stories[0].page, stories)
        for stories in (list(group) for _page, group in groupby(in_order, key=lambda one: one.page_id))
    ]
