"""Strips of bars: shapes that say what the numbers say."""

from __future__ import annotations

import datetime as dt
import re

from archive.reading.charts import EDGE, HEIGHT, MONTHS_WITH_NUMBERS, YEARS_NAMED, strip

YEAR = [dt.date(2023, month, 1) for month in range(1, 13)]


def months(years: int) -> list[dt.date]:
    return [dt.date(1990 + number // 12, number % 12 + 1, 1) for number in range(years * 12)]


def heights(path: str) -> list[float]:
    return [HEIGHT - float(top) for top in re.findall(r"M[\d.]+ 100V([\d.]+)h", path)]


def test_the_height_of_a_bar_is_its_number():
    drawn = strip(YEAR, [*range(12)], 11, [""] * 12)
    assert [round(height * 11 / HEIGHT) for height in heights(drawn.bars)] == [*range(1, 12)]


def test_a_month_of_which_nothing_is_held_is_shaded_and_has_no_bar():
    drawn = strip(YEAR, [None, None, 1, 0, None, *[2] * 7], 2, [""] * 12)
    assert drawn.unheld == "M0 0H2V100H0zM4 0H5V100H4z"
    assert len(heights(drawn.bars)) == 8


def test_in_a_single_year_every_bar_has_its_number():
    drawn = strip(YEAR, [*range(12)], 11, [str(number) for number in range(12)])
    assert [label.text for label in drawn.labels] == [str(number) for number in range(1, 12)]


def test_in_many_years_the_highest_bar_has_its_number():
    values = [number % 50 for number in range(120)]
    drawn = strip(months(10), values, 49, list(map(str, values)))
    assert [label.text for label in drawn.labels] == ["49"]


def test_nothing_found_has_no_label():
    assert strip(YEAR, [0] * 12, 1, [""] * 12).labels == ()


def test_years_are_named_where_they_begin_and_never_too_many():
    for years in range(2, 80):
        ticks = strip(months(years), [0] * years * 12, 1, [""] * years * 12).ticks
        assert 1 <= len(ticks) <= YEARS_NAMED
        for tick in ticks:
            assert tick.x == round((int(tick.text) - 1990) / years * 100, 2)


def test_labels_stay_inside_the_strip():
    for at in range(MONTHS_WITH_NUMBERS):
        drawn = strip(YEAR, [at == month for month in range(12)], 1, ["1"] * 12)
        (label,) = drawn.labels
        assert label.anchor == ("start" if label.x < EDGE else "end" if label.x > 100 - EDGE else "middle")
