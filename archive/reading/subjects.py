"""What articles are about: organizations, initiatives and regions, each claim with the sentence behind it."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from archive.models import Article, Figure, Initiative, Organization, Region
from archive.models.articles import ArticleQuerySet
from archive.models.facts import FigureQuerySet
from archive.reading.paging import page_of

# Records on one page of a list: they are a line or two each, three columns wide on a desktop.
PER_PAGE_OF_RECORDS = 60


def organizations(request: HttpRequest) -> HttpResponse:
    """All organizations, the most reported first."""
    published = Article.objects.published(request.user)
    found = Organization.objects.most_reported(published).select_related("region")
    rows, pager = page_of(request, found, PER_PAGE_OF_RECORDS)
    return render(request, "reading/organizations.html", {"organizations": rows, "pager": pager})


def initiatives(request: HttpRequest) -> HttpResponse:
    """All initiatives, the most reported first."""
    published = Article.objects.published(request.user)
    found = Initiative.objects.most_reported(published).select_related("lead", "region")
    rows, pager = page_of(request, found, PER_PAGE_OF_RECORDS)
    return render(request, "reading/initiatives.html", {"initiatives": rows, "pager": pager})


def regions(request: HttpRequest) -> HttpResponse:
    """The provinces, each with the number of initiatives recorded in it and below it."""
    codes = Initiative.objects.exclude(region=None).values_list("region__code", flat=True)
    recorded = Counter(code[:2] for code in codes)
    provinces = [(one, recorded[one.code[:2]]) for one in Region.objects.provinces()]
    return render(request, "reading/regions.html", {"provinces": provinces})


def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """Who it is, what it runs, its figures, and the articles that name it."""
    found = get_object_or_404(
        Organization.objects.select_related("parent", "region").prefetch_related("aliases", "children"), pk=pk
    )
    published = Article.objects.published(request.user)
    articles, pager = page_of(request, listed(published.about(found)))
    context = {
        "organization": found,
        "initiatives": Initiative.objects.led_by(found).select_related("lead", "region"),
        "figures": figures_in(published).filter(organization=found),
        "articles": articles,
        "pager": pager,
    }
    return render(request, "reading/organization.html", context)


def initiative(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, whose, where and since when, its parts, its figures with their sentences, its articles."""
    found = get_object_or_404(
        Initiative.objects.select_related("lead", "region").prefetch_related(
            "aliases", "components", "partners"
        ),
        pk=pk,
    )
    published = Article.objects.published(request.user)
    articles, pager = page_of(request, listed(published.about(found)))
    context = {
        "initiative": found,
        "figures": figures_in(published).filter(initiative=found),
        "namesakes": Initiative.objects.filter(name=found.name).exclude(pk=pk).select_related("lead"),
        "articles": articles,
        "pager": pager,
    }
    return render(request, "reading/initiative.html", context)


def region(request: HttpRequest, code: str) -> HttpResponse:
    """What unions of a region do, and the articles that name it."""
    found = get_object_or_404(Region.objects.select_related("parent").prefetch_related("children"), code=code)
    published = Article.objects.published(request.user)
    articles, pager = page_of(request, listed(published.about(found)))
    context = {
        "region": found,
        "initiatives": Initiative.objects.in_region(found).select_related("lead", "region"),
        "organizations": Organization.objects.filter(region__in=found.with_parts()).select_related("region"),
        "articles": articles,
        "pager": pager,
    }
    return render(request, "reading/region.html", context)


def listed(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Articles as lists show them: newest first, with their place."""
    return articles.newest_first().with_place()


def figures_in(articles: ArticleQuerySet) -> FigureQuerySet:
    """The accepted figures of these articles, in the order in which the articles give them."""
    accepted = Figure.objects.accepted().filter(article__in=articles)
    return accepted.select_related("article__page__issue__newspaper").order_by("article", "field", "start")
