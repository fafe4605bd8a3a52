"""Which cell of a file in rows stands below which, and which piece of a column a reader takes after which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from archive.importing.reconstruct.columns.alignment import lines_below
from archive.importing.reconstruct.columns.below import WINDOW
from archive.importing.reconstruct.columns.cells import Cell, cells_of
from archive.importing.reconstruct.columns.lone import lone_odds
from archive.importing.reconstruct.columns.pieces import pieces_between_headings
from archive.importing.reconstruct.columns.scores import scores_of
from archive.importing.reconstruct.columns.traits import traits_of
from archive.importing.reconstruct.lines import printed_lines
from archive.importing.reconstruct.rows.alone import alone_traits, lone_odds_again
from archive.importing.reconstruct.rows.headings import OVER_NAMES, Run, over_traits
from archive.importing.reconstruct.rows.links import LINK_NAMES, link_traits, links_of
from archive.importing.reconstruct.rows.succession import PAIR_NAMES, in_succession, pair_traits
from archive.importing.reconstruct.shapes import RawPage
from tests.importing.reconstruct.learn.forests import Growth, grown

ALONE_GROWTH = Growth(rounds=200, leaves=20, step=0.08, traits_share=0.3, least_rows=25)
LINK_GROWTH = Growth(rounds=300, leaves=31, step=0.1, traits_share=0.4, least_rows=40)
HEADING_GROWTH = Growth(rounds=220, leaves=20, step=0.08, traits_share=0.5)
SUCCESSION_GROWTH = Growth(rounds=260, leaves=24, step=0.08, traits_share=0.4)

FIELDS = ("headline", "byline_lines", "body", "caption", "box")
# What is set in columns: a line of it stands below another; everything else stands alone.
IN_COLUMNS = ("body", "caption", "box")

FilePage = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Place:
    """Where gold has a cell: story, field, number of its string on the page, offset in that string."""

    story: int
    field: str
    string: int
    offset: int


def alone(found: Iterable[FilePage]) -> dict[str, Any]:
    """The forest that tells which cells stand in no column."""
    rows, right, names = [], [], ()
    for page in found:
        cells, places = placed(page)
        table, names = alone_traits(cells, traits_of(cells))
        rows.append(table.astype(np.float32))
        right.append([place is None or place.field not in IN_COLUMNS for place in places])
    return grown(np.vstack(rows), np.concatenate(right), names, ("alone",), ALONE_GROWTH)


def links(found: Iterable[FilePage]) -> dict[str, Any]:
    """The forest that takes a closer look at cells below cells."""
    rows, right = zip(*(link_examples(page) for page in found), strict=True)
    return grown(np.vstack(rows), np.concatenate(right), LINK_NAMES, ("link",), LINK_GROWTH)


def succession(found: Iterable[FilePage]) -> dict[str, Any]:
    """The forest that tells which piece comes after which."""
    rows, right = zip(*(succession_examples(page) for page in found), strict=True)
    return grown(np.vstack(rows), np.concatenate(right), PAIR_NAMES, ("succession",), SUCCESSION_GROWTH)


def link_examples(page: FilePage) -> tuple[np.ndarray, np.ndarray]:
    """Every pair of cells that may stand below each other, and whether they do."""
    cells, places = placed(page)
    traits = traits_of(cells)
    scores = scores_of(traits, lone_odds(traits))
    lone = lone_odds_again(cells, traits)
    rows, real = link_traits(traits, lone, scores, lines_below(scores))
    right = np.zeros(real.shape, dtype=bool)
    following = _following(places)
    for above, place in enumerate(places):
        below = following.get((place.string + 1, 0)) if place else None
        if below is not None and 0 < below - above <= WINDOW and _in_one_column(place, places[below]):
            right[above, below - above - 1] = True
    return rows.astype(np.float32), right[real]


def succession_examples(page: FilePage) -> tuple[np.ndarray, np.ndarray]:
    """Every two pieces of columns, and whether a story goes on from the one to the other."""
    cells, places = placed(page)
    traits = traits_of(cells)
    scores = scores_of(traits, lone_odds(traits))
    lone = lone_odds_again(cells, traits)
    below = links_of(traits, lone, scores, lines_below(scores))
    pieces = pieces_between_headings(below, lone)
    starts = {piece.first: number for number, piece in enumerate(pieces)}
    following = _following(places)
    right = np.zeros((len(pieces), len(pieces)), dtype=bool)
    for number, piece in enumerate(pieces):
        place = places[piece.cells[-1]]
        after = following.get((place.string + 1, 0)) if place else None
        if after in starts and places[after].story == place.story:
            right[number, starts[after]] = True
    others = ~np.eye(len(pieces), dtype=bool)
    return pair_traits(pieces, traits, lone)[others].astype(np.float32), right[others]


def headings(found: Iterable[FilePage]) -> dict[str, Any]:
    """The forest that tells which run a heading stands over."""
    rows, right = zip(*(heading_examples(page) for page in found), strict=True)
    return grown(np.vstack(rows), np.concatenate(right), OVER_NAMES, ("over",), HEADING_GROWTH)


def heading_examples(page: FilePage) -> tuple[np.ndarray, np.ndarray]:
    """Every heading and every run, and whether the run is the one in which the heading's story begins."""
    cells, places = placed(page)
    traits = traits_of(cells)
    scores = scores_of(traits, lone_odds(traits))
    lone = lone_odds_again(cells, traits)
    below = links_of(traits, lone, scores, lines_below(scores))
    runs = in_succession(pieces_between_headings(below, lone), traits, lone)
    texts = [run for run in runs if run.columns]
    over = [one for run in runs for one in run.headings]
    if not texts or not over:
        return np.zeros((0, len(OVER_NAMES)), dtype=np.float32), np.zeros(0, dtype=bool)
    begins = _beginnings(texts, places)
    stories = [places[one.first].story if places[one.first] else None for one in over]
    right = np.zeros((len(over), len(texts)), dtype=bool)
    for number, story in enumerate(stories):
        if story in begins:
            right[number, begins[story]] = True
    rows = over_traits(over, runs, traits, lone)
    return rows.reshape(-1, len(OVER_NAMES)).astype(np.float32), right.ravel()


def _beginnings(runs: Sequence[Run], places: Sequence[Place | None]) -> dict[int, int]:
    """The run in which each story begins: the one that has its earliest text."""
    earliest: dict[int, tuple[int, int]] = {}
    for number, run in enumerate(runs):
        for place in (places[cell] for one in run.columns for cell in one.cells):
            if place and place.string < earliest.get(place.story, (place.string + 1, 0))[0]:
                earliest[place.story] = (place.string, number)
    return {story: number for story, (_, number) in earliest.items()}


def placed(page: FilePage) -> tuple[list[Cell], list[Place | None]]:
    """A file's cells, and where gold has each."""
    name, text, gold = page
    cells = cells_of(printed_lines(RawPage(name, tuple(text.split("\n")))))
    spots: dict[tuple[int, int], Place] = {}
    string = 0
    for number, story in enumerate(gold["stories"]):
        for field in FIELDS:
            for row, start, end in story["spans"][field]:
                spots |= {(row, at): Place(number, field, string, at - start) for at in range(start, end)}
                string += 1
    return cells, [spots.get((cell.row, cell.offset)) for cell in cells]


def _following(places: Sequence[Place | None]) -> dict[tuple[int, int], int]:
    """Cells by the string and the offset in it that they begin at."""
    return {(place.string, place.offset): at for at, place in enumerate(places) if place}


def _in_one_column(above: Place | None, below: Place | None) -> bool:
    return (
        above is not None
        and below is not None
        and (above.story, above.field) == (below.story, below.field)
        and above.field in IN_COLUMNS
    )
