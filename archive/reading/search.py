"""The search page: the front door of the archive."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from archive.models import Article
from archive.reading.asking import Address, SearchForm, Shown, answered
from archive.reading.holdings import holdings
from archive.reading.narrowing import columns, narrowing
from archive.reading.paging import Pager, page_number
from archive.search import find
from archive.search.spelling import did_you_mean
from archive.search.unfound import explain


def search(request: HttpRequest) -> HttpResponse:
    """Show the articles that answer the reader's words; where there are none, what the archive holds."""
    form, number = SearchForm(request.GET), page_number(request)
    status, shown = answered(form, lambda: results_of(request, form, number))
    if "results" not in shown or not shown["results"].count:
        shown["holdings"] = holdings(Article.objects.published(request.user))
    query = request.GET.get("q", "").strip()
    context = {"form": form, "query": query, **narrowing(request, form), **shown}
    return render(request, "reading/search.html", context, status=status)


def results_of(request: HttpRequest, form: SearchForm, number: int) -> Shown:
    """A page of the results, by what they can be narrowed, and help where there are none; nothing where nothing is asked."""
    question = form.question()
    if not question.query:
        return {}
    results = find.find(
        question, reader=request.user, page=number, per_page=form.per_page(), sort=form.sorting()
    )
    if number > max(results.pages, 1):
        raise Http404
    facets = find.facets_of(results.answer) if results.count or question.is_narrowed else ()
    lost = not results.count and not question.is_narrowed
    return {
        "results": results,
        "pager": Pager(number, results.pages),
        "columns": list(columns(facets, Address(request.GET))),
        "meant": did_you_mean(question.query, request.user) if lost else None,
        "unfound": explain(question.query, reader=request.user) if lost else None,
    }
