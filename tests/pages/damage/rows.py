"""Rows that run across columns, and lines shuffled wholesale: damage by place on the paper, not by fragment."""

from __future__ import annotations

import random
from itertools import groupby

from tests.pages.setting.printing import PrintedLine, PrintedPage

# Lines whose tops differ by less than this (em) fall into one row; extractors use about half the type size.
ROW_TOLERANCE_EM = 0.55

Row = tuple[PrintedLine, ...]


def rows_across(page: PrintedPage, lost: frozenset[tuple[int, int]], rng: random.Random) -> tuple[Row, ...]:
    """The page read straight across, row by row, whatever stands in a row."""
    lines = [line for line in (*page.lines(), *page.furniture) if line.key not in lost]
    if rng.random() < 0.5:
        return _rows(lines)
    bands = groupby(page.stories, key=lambda story: story.band)
    by_band = [
        [line for story in stories for line in story.lines if line.key not in lost] for _, stories in bands
    ]
    above = [line for line in page.furniture if line.y < 0]
    below = [line for line in page.furniture if line.y >= 0]
    return tuple(row for part in (above, *by_band, below) for row in _rows(part))


def _rows(lines: list[PrintedLine]) -> tuple[Row, ...]:
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: line.y + line.size):
        if rows and _baseline(line) - _baseline(rows[-1][0]) < ROW_TOLERANCE_EM:
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(tuple(sorted(row, key=lambda line: line.x)) for row in rows)


def _baseline(line: PrintedLine) -> float:
    return line.y + line.size


def one_cell_a_line(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Every cell of every row on a line of its own."""
    return tuple((line,) for row in rows for line in row)


def shuffled_lines(
    page: PrintedPage, lost: frozenset[tuple[int, int]], rng: random.Random
) -> tuple[Row, ...]:
    """Every printed line of the page by itself, in no order at all."""
    lines = [line for line in (*page.lines(), *page.furniture) if line.key not in lost]
    rng.shuffle(lines)
    return tuple((line,) for line in lines)
