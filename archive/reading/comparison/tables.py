"""A comparison as rows of a table, and as a workbook: the matrix, every figure with its sentence, and the codebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive.models import Figure, Initiative
from archive.reading.comparison.codebook import UNREPORTED, VARIABLES
from archive.reading.comparison.matrix import Cell as MatrixCell
from archive.reading.comparison.matrix import Matrix
from archive.reading.export import Cell, preamble

# Nothing that a newspaper printed is taken for a formula, a number or an address.
WORKBOOK = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
# What a spreadsheet takes in one cell, in characters.
CELL_MAX = 32_767
WIDTHS = (10, 28, 24, 10, 14, 28, 8, 12, 12, 8, 14, 12, 10, 14, 60, 18, 12, 10, 6, 40)
NARROW, WIDE = 22, 36


def header() -> list[str]:
    """The heads of the long table."""
    return [str(one.label) for one in VARIABLES]


def rows(request: HttpRequest, initiatives: Sequence[Initiative], found: Matrix) -> Iterator[list[Cell]]:
    """A row for every figure, and one for every measure of which an initiative has no report."""
    for measure in (*found.shared, *found.alone):
        for initiative, cell in zip(initiatives, measure.cells, strict=True):
            place: list[Cell] = [
                initiative.pk,
                initiative.name,
                initiative.lead.name if initiative.lead else "",
                initiative.region.code if initiative.region else "",
                initiative.region.name if initiative.region else "",
            ]
            if not cell.told:
                blanks: list[Cell] = [None] * 6
                yield [*place, measure.what, measure.unit, *blanks, str(UNREPORTED), *blanks]
            for figure in (figure for told in cell.told for figure in told.figures):
                yield [*place, *claim(figure, differs=cell.differs), *print_of(request, figure)]


def claim(figure: Figure, *, differs: bool) -> list[Cell]:
    """What a figure says."""
    return [
        figure.what,
        figure.unit,
        number(figure.value),
        number(figure.maximum),
        figure.qualifier,
        figure.surface,
        figure.as_of.isoformat() if figure.as_of else None,
        str(figure.get_as_of_certainty_display()) if figure.as_of else None,
        _("reports differ") if differs else _("reported"),
    ]


def print_of(request: HttpRequest, figure: Figure) -> list[Cell]:
    """The sentence that says so, and where it was printed."""
    page = figure.article.page
    return [
        figure.sentence,
        page.issue.newspaper.name,
        page.issue.date.isoformat() if page.issue.date else None,
        str(page.issue.get_date_certainty_display()),
        page.number,
        f"{request.build_absolute_uri(figure.article.get_absolute_url())}#figure-{figure.pk}",
    ]


def number(value: Decimal | None) -> int | float | None:
    """A number as spreadsheets count."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def workbook(
    request: HttpRequest, initiatives: Sequence[Initiative], found: Matrix, asked: Sequence[str]
) -> bytes:
    """The comparison as an XLSX file of four sheets."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, WORKBOOK) as book:
        bold, wrapped = (
            book.add_format({"bold": True, "text_wrap": True}),
            book.add_format({"text_wrap": True}),
        )
        matrix_sheet(book.add_worksheet(_("Matrix")), initiatives, found, bold, wrapped)
        figures = book.add_worksheet(_("Figures"))
        fill(figures, [header(), *rows(request, initiatives, found)], bold)
        for at, width in enumerate(WIDTHS):
            figures.set_column(at, at, width)
        figures.freeze_panes(1, 2)
        codebook = book.add_worksheet(_("Codebook"))
        fill(
            codebook,
            [[_("Column"), _("Meaning")], *([str(one.label), str(one.meaning)] for one in VARIABLES)],
            bold,
        )
        codebook.set_column(0, 0, NARROW)
        codebook.set_column(1, 1, WIDE * 2, wrapped)
        fill(book.add_worksheet(_("Source")), preamble(request, asked))
    return out.getvalue()


def matrix_sheet(
    sheet: Any, initiatives: Sequence[Initiative], found: Matrix, bold: Any, wrapped: Any
) -> None:
    """The matrix as the page shows it: a column for each initiative."""
    names = [f"{one.name}\n{one.lead or ''}\n{one.region or ''}".strip() for one in initiatives]
    measures = (*found.shared, *found.alone)
    rows_of = ([one.what, one.unit, *(in_words(cell) for cell in one.cells)] for one in measures)
    fill(sheet, [[_("Measure"), _("Unit"), *names], *rows_of], bold)
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(2, 1 + len(names), NARROW, wrapped)
    sheet.freeze_panes(1, 1)


def in_words(cell: MatrixCell) -> Cell:
    """A single number as a number; several side by side, as printed; none as what it means."""
    if not cell.told:
        return str(UNREPORTED)
    if len(cell.told) == 1 and cell.told[0].latest.maximum is None:
        return number(cell.told[0].latest.value)
    return " / ".join(told.latest.surface for told in cell.told)


def fill(sheet: Any, table: Any, bold: Any = None) -> None:
    """Write rows; the first in bold where a format is given. Text stays text, whatever it begins with."""
    for row, cells in enumerate(table):
        for column, cell in enumerate(cells):
            form = bold if row == 0 else None
            if isinstance(cell, str):
                sheet.write_string(row, column, cell[:CELL_MAX], form)
            elif cell is not None:
                sheet.write_number(row, column, cell, form)
