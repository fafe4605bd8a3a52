"""An organization's page: who it is, what it belongs to, what it runs, and with whom it is named."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from archive.models import Article, Initiative, Mention, Organization
from archive.models.articles import ArticleQuerySet
from archive.reading.initiative import FIGURES_SHOWN
from archive.reading.reports import reports_on
from archive.reading.subjects import figures_in

# Organizations named with this one that are shown: the first are the telling ones.
COMPANY_SHOWN = 12
# How far up the line of parents is followed: from a workshop's union to the national federation.
PARENTS = "parent__parent__parent__parent"


def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """What is recorded of it, and the articles that name it."""
    published = Article.objects.published(request.user)
    found = get_object_or_404(
        Organization.objects.select_related(PARENTS, "region").prefetch_related("aliases", "children"), pk=pk
    )
    figures = list(figures_in(published).filter(organization=found)[: FIGURES_SHOWN + 1])
    context = {
        "organization": found,
        "parents": list(parents_of(found))[::-1],
        "initiatives": Initiative.objects.led_by(found).select_related("lead", "region"),
        "figures": figures[:FIGURES_SHOWN],
        "has_more_figures": len(figures) > FIGURES_SHOWN,
        "company": named_with(found, published),
        **reports_on(request, found, published),
    }
    return render(request, "reading/organization.html", context)


def parents_of(found: Organization) -> Iterator[Organization]:
    """The organizations above, the nearest first, as far as they were fetched."""
    above = found.parent
    for _level in PARENTS.split("__"):
        if above is None:
            return
        yield above
        above = above.parent if Organization.parent.is_cached(above) else None


def named_with(found: Organization, published: ArticleQuerySet) -> list[Organization]:
    """The organizations that most of its articles name beside it, each with ``together``, the number of these articles."""
    named = Mention.objects.accepted().filter(article__in=published.about(found), organization__isnull=False)
    counted = (
        named.exclude(organization=found)
        .order_by()
        .values_list("organization")
        .annotate(together=Count("article", distinct=True))
        .order_by("-together", "organization__name")[:COMPANY_SHOWN]
    )
    together = dict(counted)
    others = Organization.objects.select_related("region").in_bulk(together)
    for pk, count in together.items():
        others[pk].together = count  # type: ignore[attr-defined]
    return [others[pk] for pk in together]
