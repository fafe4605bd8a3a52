"""Charts of months as strips of bars: shapes for SVG, pure. Widths are parts of the strip, so that it fits any window.

A month is one unit wide; a strip is ``HEIGHT`` units high, stretched to whatever room it has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

HEIGHT = 100
# The part of a month that its bar leaves free, while months are wide enough for that to be seen.
GAP = 0.2
MONTHS_WITH_GAPS = 240
# Up to so many months every bar has its number; beyond, only the highest.
MONTHS_WITH_NUMBERS = 12
MONTHS_IN_QUARTER = 3
# Years named below a strip, at most: what a phone has room for.
YEARS_NAMED = 6
# Near an end of the strip, in parts of a hundred, a label is set from that end.
EDGE = 12.0


@dataclass(frozen=True)
class Label:
    """A text at a place, in parts of a hundred of the width; ``anchor`` is start, middle or end."""

    x: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Strip:
    """One series as bars, the highest labelled; ``unheld`` are the months of which nothing is held. A strip of years has
    a unit a year."""

    months: int
    bars: str
    unheld: str
    labels: tuple[Label, ...]
    ticks: tuple[Label, ...]


def strip(
    months: Sequence[dt.date], values: Sequence[float | None], highest: float, texts: Sequence[str]
) -> Strip:
    """A strip of bars, the height of which is ``highest``; None stands for a month of which nothing is held."""
    return Strip(
        months=len(months),
        bars=bars(values, highest),
        unheld=blocks([value is None for value in values]),
        labels=tuple(labels(values, texts)),
        ticks=tuple(ticks(months)),
    )


def years(counts: Mapping[int, int], held: Collection[int]) -> Strip:
    """A strip of a bar a year, from the first to the last that is held or counted."""
    first, last = min({*counts, *held}), max({*counts, *held})
    every = range(first, last + 1)
    values = [counts.get(year, 0) if year in counts or year in held else None for year in every]
    step = -(-len(every) // YEARS_NAMED)
    named = [(at / len(every) * 100, str(every[at])) for at in range(0, len(every), step)]
    return Strip(
        months=len(every),
        bars=bars(values, max(counts.values())),
        unheld=blocks([value is None for value in values]),
        labels=tuple(labels(values, [str(value) for value in values])),
        ticks=tuple(Label(round(x, 2), text, "end" if x > 100 - EDGE else "start") for x, text in named),
    )


def bars(values: Sequence[float | None], highest: float) -> str:
    """The path of all the bars."""
    gap = GAP if len(values) <= MONTHS_WITH_GAPS else 0
    return "".join(
        f"M{plain(at + gap / 2)} {HEIGHT}V{plain(HEIGHT - value / highest * HEIGHT)}h{plain(1 - gap)}V{HEIGHT}z"
        for at, value in enumerate(values)
        if value
    )


def blocks(empty: Sequence[bool]) -> str:
    """The path of the stretches of months that are empty, over the whole height."""
    path, start = "", None
    for at, is_empty in enumerate([*empty, False]):
        if is_empty and start is None:
            start = at
        elif not is_empty and start is not None:
            path += f"M{start} 0H{at}V{HEIGHT}H{start}z"
            start = None
    return path


def labels(values: Sequence[float | None], texts: Sequence[str]) -> list[Label]:
    """The numbers of all bars where they are few, else of the first that is highest; no noughts."""
    told = [at for at, value in enumerate(values) if value]
    if len(values) > MONTHS_WITH_NUMBERS:
        told = [max(told, key=lambda at: values[at] or 0)] if told else []
    return [placed((at + 0.5) / len(values) * 100, texts[at]) for at in told]


def ticks(months: Sequence[dt.date]) -> list[Label]:
    """What stands below the strip: where years begin, as many as there is room for; in a single year, its quarters."""
    if len(months) <= MONTHS_WITH_NUMBERS:
        named = [(at, f"{months[at]:%Y-%m}") for at in range(0, len(months), MONTHS_IN_QUARTER)]
    else:
        begins = [(at, f"{month.year}") for at, month in enumerate(months) if month.month == 1]
        named = begins[:: -(-len(begins) // YEARS_NAMED) or 1]
    places = [(at / len(months) * 100, text) for at, text in named]
    return [Label(round(x, 2), text, "end" if x > 100 - EDGE else "start") for x, text in places]


def placed(x: float, text: str) -> Label:
    """A label that stays inside the strip."""
    if x < EDGE:
        return Label(round(x, 2), text, "start")
    return Label(round(x, 2), text, "end" if x > 100 - EDGE else "middle")


def plain(number: float) -> str:
    """A number as short as it can be written."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
