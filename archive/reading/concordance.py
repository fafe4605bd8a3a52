"""The concordance page and its CSV: every place where the words stand, the words in the middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.reading.asking import SearchForm, Shown, answered
from archive.reading.export import Cell, csv_file
from archive.reading.narrowing import narrowing
from archive.reading.paging import Pager, page_number
from archive.reading.typeset.found import finders
from archive.search import concordance as search
from archive.search.keywords import passages_of
from archive.search.lines import Line
from archive.search.occurrences import Order
from archive.search.unfound import explain

ORDERS = {
    Order.RIGHT: gettext_lazy("by what follows"),
    Order.LEFT: gettext_lazy("by what precedes"),
    Order.NEWEST: gettext_lazy("newest first"),
    Order.OLDEST: gettext_lazy("oldest first"),
    Order.NEWSPAPER: gettext_lazy("by newspaper"),
}


class ConcordanceForm(SearchForm):
    """What a reader may ask: the same as of the search, in other orders."""

    sort = forms.ChoiceField(required=False, label=gettext_lazy("Order"), choices=list(ORDERS.items()))

    def order(self) -> Order:
        """The order asked for, by what follows when none is."""
        return Order(self.cleaned_data["sort"] or Order.RIGHT)


@dataclass(frozen=True)
class Found:
    """A line, and the number that its place has among the marks on the page of its article; None where it has none."""

    line: Line
    hit: int | None


def concordance(request: HttpRequest) -> HttpResponse:
    """A page of the lines in which the words stand."""
    form, number = ConcordanceForm(request.GET), page_number(request)
    status, shown = answered(form, lambda: lines_of(request, form, number))
    return page(request, form, shown, status)


def lines_of(request: HttpRequest, form: ConcordanceForm, number: int) -> Shown:
    """The lines, and help where there are none; nothing where nothing is asked."""
    question = form.question()
    if not question.query:
        return {}
    found = search.concordance(question, reader=request.user, page=number, order=form.order())
    if number > max(found.pages, 1):
        raise Http404
    lost = not (found.lines or found.apart or question.is_narrowed)
    return {
        "concordance": found,
        "lines": numbered(question.query, found.lines, request),
        "order": found.order.value,
        "pager": Pager(number, found.pages),
        "unfound": explain(question.query, reader=request.user) if lost else None,
    }


def concordance_csv(request: HttpRequest) -> HttpResponseBase:
    """All the lines as a CSV file."""
    form = ConcordanceForm(request.GET)
    status, shown = answered(form, lambda: {"lines": all_lines(request, form)})
    if shown.get("lines") is None:
        return page(request, form, shown, max(status, 400))
    header = [
        _("Newspaper"),
        _("Date"),
        _("Page"),
        _("Headline"),
        _("Part"),
        _("Before"),
        _("Keyword"),
        _("After"),
        _("Address"),
    ]
    return csv_file(request, _("concordance"), [form.question().query], header, rows(request, shown["lines"]))


def all_lines(request: HttpRequest, form: ConcordanceForm) -> Iterator[Line] | None:
    """Every line; None where nothing is asked."""
    question = form.question()
    return search.all_lines(question, reader=request.user, order=form.order()) if question.query else None


def page(request: HttpRequest, form: ConcordanceForm, shown: Shown, status: int) -> HttpResponse:
    """The concordance page."""
    context = {
        "form": form,
        "query": request.GET.get("q", "").strip(),
        "order": (form.order() if form.is_valid() else Order.RIGHT).value,
        "orders": ORDERS.items(),
        **narrowing(request, form),
        **shown,
    }
    return render(request, "reading/concordance.html", context, status=status)


def numbered(query: str, lines: Sequence[Line], request: HttpRequest) -> list[Found]:
    """The lines with the numbers of their marks, where the reader may see the article's text."""
    articles = {line.article.pk: line.article for line in lines if line.article.shows_text_to(request.user)}
    numbers: dict[tuple[int, str, int], int] = {}
    finder = finders(query)
    for key, article in articles.items():
        marks = finder(article)
        found = (
            (passage.field, passage.start + start)
            for passage in passages_of(article)
            for start, _end in marks(passage.field, passage.text)
        )
        numbers |= {(key, *place): number for number, place in enumerate(found, 1)}
    return [Found(line, numbers.get(place_of(line))) for line in lines]


def place_of(line: Line) -> tuple[int, str, int]:
    """Where the keyword of a line begins: article, field, character."""
    passage = line.place.passage
    return line.article.pk, passage.field, passage.start + line.place.start


def rows(request: HttpRequest, lines: Iterator[Line]) -> Iterator[Sequence[Cell]]:
    """The lines as rows of a table."""
    names = {field: str(label) for field, label in FIELDS.items()}
    for line in lines:
        page, issue = line.article.page, line.article.page.issue
        yield [
            issue.newspaper.name,
            issue.date.isoformat() if issue.date else "",
            page.number,
            line.article.title,
            names[line.place.passage.field],
            line.left,
            line.keyword,
            line.right,
            request.build_absolute_uri(line.article.get_absolute_url()),
        ]


FIELDS = {
    "kicker": gettext_lazy("kicker"),
    "headline": gettext_lazy("headline"),
    "deck": gettext_lazy("deck"),
    "byline": gettext_lazy("byline"),
    "box": gettext_lazy("side box"),
    "body": gettext_lazy("body"),
    "caption": gettext_lazy("caption"),
}
