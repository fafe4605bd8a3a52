"""A measure as bars, one under the other in the order of the columns: shapes for SVG. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.models import Figure
from archive.reading.comparison.matrix import Cell, Measure

# Heights in pixels: a row with its words and its bar, and the bar alone.
ROW, BAR = 36, 8
# A bar that is there is seen, in parts of a hundred of the width.
SEEN_FROM = 0.6
# Charts on one page: the measures that most initiatives share.
CHARTS_SHOWN = 8


@dataclass(frozen=True)
class Bar:
    """One initiative's latest value; ``others`` are where its other values end, and ``reach`` the end of a range."""

    label: str
    figure: Figure | None
    y: int
    width: float
    reach: float
    others: tuple[float, ...]
    differs: bool


@dataclass(frozen=True)
class Chart:
    """A measure drawn."""

    what: str
    unit: str
    height: int
    bars: tuple[Bar, ...]


def charts(measures: Sequence[Measure], labels: Sequence[str]) -> list[Chart]:
    """The measures that are worth drawing: those that several initiatives share."""
    shared = [measure for measure in measures if measure.reported > 1]
    return [chart(measure, labels) for measure in shared[:CHARTS_SHOWN]]


def chart(measure: Measure, labels: Sequence[str]) -> Chart:
    """A measure as bars; what is not reported has a row and no bar."""
    ends = [told.latest.maximum or told.latest.value for cell in measure.cells for told in cell.told]
    highest = max((abs(end) for end in ends), default=Decimal(1)) or Decimal(1)
    bars = [
        bar(cell, label, number * ROW, highest)
        for number, (cell, label) in enumerate(zip(measure.cells, labels, strict=True))
    ]
    return Chart(measure.what, measure.unit, ROW * len(bars), tuple(bars))


def bar(cell: Cell, label: str, y: int, highest: Decimal) -> Bar:
    """The bar of a cell."""
    if not cell.told:
        return Bar(label, None, y, 0, 0, (), differs=False)
    latest = cell.told[0].latest
    return Bar(
        label,
        latest,
        y,
        width=part_of(latest.value, highest),
        reach=part_of(latest.maximum, highest) if latest.maximum is not None else 0,
        others=tuple(part_of(told.latest.value, highest) for told in cell.shown[1:]),
        differs=cell.differs,
    )


def part_of(value: Decimal, highest: Decimal) -> float:
    """A value in parts of a hundred of the highest; nothing below nought is drawn."""
    return round(max(float(value / highest) * 100, SEEN_FROM if value > 0 else 0), 2)
