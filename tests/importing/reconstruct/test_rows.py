"""Files in rows: what stands alone, pieces of columns, and the order in which a reader takes them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.reconstruct.columns import unwoven
from archive.importing.reconstruct.columns.pieces import pieces_between_headings
from archive.importing.reconstruct.columns.traits import traits_of
from archive.importing.reconstruct.lines import printed_lines
from archive.importing.reconstruct.rows.headings import with_headings_over
from archive.importing.reconstruct.rows.succession import MOST_PIECES, in_succession
from archive.importing.reconstruct.shapes import RawPage
from tests.importing.reconstruct.test_columns import lines_of
from tests.pages.generate import generate_pages

FIELDS = ("headline", "byline_lines", "body", "caption", "box")

# Of the lines of tuning pages in rows, this share must come to stand right behind the line that is read before it.
LEAST_IN_ORDER = 0.85


def columns_by_chance():
    """For each of some cells the one below it, -1 for none, as a programme could give it; and how alone each stands."""
    return st.integers(1, 12).flatmap(
        lambda size: st.tuples(
            st.permutations(range(size)).map(lambda order: _below(order, size)),
            st.lists(st.sampled_from([-2.0, 2.0]), min_size=size, max_size=size).map(np.array),
        )
    )


def _below(order, size):
    below = np.full(size, -1, dtype=np.int64)
    for above, under in pairwise(order):
        if under > above:
            below[above] = under
    return below


@given(columns_by_chance())
def test_every_cell_is_in_one_piece(given_columns):
    below, lone = given_columns
    pieces = pieces_between_headings(below, lone)
    assert sorted(cell for piece in pieces for cell in piece.cells) == list(range(len(below)))


@given(columns_by_chance())
def test_a_piece_is_all_heading_or_none(given_columns):
    below, lone = given_columns
    for piece in pieces_between_headings(below, lone):
        assert {bool(lone[cell] > 0) for cell in piece.cells} == {piece.heading}


@given(columns_by_chance())
def test_every_piece_has_its_turn_once(given_columns):
    below, lone = given_columns
    pieces = pieces_between_headings(below, lone)
    traits = traits_of(cells_of_text("工会" * (at + 1) for at in range(len(below))))
    runs = in_succession(pieces, traits, lone)
    told = [piece for run in runs for piece in run.pieces]
    over = with_headings_over(runs, traits, lone)
    every = sorted(piece.cells for piece in pieces)
    assert [sorted(piece.cells for piece in found) for found in (told, over)] == [every, every]


def test_a_heap_of_pieces_stays_as_the_file_begins_them():
    below = np.full(MOST_PIECES + 1, -1, dtype=np.int64)
    lone = np.full(len(below), -1.0)
    pieces = pieces_between_headings(below, lone)
    traits = traits_of(cells_of_text("工会服务" for _ in below))
    assert [run.pieces for run in in_succession(pieces, traits, lone)] == [(one,) for one in pieces]


@pytest.mark.parametrize("number", range(3))
def test_pages_in_rows_are_read_nearly_as_a_reader_would(number):
    page = list(generate_pages("tuning", "rows", number + 1, seed=20230615))[number]
    order = {}
    for story in page.gold["stories"]:
        for row, start, end in (span for field in FIELDS for span in story["spans"][field]):
            order |= {(row, at): (len(order), row, start) for at in range(start, end)}
    read = [order.get((line.row, line.start)) for line in unwoven(lines_of(page.text))]
    following = dict(pairwise(sorted(set(order.values()))))
    told = [(one, other) for one, other in pairwise(read) if one and other and one != other]
    assert np.mean([following.get(one) == other for one, other in told]) >= LEAST_IN_ORDER


def cells_of_text(texts):
    from archive.importing.reconstruct.columns.cells import cells_of  # noqa: PLC0415

    return cells_of(printed_lines(RawPage("page", tuple(texts))))
