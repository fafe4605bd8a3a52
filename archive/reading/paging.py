"""Pages of long lists. An address with a page that is not there is no address: 404, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

Row = TypeVar("Row", bound=Model)

# Rows on one page of a list: about four screens of a phone.
PER_PAGE = 20
# Pages named to either side of the present one.
REACH = 2
# Digits of any script, few enough for every database: no list is longer than a million pages.
NUMBER = re.compile(r"\d{1,6}")


@dataclass(frozen=True)
class Pager:
    """Where a reader stands in a list."""

    number: int
    pages: int

    @property
    def previous(self) -> int | None:
        """The page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if there is one."""
        return self.number + 1 if self.number < self.pages else None

    @property
    def window(self) -> Iterable[int | None]:
        """The pages to name: first, last and those near; None where some are left out."""
        near = range(max(1, self.number - REACH), min(self.pages, self.number + REACH) + 1)
        last = 0
        for number in sorted({1, *near, self.pages}):
            if number > last + 1:
                yield None
            yield number
            last = number


def page_number(request: HttpRequest) -> int:
    """The page that the address asks for, 1 when it asks for none; Http404 when it is no number of a page."""
    given = request.GET.get("page", "1")
    if not NUMBER.fullmatch(given) or int(given) < 1:
        raise Http404(given)
    return int(given)


def page_of(request: HttpRequest, rows: QuerySet[Row], per_page: int = PER_PAGE) -> tuple[Page[Row], Pager]:
    """The rows of the page that the address asks for, and where it stands."""
    paginator = Paginator(rows, per_page)
    try:
        page = paginator.page(page_number(request))
    except EmptyPage as error:
        raise Http404(str(error)) from error
    return page, Pager(page.number, paginator.num_pages)
