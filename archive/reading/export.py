"""Tables as CSV files: written while they are sent, with the question and the date inside, and no cell a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

Cell = str | int | float | None
# What a spreadsheet takes for the beginning of a formula, half-width or full-width, blanks before it included.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
# Without it, spreadsheets read UTF-8 as something else.
MARK = "\ufeff"
NAME_MAX = 60


class Echo:
    """A file that gives back what is written to it."""

    def write(self, row: str) -> str:
        """The row itself."""
        return row


def csv_file(
    request: HttpRequest,
    name: str,
    queries: Iterable[str],
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
) -> StreamingHttpResponse:
    """A CSV file of these rows; above them stand the queries, the day and the address it was taken from."""
    answer = StreamingHttpResponse(
        lines(chain(preamble(request, queries), [header], rows)), content_type="text/csv; charset=utf-8"
    )
    stem = re.sub(r"[^\w.-]+", "_", f"{name}-{'-'.join(queries)}")[:NAME_MAX]
    filename = f"{stem}-{timezone.localdate().isoformat()}.csv"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def preamble(request: HttpRequest, queries: Iterable[str]) -> Iterator[Sequence[Cell]]:
    """What the table is of, and an empty row."""
    for query in queries:
        yield [_("Query"), query]
    yield [_("Taken on"), date_format(timezone.localtime(), "c")]
    yield [_("From"), request.build_absolute_uri()]
    yield []


def lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The rows as lines of a file."""
    writer = csv.writer(Echo())
    yield MARK
    for row in rows:
        yield writer.writerow([neutral(cell) for cell in row])


def neutral(cell: Cell) -> Cell:
    """The cell, with an apostrophe before it where a spreadsheet would work it out; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
