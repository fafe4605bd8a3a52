"""What a printed line is told to be."""

from pathlib import Path

import numpy as np
import pytest

from archive.importing.reconstruct.lines import Line, printed_lines
from archive.importing.reconstruct.roles import ROLES, LineRole, role_chances
from archive.importing.reconstruct.roles.traits import line_traits
from archive.importing.reconstruct.shapes import RawPage


@pytest.fixture(scope="module")
def lines(real_page: Path) -> list[Line]:
    """The printed lines of the real page."""
    return printed_lines(RawPage("page", tuple(real_page.read_text(encoding="utf-8").split("\n"))))


def test_every_line_has_a_chance_of_each_role_and_they_sum_to_one(lines):
    chances = role_chances(lines)
    assert chances.shape == (len(lines), len(ROLES))
    np.testing.assert_allclose(chances.sum(axis=1), 1.0)


def test_an_empty_page_has_no_chances():
    assert role_chances([]).shape == (0, len(ROLES))


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_the_shortest_pages_are_read_too(lines, count):
    assert np.isfinite(role_chances(lines[:count])).all()


@pytest.mark.parametrize("text", ["□ 本报记者 李明", "本报记者 王小红"])
def test_a_signature_is_a_byline(text):
    page = printed_lines(
        RawPage("page", ("工会服务送到一线", text, "近日,市总工会组织志愿者走进工地,", "为职工送去清凉。"))
    )
    assert ROLES[int(role_chances(page)[1].argmax())] is LineRole.BYLINE


def test_most_lines_of_a_page_are_body(lines):
    assert (role_chances(lines).argmax(axis=1) == ROLES.index(LineRole.BODY)).mean() > 0.5


def test_each_trait_has_a_name_of_its_own(lines):
    table, names = line_traits(lines)
    assert table.shape == (len(lines), len(names))
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("text", ["\ud800", "𠮷𠮷𠮷", "。", "”", "\u0301", "1"])
def test_odd_characters_stop_nothing(text):
    assert np.isfinite(role_chances(printed_lines(RawPage("page", (text, text + "工会"))))).all()
