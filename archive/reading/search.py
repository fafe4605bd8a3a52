"""The search page: the front door of the archive."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.errors import ArchiveError, IndexUnavailable, QueryNotUnderstood
from archive.models import Article
from archive.reading.holdings import holdings
from archive.reading.paging import PER_PAGE, Pager, page_number
from archive.reading.typeset.found import QUERY_MAX
from archive.search import find
from archive.search.unfound import explain


class SearchForm(forms.Form):
    """What a reader may ask."""

    q = forms.CharField(required=False, max_length=QUERY_MAX, label=_("Words"))
    sort = forms.ChoiceField(
        required=False,
        label=_("Order"),
        choices=[
            (find.Sort.RELEVANCE.value, _("best match first")),
            (find.Sort.NEWEST.value, _("newest first")),
            (find.Sort.OLDEST.value, _("oldest first")),
        ],
    )

    def sorting(self) -> find.Sort:
        """The order asked for, best match first when none is."""
        return find.Sort(self.cleaned_data["sort"] or find.Sort.RELEVANCE)


def search(request: HttpRequest) -> HttpResponse:
    """Show the articles that answer the reader's words."""
    form = SearchForm(request.GET)
    number = page_number(request)
    if not form.is_valid():
        return answer(request, form, status=400)
    query = form.cleaned_data["q"]
    if not query:
        return answer(request, form)
    try:
        results = find.find(query, reader=request.user, page=number, per_page=PER_PAGE, sort=form.sorting())
        unfound = None if results.count else explain(query, reader=request.user)
    except IndexUnavailable:
        return answer(request, form, status=503, unavailable=True)
    except QueryNotUnderstood as error:
        return answer(request, form, status=400, problem=in_language(error))
    if number > max(results.pages, 1):
        raise Http404
    return answer(request, form, results=results, pager=Pager(number, results.pages), unfound=unfound)


def answer(request: HttpRequest, form: SearchForm, status: int = 200, **context: object) -> HttpResponse:
    """The search page; where it has nothing to list, with what the archive holds."""
    results = context.get("results")
    if not (isinstance(results, find.Results) and results.count):
        context["holdings"] = holdings(Article.objects.published(request.user))
    query = request.GET.get("q", "").strip()
    return render(request, "reading/search.html", {"form": form, "query": query, **context}, status=status)


def in_language(error: ArchiveError) -> str:
    """The error in the language of the page."""
    return error.en if (get_language() or "").startswith("en") else error.zh
