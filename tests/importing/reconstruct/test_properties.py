"""What holds of every page, whatever stands in it."""

import time
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.importing.reconstruct import reconstruct
from archive.importing.reconstruct.confidence import CONFIDENCE_BAR
from archive.importing.reconstruct.shapes import RawPage, Reconstruction

# Bits of pages that meet every rule of the importer, and some that meet none.
BITS = st.sampled_from([
    "本报讯 (记者王某某)近日，",
    "本报讯",
    "□ 本报记者 李四",
    "图为现场。 本报记者 张三 摄",
    "阅读提示",
    "第3版",
    "责任编辑：王五",
    "全市各级工会为职工办实事解难事，让广大职工",
    "的获得感幸福感安全感更加充实。",
    "   ",
    "  ",
    " ",
    "\u3000\u3000",
    "——",
    "\"",
    "😀",
    "Latin words",
    "1+6+N",
])  # fmt: skip
LINES = st.lists(st.lists(BITS | st.text(max_size=12), max_size=6).map("".join), max_size=25).map(
    lambda lines: tuple(line.replace("\n", "").replace("\r", "") for line in lines)
)


def spots(lines: tuple[str, ...], result: Reconstruction) -> Counter[tuple[int, int]]:
    """How often each character of the file stands in the result, by line (from 1) and offset."""
    found: Counter[tuple[int, int]] = Counter()
    for story in result.stories:
        for one in story.lines:
            found.update((one.line, at) for at in range(one.start, one.end))
    for piece in (*result.furniture, *result.unassigned):
        found.update((piece.line, at) for at in range(piece.start, piece.end))
    return found


@settings(max_examples=30, deadline=None)
@given(LINES)
def test_every_printed_character_stands_in_exactly_one_place(lines):
    found = spots(lines, reconstruct(RawPage("page", lines)))
    printed = {
        (row, at) for row, line in enumerate(lines, 1) for at, mark in enumerate(line) if not mark.isspace()
    }
    assert {spot: found[spot] for spot in printed} == dict.fromkeys(printed, 1)


@settings(max_examples=30, deadline=None)
@given(LINES)
def test_a_stretch_of_a_story_says_what_the_file_says(lines):
    result = reconstruct(RawPage("page", lines))
    for story in result.stories:
        for one in story.lines:
            text = story.text_of(one.field)[one.at : one.at + one.end - one.start]
            assert text == lines[one.line - 1][one.start : one.end]
    for piece in (*result.furniture, *result.unassigned):
        assert piece.text == lines[piece.line - 1][piece.start : piece.end]


@settings(max_examples=8, deadline=None)
@given(LINES)
def test_the_same_page_gives_the_same_stories(lines):
    page = RawPage("page", lines)
    assert reconstruct(page) == reconstruct(page)


@settings(max_examples=30, deadline=None)
@given(LINES)
@example(
    ("责任编辑：王五:\x1b\x08\x80", "", "0:::::::::图为现场。 本报记者 张三 摄:本报讯 (记者王某某)近日，")
)
def test_a_doubt_names_a_place_in_its_field_and_a_chance_below_the_bar(lines):
    for doubt_story in reconstruct(RawPage("page", lines)).stories:
        for doubt in doubt_story.doubts:
            assert 0 < doubt.at < len(doubt_story.text_of(doubt.field))
            assert 0 <= doubt.p < CONFIDENCE_BAR
            assert list(doubt.rivals) == sorted(doubt.rivals, key=lambda rival: -rival.p)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("",),
        ("字",),
        ("\x00\x01\x02" * 50,),
        ("😀 😀",),
        ("\ufeff",),
        (" " * 5000,),
        ("，。、",),
        ("a b c d",),
    ],
    ids=["empty", "blank", "one character", "control", "emoji", "mark", "spaces", "marks", "letters"],
)
def test_no_input_is_too_odd(lines):
    reconstruct(RawPage("odd", lines))


@pytest.mark.parametrize(
    "lines",
    [
        ("工" * 1_000_000,),
        ("工会 服务 职工 " * 100_000,),
        ("职工之家建设工作经验交流会在昆明举行，全市工会",) * 3_000,
    ],
    ids=["a line of a million characters", "a line of 300,000 words", "3,000 lines"],
)
def test_no_input_takes_minutes(lines):
    began = time.monotonic()
    reconstruct(RawPage("big", lines))
    assert time.monotonic() - began < 60
