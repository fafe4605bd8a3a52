"""Claims about dates and small numbers as print writes them."""

import datetime as dt

import pytest

from archive.text.dates import find_dates, parse_date
from archive.text.numbers import digits_of, small_number

THE_DAY = dt.date(2023, 6, 15)


@pytest.mark.parametrize(
    "written",
    [
        "2023年6月15日",
        "２０２３年６月１５日",
        "2023 年 6 月 15 日",
        "二〇二三年六月十五日",
        "二○二三年六月十五日",
        "2023-06-15",
        "2023.6.15",
        "2023/06/15",
        "20230615",
    ],
)
def test_a_date_is_known_in_every_form_that_papers_and_files_use(written):
    assert parse_date(written) == THE_DAY


@pytest.mark.parametrize(
    "written", ["", "6月15日", "2023-13-01", "2023年2月30日", "19230", "3023-06-15", "2023-06-15版"]
)
def test_what_is_no_whole_date_is_none(written):
    assert parse_date(written) is None


def test_every_date_of_a_text_is_found_where_it_stands():
    text = "2023年6月15日 星期四（2022-01-02出版）"
    assert [(found.date, text[found.start : found.end]) for found in find_dates(text)] == [
        (THE_DAY, "2023年6月15日"),
        (dt.date(2022, 1, 2), "2022-01-02"),
    ]


def test_digits_inside_longer_numbers_are_no_date():
    assert list(find_dates("68092b021be56c48 120230615 20230615a 1234-2023-06-155")) == []


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3", 3),
        ("０３", 3),
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百零二", 102),
        ("〇", 0),
    ],
)
def test_a_small_number_is_read_in_either_script(written, number):
    assert small_number(written) == number


@pytest.mark.parametrize("written", ["", "版", "三版", "1000", "十十"])
def test_what_is_no_small_number_is_none(written):
    assert small_number(written) is None


def test_a_year_is_read_digit_by_digit():
    assert digits_of("二〇二三") == 2023
    assert digits_of("二〇二x") is None
