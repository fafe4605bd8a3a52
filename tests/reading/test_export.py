"""CSV files: no cell is a formula, and the question stands inside."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from django.test import RequestFactory
from django.utils import timezone

from archive.reading.export import MARK, csv_file, neutral


def read(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith(MARK)
    return list(csv.reader(io.StringIO(text.removeprefix(MARK))))


def file_of(rows, queries=("工会",)):
    request = RequestFactory().get("/search/trend.csv", {"q": queries[0]})
    return csv_file(request, "走势", queries, ["a"], rows)


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        " =1",
        "\t=1",
        "\r1",
        "\n=1",
        "=cmd|'/c'!A1",
    ],
)
def test_what_a_spreadsheet_would_work_out_is_text(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["工会", "1+6+N", "", None, 3, -3, 2.5, "a=b", "—"])
def test_everything_else_stays_as_it_is(cell):
    assert neutral(cell) == cell


def test_the_query_the_day_and_the_address_stand_above_the_table():
    rows = read(file_of([["x"]], ("=工会", "产改")))
    assert rows[0][1] == "'=工会"
    assert rows[1][1] == "产改"
    assert rows[2][1].startswith(timezone.localdate().isoformat())
    assert rows[3][1].startswith("http://testserver/search/trend.csv?q=")
    assert rows[4:] == [[], ["a"], ["x"]]


def test_marks_and_line_ends_keep_to_their_cell():
    cell = '他说"好",\n然后 走了'
    assert read(file_of([[cell, "b"]]))[-1] == [cell, "b"]


def test_the_file_is_named_after_the_query_and_no_name_leaves_its_folder():
    name = file_of([], ('../../"x"\r\n',))["Content-Disposition"]
    assert name.startswith("attachment")
    assert not {"/", "\r", "\n"} & set(name)


def test_a_hundred_thousand_rows_are_written_as_they_are_sent():
    answer = file_of([f"=工会{number}", number] for number in range(100_000))
    tracemalloc.start()
    size = sum(map(len, answer.streaming_content))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 2_000_000
    assert peak < 1_000_000
