"""What the language of the press says of two lines."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.reconstruct import language
from archive.importing.reconstruct.language import Language, counts_of, rolled

TEXT = "全市各级工会为职工办实事,全市各级工会为职工解难事。"
TEXTS = st.lists(st.text("工会为职市级。,a", max_size=12), max_size=6)


def of(*texts):
    return Language.of(rolled(counts) for counts in counts_of(texts))


def test_what_was_read_in_a_row_reads_on():
    found = of(TEXT).across(["全市各级工"], ["会为职工", "各级工"])[0]
    assert found[0] > 1
    assert found[1] < 0


def test_two_characters_before_tell_more_than_one():
    read = of("工会好" * 5, "大会散" * 5)
    assert read.across(["工会"], ["好"])[0, 0] > read.across(["会"], ["好"])[0, 0]


def test_two_characters_after_tell_more_than_one():
    read = of("甲工会" * 5, "乙工厂" * 5)
    assert read.across(["甲"], ["工会"])[0, 0] > read.across(["甲"], ["工"])[0, 0]


def test_marks_of_half_width_count_as_those_of_full_width():
    read = of("职工,职工,职工,")
    assert read.across(["职工"], [","])[0, 0] == read.across(["职工"], ["，"])[0, 0]


def test_what_was_never_read_says_nothing_certain():
    assert abs(of(TEXT).across(["龘"], ["鑫"])[0, 0]) < 0.1


@given(TEXTS, TEXTS)
def test_texts_taken_out_are_as_if_never_read(kept, taken):
    lines = ["工会", "为", "职工,", "a市"]
    left = of(*kept, *taken).without(taken)
    assert np.allclose(left.across(lines, lines), of(*kept).across(lines, lines))


@given(st.dictionaries(st.text(min_size=2, max_size=2), st.integers(1, 300)))
def test_counts_come_back_from_how_they_are_kept(counts):
    record = ({}, rolled(counts), {})
    strings = language.Language.of(record).twos
    assert sorted(strings.counts.tolist()) == sorted(counts.values())
    codes = [(ord(one) << 21) | ord(other) for one, other in counts]
    assert strings.of(np.array(codes, dtype=np.int64)).tolist() == list(counts.values())


def test_the_language_of_the_press_knows_what_union_papers_print():
    found = language.of_the_press().across(["全市各级工"], ["会组织开展", "龘靐齉"])[0]
    assert found[0] > 3
    assert found[1] < 0


def test_no_line_is_too_odd():
    odd = ["\x00", "😀", "a", " ", "工"]
    assert np.isfinite(language.of_the_press().across(odd, odd)).all()
