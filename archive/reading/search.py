"""The search page: the front door of the archive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from archive.errors import ArchiveError, IndexUnavailable, QueryNotUnderstood
from archive.models import Article
from archive.reading.asking import Address, SearchForm
from archive.reading.holdings import holdings
from archive.reading.narrowing import chips, columns
from archive.reading.paging import Pager, page_number
from archive.search import find
from archive.search.question import Question
from archive.search.spelling import did_you_mean
from archive.search.unfound import explain


def search(request: HttpRequest) -> HttpResponse:
    """Show the articles that answer the reader's words."""
    form = SearchForm(request.GET)
    number = page_number(request)
    if not form.is_valid():
        return answer(request, form, status=400)
    question = form.question()
    if not question.query:
        return answer(request, form)
    try:
        context = answered(request, form, question, number)
    except IndexUnavailable:
        return answer(request, form, {"unavailable": True}, status=503)
    except QueryNotUnderstood as error:
        return answer(request, form, {"problem": in_language(error)}, status=400)
    return answer(request, form, context)


def answered(request: HttpRequest, form: SearchForm, question: Question, number: int) -> dict[str, object]:
    """What the page shows of an answer: the results, and by what they can be narrowed."""
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


def answer(
    request: HttpRequest, form: SearchForm, shown: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The search page; where it has nothing to list, with what the archive holds."""
    address = Address(request.GET)
    context = {"form": form, "query": request.GET.get("q", "").strip(), "address": address, **(shown or {})}
    if form.is_valid():
        context["chips"] = list(chips(form.question(), address))
    results = context.get("results")
    if results is None or not results.count:
        context["holdings"] = holdings(Article.objects.published(request.user))
    return render(request, "reading/search.html", context, status=status)


def in_language(error: ArchiveError) -> str:
    """The error in the language of the page."""
    return error.en if (get_language() or "").startswith("en") else error.zh
