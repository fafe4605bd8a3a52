"""Claims about numbers of any size, as print writes them."""

from decimal import Decimal

import pytest

from archive.text.amounts import amount_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.2万", 32_000),
        ("1,200", 1_200),
        ("一亿4000万", 140_000_000),
        ("1亿2000万", 120_000_000),
        ("3万5千", 35_000),
        ("三百一十二", 312),
        ("二百", 200),
        ("一百零二", 102),
        ("十", 10),
        ("千万", 10_000_000),
        ("两", 2),
    ],
)
def test_digits_and_characters_are_reckoned_out_alike(text, value):
    assert amount_of(text) == (Decimal(value), None, "")


def test_a_last_digit_without_its_unit_counts_the_next_lower_one():
    assert amount_of("一百二").value == 120
    assert amount_of("三千五").value == 3_500


def test_the_word_that_says_more_is_told_apart_and_changes_nothing():
    assert amount_of("30万余") == (300_000, None, "余")
    assert amount_of("三十多万") == (300_000, None, "多")
    assert amount_of("30来万") == (300_000, None, "来")
    assert amount_of("十几") == (10, None, "几")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("五六", 5, 6), ("二三十", 20, 30), ("十五六", 15, 16), ("三五", 3, 5), ("两三千", 2_000, 3_000)],
)
def test_two_digits_side_by_side_leave_open_which(text, low, high):
    assert amount_of(text)[:2] == (low, high)


def test_what_is_spelt_digit_by_digit_is_a_year_or_a_name_and_no_amount():
    assert amount_of("二〇二三") is None
    assert amount_of("一二三") is None
