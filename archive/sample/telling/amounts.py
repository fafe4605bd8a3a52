"""Numbers as a newspaper prints them: exact, or rounded with 余, 近, 约, 超过; tens of thousands as 万."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

TEN_THOUSAND = 10_000
# Below this nobody rounds: 约7座 is not said.
SMALLEST_ROUNDED = 30
# Digits that are left of a rounded number: 1,263 becomes 1,200.
ROUND_DIGITS = 2
# Digits that are left of an exact number from ten thousand up: 123,456 is printed 12.35万.
EXACT_DIGITS = 4
# Qualifiers, with how the number is rounded for them; as many exact numbers as rounded ones.
STYLES = ("", "", "", "", "余", "近", "约", "超过")


@dataclass(frozen=True)
class Amount:
    """A number with its unit: ``surface`` is what is printed, ``value`` what it says."""

    surface: str
    value: int
    unit: str
    qualifier: str = ""


def draw_amount(value: float, unit: str, rng: random.Random) -> Amount:
    """The value, exact or rounded as a reporter might; what is printed and what is meant always agree."""
    number = round(value)
    style = rng.choice(STYLES)
    rounded = _rounded(number, style)
    if number < SMALLEST_ROUNDED or not style or rounded == number:
        exact = number if number < TEN_THOUSAND else _to_digits(number, EXACT_DIGITS, round)
        return Amount(_printed(exact) + unit, exact, unit)
    return Amount(_qualified(_printed(rounded), unit, style), rounded, unit, style)


def _qualified(number: str, unit: str, qualifier: str) -> str:
    """余 stands between number and unit, the others before the number."""
    return f"{number}余{unit}" if qualifier == "余" else f"{qualifier}{number}{unit}"


def _rounded(number: int, style: str) -> int:
    """Up for 近, down for 余 and 超过, to the nearest for 约."""
    directions = {"近": math.ceil, "余": math.floor, "超过": math.floor}
    return _to_digits(number, ROUND_DIGITS, directions.get(style, round))


def _to_digits(number: int, digits: int, direction: Callable[[float], int]) -> int:
    step: int = 10 ** max(0, len(str(number)) - digits)
    rounded = direction(number / step)
    return rounded * step


def _printed(number: int) -> str:
    return str(number) if number < TEN_THOUSAND else f"{number / TEN_THOUSAND:g}万"
