"""Lists of what articles are about: organizations and initiatives, narrowed and ordered as the address asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from archive.models import Article, Figure, Initiative, Organization, Region
from archive.models.articles import ArticleQuerySet
from archive.models.facts import FigureQuerySet
from archive.reading.paging import page_of

# Records on one page of a list: they are a line or two each, three columns wide on a desktop.
PER_PAGE_OF_RECORDS = 60


# What no list of figures shows of their articles, and what most of their bytes are.
TEXTS = ("article__body", "article__box", "article__caption")


class Filter(forms.Form):
    """What a reader may ask of a list of records."""

    kind = forms.ChoiceField(required=False, label=_("Type"))
    province = forms.ChoiceField(required=False, label=_("Province"))
    kinds: list[tuple[str, Any]]

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        provinces = [(one.code, one.short_name) for one in Region.objects.provinces()]
        self.fields["kind"].choices = [("", _("every type")), *self.kinds]  # type: ignore[attr-defined]
        self.fields["province"].choices = [("", _("everywhere")), *provinces]  # type: ignore[attr-defined]

    @property
    def is_narrowed(self) -> bool:
        """Is anything left out?"""
        return bool(self.cleaned_data["kind"] or self.cleaned_data["province"])

    def narrowed(self, found: Any) -> Any:
        """Those of the kind and of the province that were asked for."""
        asked = self.cleaned_data
        found = found.filter(kind=asked["kind"]) if asked["kind"] else found
        code = asked["province"][:2]
        return found.filter(region__code__startswith=code) if code else found


class OrganizationFilter(Filter):
    """What a reader may ask of the list of organizations."""

    kinds = Organization.Kind.choices


class InitiativeFilter(Filter):
    """What a reader may ask of the list of initiatives."""

    kinds = Initiative.Kind.choices
    order = forms.ChoiceField(
        required=False,
        label=_("Order"),
        choices=[
            ("", _("most reported first")),
            ("complete", _("most complete first")),
            ("start", _("latest start first")),
            ("name", _("by name")),
        ],
    )

    def in_order(self, published: ArticleQuerySet) -> Any:
        """Those asked for, as the reader wants them sorted; counted is only what the order needs."""
        order = self.cleaned_data["order"]
        if order == "complete":
            found = Initiative.objects.with_completeness(published).order_by(
                F("recorded").desc(), "name", "pk"
            )
        elif order == "start":
            found = Initiative.objects.order_by(F("started_on").desc(nulls_last=True), "name", "pk")
        elif order == "name":
            found = Initiative.objects.order_by("name", "pk")
        else:
            found = Initiative.objects.most_reported(published)
        return self.narrowed(found)


def organizations(request: HttpRequest) -> HttpResponse:
    """All organizations, the most reported first."""
    form = OrganizationFilter(request.GET)
    if not form.is_valid():
        return render(request, "reading/organizations.html", {"form": form}, status=400)
    published = Article.objects.published(request.user)
    found = Organization.objects.most_reported(published).select_related("region")
    rows, pager = page_of(request, form.narrowed(found), PER_PAGE_OF_RECORDS)
    return render(
        request, "reading/organizations.html", {"form": form, "organizations": rows, "pager": pager}
    )


def initiatives(request: HttpRequest) -> HttpResponse:
    """All initiatives, the most reported first unless the reader asks for another order."""
    form = InitiativeFilter(request.GET)
    if not form.is_valid():
        return render(request, "reading/initiatives.html", {"form": form}, status=400)
    published = Article.objects.published(request.user)
    rows, pager = page_of(request, form.in_order(published), PER_PAGE_OF_RECORDS)
    shown = with_reports([row.pk for row in rows], published)
    return render(request, "reading/initiatives.html", {"form": form, "initiatives": shown, "pager": pager})


def with_reports(keys: Sequence[int], published: ArticleQuerySet) -> list[Initiative]:
    """These initiatives in this order, each with its completeness and with ``reports``, how many articles name it."""
    counted = Initiative.objects.most_reported(published).filter(pk__in=keys)
    reports: dict[int, int] = {row.pk: row.reports for row in counted}  # type: ignore[attr-defined]
    rows = Initiative.objects.with_completeness(published).select_related("lead", "region").in_bulk(keys)
    for key, row in rows.items():
        row.reports = reports[key]  # type: ignore[attr-defined]
    return [rows[key] for key in keys]


def figures_in(articles: ArticleQuerySet) -> FigureQuerySet:
    """The accepted figures of these articles, those of the latest article first, as it gives them; without the texts."""
    accepted = Figure.objects.accepted().filter(article__in=articles).defer(*TEXTS)
    return accepted.select_related("article__page__issue__newspaper", "initiative", "organization").order_by(
        "-article__page__issue__date", "article", "field", "start"
    )
