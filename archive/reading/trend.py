"""The trend page and its CSV: a query, or two beside one another, month by month, above what is held of each month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.reading.asking import SearchForm, Shown, answered
from archive.reading.charts import MONTHS_WITH_NUMBERS, Strip, strip
from archive.reading.export import Cell, csv_file
from archive.reading.narrowing import narrowing
from archive.reading.typeset.found import QUERY_MAX
from archive.search import trend as search
from archive.search.coverage import Frame
from archive.search.question import Question
from archive.search.trend import Count, Month, Series, Trend
from archive.search.unfound import Help, explain


class TrendForm(SearchForm):
    """What a reader may ask: the same as of the search, and a second query to compare with."""

    q2 = forms.CharField(required=False, max_length=QUERY_MAX, label=gettext_lazy("Compare with"))

    def questions(self) -> list[Question]:
        """The queries that were typed, narrowed alike."""
        typed = filter(None, (self.cleaned_data["q"], self.cleaned_data["q2"]))
        return [replace(self.question(), query=query) for query in typed]


@dataclass(frozen=True)
class Figure:
    """One series drawn: what it counts, of which query if of any, its sum in words, and its strip."""

    query: str
    sum: str
    strip: Strip


@dataclass(frozen=True)
class Cells:
    """What a month's row says of one query: how many were found, of how many, and where to read them."""

    count: Count
    query: str


@dataclass(frozen=True)
class Row:
    """A row of the table: a month, or a sum."""

    label: str
    cells: tuple[Cells, ...]
    is_sum: bool = False


def trend(request: HttpRequest) -> HttpResponse:
    """The months of one query or two, as charts and as a table."""
    form = TrendForm(request.GET)
    status, shown = answered(form, lambda: months_of(request, form))
    return page(request, form, shown, status)


def months_of(request: HttpRequest, form: TrendForm) -> Shown:
    """The months, drawn and in numbers; nothing where nothing is asked."""
    questions = form.questions()
    if not questions:
        return {}
    found = search.trend(questions, reader=request.user)
    return {
        "trend": found,
        "counts": figures_of(found, "found"),
        "rates": figures_of(found, "rate"),
        "held": held_figures(found),
        "rows": [*sums(found), *table(found)],
        "left_out": sum(any(not count.held.articles for count in month.counts) for month in found.months),
        "is_framed": any(one.frame != Frame() for one in found.series),
        "notices": dict.fromkeys(
            (*(notice for one in found.series for notice in one.answer.notices), *found.notices)
        ),
        "unfound": unfound(found, questions, request),
    }


def unfound(found: Trend, questions: Sequence[Question], request: HttpRequest) -> Help | None:
    """Why the first of the queries that finds nothing does so, unless it was narrowed to nothing."""
    lost = [one.query for one in found.series if not one.found]
    if not lost or questions[0].is_narrowed:
        return None
    return explain(lost[0], reader=request.user)


def trend_csv(request: HttpRequest) -> HttpResponseBase:
    """The same table as a CSV file, months of which nothing is held included."""
    form = TrendForm(request.GET)
    status, shown = answered(form, lambda: {"found": all_months(request, form)})
    found = shown.get("found")
    if found is None:
        return page(request, form, shown, max(status, 400))
    header = [_("Month"), *(label for one in found.series for label in csv_labels(one))]
    return csv_file(request, _("trend"), [one.query for one in found.series], header, csv_rows(found))


def all_months(request: HttpRequest, form: TrendForm) -> Trend | None:
    """The months; None where nothing is asked."""
    questions = form.questions()
    return search.trend(questions, reader=request.user) if questions else None


def page(request: HttpRequest, form: TrendForm, shown: Shown, status: int) -> HttpResponse:
    """The trend page."""
    typed = {name: request.GET.get(name, "").strip() for name in ("q", "q2")}
    context = {
        "form": form,
        "query": typed["q"] or typed["q2"],
        "typed": typed,
        **narrowing(request, form),
        **shown,
    }
    return render(request, "reading/trend.html", context, status=status)


# -- charts ------------------------------------------------------------------------------------------------------------


def figures_of(found: Trend, measure: str) -> list[Figure]:
    """A strip for each query, all of one height: ``found`` or ``rate``."""
    values = [
        [value_of(month.counts[at], measure) for month in found.months] for at in range(len(found.series))
    ]
    highest = max((value for series in values for value in series if value), default=1)
    return [
        Figure(one.query, sum_of(one, measure), drawn(found.months, series, highest))
        for one, series in zip(found.series, values, strict=True)
    ]


def held_figures(found: Trend) -> list[Figure]:
    """What is held: the articles and the issues, once where all the queries keep to the same frame."""
    figures = []
    for at, one in enumerate(found.series[:1] if found.has_one_frame else found.series):
        query = "" if found.has_one_frame else one.query
        held = [month.counts[at].held for month in found.months]
        for kept, total, noun in (
            ([month.articles for month in held], one.dated.held.articles, articles_in_words),
            ([month.issues for month in held], one.dated.held.issues, issues_in_words),
        ):
            values = [value or None for value in kept]
            highest = max((value for value in values if value), default=1)
            figures.append(Figure(query, noun(total), drawn(found.months, values, highest)))
    return figures


def drawn(months: Sequence[Month], values: Sequence[float | None], highest: float) -> Strip:
    """The strip of a series."""
    firsts = [month.first for month in months]
    is_short = len(months) <= MONTHS_WITH_NUMBERS
    texts = [told(value, None if is_short else month) for value, month in zip(values, firsts, strict=True)]
    return strip(firsts, values, highest, texts)


def value_of(count: Count, measure: str) -> float | None:
    """What a bar stands for; None for a month of which nothing is held."""
    if not count.held.articles:
        return None
    return count.rate if measure == "rate" else count.found


def sum_of(series: Series, measure: str) -> str:
    """The sum of a series in words."""
    if measure == "found":
        return articles_in_words(series.dated.found)
    rate = series.dated.rate
    return "" if rate is None else _("%(rate)s per 1,000") % {"rate": rounded(rate)}


def told(value: float | None, month: dt.date | None) -> str:
    """A bar's label: its number, and its month where the label may stand far from the months below."""
    if value is None:
        return ""
    return f"{rounded(value)} · {month:%Y-%m}" if month else rounded(value)


def rounded(value: float) -> str:
    """A number as a reader reads it: whole, or with one decimal."""
    return number_format(value, 0 if float(value).is_integer() else 1, force_grouping=True)


def articles_in_words(count: int) -> str:
    """So many articles."""
    return ngettext("%(count)s article", "%(count)s articles", count) % {"count": rounded(count)}


def issues_in_words(count: int) -> str:
    """So many issues."""
    return ngettext("%(count)s issue", "%(count)s issues", count) % {"count": rounded(count)}


# -- tables ------------------------------------------------------------------------------------------------------------


def table(found: Trend) -> list[Row]:
    """The months of which something is held, newest first."""
    return [
        Row(
            date_format(month.first, "YEAR_MONTH_FORMAT"),
            tuple(map(Cells, month.counts, within(found.series, month.first))),
        )
        for month in reversed(found.months)
        if month.is_held
    ]


def sums(found: Trend) -> Iterator[Row]:
    """What all the months come to, and what has no date."""
    yield Row(_("all months"), tuple(Cells(one.dated, "") for one in found.series), is_sum=True)
    undated = tuple(Cells(one.undated, "") for one in found.series)
    if any(cells.count.held.articles for cells in undated):
        yield Row(_("date unknown"), undated, is_sum=True)


def within(series: Sequence[Series], month: dt.date) -> Iterator[str]:
    """Each query, asked within one month; empty where that cannot be typed."""
    for one in series:
        yield f"{one.prefix} 日期:{month:%Y-%m}" if one.prefix else ""


def csv_labels(series: Series) -> list[str]:
    """The heads of a query's columns."""
    labels = (_("issues held"), _("articles held"), _("found"), _("per 1,000"))
    return [f"{series.query} · {label}" for label in labels]


def csv_rows(found: Trend) -> Iterator[Sequence[Cell]]:
    """Every month, oldest first, then what has no date. Of a month that is not held there is no number."""
    for month in found.months:
        yield [f"{month.first:%Y-%m}", *csv_cells(month.counts)]
    yield [_("date unknown"), *csv_cells([one.undated for one in found.series])]


def csv_cells(counts: Sequence[Count]) -> Iterator[Cell]:
    """The cells of each query."""
    for count in counts:
        rate = count.rate
        found = count.found if count.held.articles else None
        yield from (count.held.issues, count.held.articles, found, None if rate is None else round(rate, 2))
