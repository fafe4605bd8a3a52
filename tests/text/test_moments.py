"""Claims about times that are told from the day of the paper."""

import datetime as dt

import pytest

from archive.text.moments import moments

PAPER = dt.date(2023, 6, 15)


def told(text: str, printed_on: dt.date | None = PAPER) -> list[tuple[str, str, bool]]:
    return [(one.date.isoformat(), one.precision, one.is_inferred) for one in moments(text, printed_on)]


@pytest.mark.parametrize("word", ["近日", "日前", "截至目前", "至今", "今年以来"])
def test_now_is_the_day_of_the_paper_and_inferred(word):
    assert told(f"{word},共走访职工30万余人次") == [("2023-06-15", "day", True)]


def test_years_are_counted_from_the_paper_and_mean_their_last_day():
    assert told("去年救助200人") == [("2022-12-31", "year", True)]
    assert told("前年10月") == [("2021-10-31", "month", True)]
    assert told("2020年以来") == [("2020-12-31", "year", False)]


def test_a_whole_date_is_printed_and_needs_no_paper():
    assert told("截至2023年5月底", None) == [("2023-05-31", "month", False)]
    assert told("2020年5月8日", None) == [("2020-05-08", "day", False)]


def test_a_day_without_its_year_lies_behind_the_paper():
    assert told("6月14日举行") == [("2023-06-14", "day", True)]
    assert told("12月1日举行") == [("2022-12-01", "day", True)]
    assert told("7日在上海成立") == [("2023-06-07", "day", True)]


def test_without_the_day_of_the_paper_nothing_relative_is_guessed():
    assert told("近日、去年和6月14日", None) == []


def test_what_the_calendar_has_not_is_no_time():
    assert told("2月30日和13月") == []


def test_this_year_is_told_up_to_the_day_of_the_paper():
    assert told("今年救助200人") == [("2023-06-15", "year", True)]
