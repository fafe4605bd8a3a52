"""Small numbers as print writes them: 15, １５, 十五, 二十."""

from __future__ import annotations

import re

DIGITS = {
    "〇": 0,
    "○": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
UNITS = {"十": 10, "百": 100}

# What a small number is written with, for use inside other patterns.
SMALL_NUMBER = r"(?:[0-9０-９]+|[〇○零一二两三四五六七八九十百]+)"
_COUNTED = re.compile(
    r"(?:([一二两三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?"
)


def small_number(text: str) -> int | None:
    """The number from 0 to 999 that this text writes, or None where it writes none."""
    if text.isdecimal():
        return int(text) if len(text) <= 3 else None
    counted = _COUNTED.fullmatch(text)
    if not text or not counted:
        return DIGITS.get(text)
    hundreds, tens, ten, ones = counted.groups()
    whole_tens = DIGITS[tens] if tens else bool(ten)
    return (DIGITS[hundreds] * 100 if hundreds else 0) + whole_tens * 10 + (DIGITS[ones] if ones else 0)


def digits_of(text: str) -> int | None:
    """The number that is written digit by digit, 二〇二三 or 2023; None where any character is no digit."""
    if text.isdecimal():
        return int(text)
    digits = [DIGITS.get(character) for character in text]
    return int("".join(map(str, digits))) if digits and None not in digits else None
