"""The comparison as pages: picking, the matrix, the files, the codebook."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from archive.models import Article, Initiative
from archive.reading.comparison.choice import MOST_COMPARED, CompareForm
from archive.reading.comparison.codebook import VARIABLES
from archive.reading.comparison.columns import columns, component_names
from archive.reading.comparison.drawing import charts
from archive.reading.comparison.matrix import Matrix, matrix
from archive.reading.comparison.tables import header, rows, workbook
from archive.reading.export import csv_file
from archive.reading.subjects import figures_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def compare(request: HttpRequest) -> HttpResponse:
    """The initiatives asked for beside one another; without any, what may be compared."""
    form = CompareForm(request.GET)
    if not form.is_valid():
        return render(request, "reading/compare.html", {"form": form}, status=400)
    context: dict[str, Any] = {"form": form, **offer(form)}
    if form.is_asked:
        context |= side_by_side(request, form)
    return render(request, "reading/compare.html", context)


def offer(form: CompareForm) -> dict[str, Any]:
    """What there is to pick: initiatives, and programmes that run in several places."""
    return {
        "offered": form.offered(),
        "picked": set(form.cleaned_data["initiative"]),
        "programmes": Initiative.objects.programmes(),
    }


def side_by_side(request: HttpRequest, form: CompareForm) -> dict[str, Any]:
    """The matrix with its heads, its charts, and what was left out of them."""
    published = Article.objects.published(request.user)
    found = form.chosen()
    keys = list(found.values_list("pk", flat=True))
    heads = columns(found.filter(pk__in=keys[:MOST_COMPARED]), published)
    initiatives = [head.initiative for head in heads]
    laid_out = matrix(initiatives, figures_in(published).filter(initiative__in=keys[:MOST_COMPARED]))
    return {
        "columns": heads,
        "left_out": len(keys) - len(heads),
        "components": [(name, [head.part(name) for head in heads]) for name in component_names(heads)],
        "matrix": laid_out,
        "charts": charts(laid_out.shared, [head.label for head in heads]) if len(heads) > 1 else [],
        "is_one_programme": bool(form.cleaned_data["programme"]) and not form.cleaned_data["initiative"],
    }


def asked_for(form: CompareForm, initiatives: list[Initiative]) -> list[str]:
    """What the files say they are of."""
    return [form.cleaned_data["programme"] or "、".join(one.name for one in initiatives)]


def whole(request: HttpRequest, form: CompareForm) -> tuple[list[Initiative], Matrix]:
    """All the initiatives asked for and everything that reports say of them."""
    initiatives = list(form.chosen())
    figures = figures_in(Article.objects.published(request.user)).filter(initiative__in=initiatives)
    return initiatives, matrix(initiatives, figures)


def compare_csv(request: HttpRequest) -> HttpResponseBase:
    """Every figure of the comparison, a row each, as a CSV file."""
    form = CompareForm(request.GET)
    if not form.is_valid() or not form.is_asked:
        return render(request, "reading/compare.html", {"form": form}, status=400)
    initiatives, found = whole(request, form)
    asked = asked_for(form, initiatives)
    return csv_file(request, _("comparison"), asked, header(), rows(request, initiatives, found))


def compare_xlsx(request: HttpRequest) -> HttpResponse:
    """The comparison as a workbook: matrix, figures, codebook, and where it comes from."""
    form = CompareForm(request.GET)
    if not form.is_valid() or not form.is_asked:
        return render(request, "reading/compare.html", {"form": form}, status=400)
    initiatives, found = whole(request, form)
    asked = asked_for(form, initiatives)
    answer = HttpResponse(workbook(request, initiatives, found, asked), content_type=XLSX)
    filename = f"{_('comparison')}-{timezone.localdate().isoformat()}.xlsx"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def codebook(request: HttpRequest) -> HttpResponse:
    """What the columns of the files mean."""
    return render(request, "reading/codebook.html", {"variables": VARIABLES})
