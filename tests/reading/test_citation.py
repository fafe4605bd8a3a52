"""A reference after GB/T 7714."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.models import Article, Issue, Newspaper, Page
from archive.reading.cite import gb_t_7714, names_in

TODAY = dt.date(2026, 1, 2)


def article(byline: str = "记者样例", number: int | None = 3, **issue) -> Article:
    issue = Issue(newspaper=Newspaper(name="样例工人报"), **issue)
    return Article(headline="信箱", byline=byline, page=Page(issue=issue, number=number))


def test_a_reference_names_author_title_newspaper_day_and_page():
    cited = article(date=dt.date(2023, 6, 15), date_certainty="printed")
    assert gb_t_7714(cited, "https://a.example/1/", TODAY) == (
        "样例. 信箱[N/OL]. 样例工人报, 2023-06-15(3)[2026-01-02]. https://a.example/1/."
    )


def test_an_inferred_day_stands_in_brackets_and_an_unknown_page_is_left_out():
    cited = article(number=None, date=dt.date(2023, 6, 15), date_certainty="inferred")
    assert "样例工人报, [2023-06-15][2026-01-02]" in gb_t_7714(cited, "https://a.example/1/", TODAY)


def test_an_unknown_day_is_said_to_be_unknown():
    assert "[日期不详]" in gb_t_7714(article(date_certainty="unknown"), "", TODAY)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("记者马学礼 通讯员陈伟红", "马学礼, 陈伟红"),
        ("本报讯 (记者赵黎浩)", "赵黎浩"),
        ("本报通讯员 侯进勇 摄", "侯进勇"),
        ("通讯员么大志 支咪咪", "么大志, 支咪咪"),
        ("记者甲一 乙二 丙三 丁四", "甲一, 乙二, 丙三, 等"),
        ("", ""),
    ],
)
def test_a_byline_gives_its_names(byline, names):
    assert names_in(byline) == names
