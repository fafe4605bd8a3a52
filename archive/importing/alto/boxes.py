"""Boxes on paper: left and top from the page's corner, in whatever unit the file measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle with its sides parallel to the page's."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def turned(self) -> Box:
        """As it stands when the page is turned so that vertical lines, read from the right, run across."""
        return Box(self.top, -self.right, self.bottom, -self.left)


def box_of(attributes: Mapping[str, str]) -> Box | None:
    """HPOS, VPOS, WIDTH, HEIGHT as a box; None where one is missing, no number, or takes no room."""
    left, top, width, height = (number(attributes.get(name)) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    if left is None or top is None or width is None or height is None or width <= 0 or height <= 0:
        return None
    return Box(left, top, left + width, top + height)


def number(text: str | None) -> float | None:
    """A coordinate as a number; None where it is none."""
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and isfinite(value) else None


def around(boxes: Iterable[Box | None]) -> Box | None:
    """The smallest box around all that are known; None where none is."""
    known = [box for box in boxes if box]
    if not known:
        return None
    return Box(
        min(box.left for box in known),
        min(box.top for box in known),
        max(box.right for box in known),
        max(box.bottom for box in known),
    )


def shared_width(one: Box, other: Box) -> float:
    """How far two boxes stand above each other; not above zero where they do not."""
    return min(one.right, other.right) - max(one.left, other.left)


def shared_height(one: Box, other: Box) -> float:
    """How far two boxes stand beside each other; not above zero where they do not."""
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def is_over(one: Box, other: Box) -> bool:
    """Do two boxes share at least half the width of the narrower one?"""
    return shared_width(one, other) >= min(one.width, other.width) / 2
