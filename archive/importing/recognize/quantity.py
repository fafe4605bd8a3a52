"""A number of a text with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Quantity:
    """A number of a stretch: ``text[start:end]`` with qualifiers; the unit is ``text[unit_start:unit_end]``."""

    start: int
    end: int
    value: Decimal
    maximum: Decimal | None
    unit_start: int
    unit_end: int
    unit: str
    qualifier: str
    number_start: int
