"""An initiative's page: what it is, whose, where and since when, its parts, its figures, its articles, its kin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from archive.models import Article, Initiative, Mention
from archive.models.articles import ArticleQuerySet
from archive.reading.reports import reports_on
from archive.reading.subjects import figures_in

# Figures on one page: three screens of a desktop. The whole list goes with the table for download.
FIGURES_SHOWN = 60
# Related initiatives shown, and how many of the same lead, kind and province are weighed for them.
KIN_SHOWN, KIN_WEIGHED = 9, 200


@dataclass(frozen=True)
class Kin:
    """An initiative that goes with another, and why: the articles that name both, the lead, the kind and province."""

    initiative: Initiative
    together: int
    same_lead: bool
    same_kind_here: bool

    @property
    def rank(self) -> tuple[int, bool, bool, str]:
        """To sort by: what articles say first, then what the records say."""
        return -self.together, not self.same_lead, not self.same_kind_here, self.initiative.name


def initiative(request: HttpRequest, pk: int) -> HttpResponse:
    """What is recorded of it, and every claim with its sentence."""
    published = Article.objects.published(request.user)
    found = get_object_or_404(
        Initiative.objects.with_completeness(published)
        .select_related("lead", "region__parent__parent")
        .prefetch_related("aliases", "components", "partners"),
        pk=pk,
    )
    figures = list(figures_in(published).filter(initiative=found)[: FIGURES_SHOWN + 1])
    context = {
        "initiative": found,
        "figures": figures[:FIGURES_SHOWN],
        "has_more_figures": len(figures) > FIGURES_SHOWN,
        "namesakes": Initiative.objects.called(found.name)
        .exclude(pk=pk)
        .by_place()
        .select_related("lead", "region"),
        "kin": kin_of(found, published),
        **reports_on(request, found, published),
    }
    return render(request, "reading/initiative.html", context)


def kin_of(found: Initiative, published: ArticleQuerySet) -> list[Kin]:
    """The initiatives that go best with this one, namesakes apart: they have a list of their own."""
    together = named_together(found, published)
    province = found.region.code[:2] if found.region else ""
    alike = Q(pk__in=together)
    if found.lead_id:
        alike |= Q(lead=found.lead_id)
    if province:
        alike |= Q(kind=found.kind, region__code__startswith=province)
    others = Initiative.objects.filter(alike).exclude(name=found.name).select_related("lead", "region")
    kin = kin_with_reasons(found, others[:KIN_WEIGHED], together)
    return sorted(kin, key=lambda one: one.rank)[:KIN_SHOWN]


def kin_with_reasons(found: Initiative, others: object, together: dict[int, int]) -> Iterator[Kin]:
    """Each of the others with the reasons for which it is related."""
    for other in others:  # type: ignore[attr-defined]
        is_here = bool(found.region and other.region and found.region.code[:2] == other.region.code[:2])
        yield Kin(
            other,
            together.get(other.pk, 0),
            same_lead=bool(found.lead_id) and other.lead_id == found.lead_id,
            same_kind_here=is_here and other.kind == found.kind,
        )


def named_together(found: Initiative, published: ArticleQuerySet) -> dict[int, int]:
    """In how many of the articles that name this initiative each other one is named, too."""
    named = Mention.objects.accepted().filter(article__in=published.about(found), initiative__isnull=False)
    counted = named.exclude(initiative=found).order_by().values_list("initiative")
    return dict(counted.annotate(Count("article", distinct=True)))
