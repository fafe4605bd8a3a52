"""What an editor sees is what the article keeps, both ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.desk.notation import Body, read, tidy, write

paragraphs = st.lists(
    st.text("工会\\# ，", min_size=1, max_size=8).map(str.strip).filter(lambda text: text not in ("", "##"))
)


@given(paragraphs, st.sets(st.integers(0, 8)))
def test_a_body_that_is_written_and_read_is_the_same_body(printed, heads):
    crossheads = tuple(sorted(index for index in heads if index < len(printed)))
    assert read(write(printed, crossheads)) == Body(tuple(printed), crossheads)


def test_a_crosshead_is_marked_in_its_place():
    assert write(["开头", "拓宽渠道", "正文"], [1]) == "开头\n## 拓宽渠道\n正文"


def test_line_ends_of_a_form_and_empty_lines_make_no_paragraphs():
    assert read("甲\r\n\r\n　　乙 \n\n## \n丙") == Body(("甲", "乙", "丙"))


def test_a_paragraph_printed_with_the_mark_is_no_crosshead():
    assert write(["## 井号"], []) == "\\## 井号"
    assert read("\\## 井号") == Body(("## 井号",))


def test_a_field_loses_the_space_around_it_and_the_line_ends_of_a_form():
    assert tidy(" 上行\r\n下行 ") == "上行\n下行"
