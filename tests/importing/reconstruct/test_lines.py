"""Printed lines: where a line of the file is cut, and where its spaces are printed."""

import pytest

from archive.importing.reconstruct.lines import printed_lines
from archive.importing.reconstruct.shapes import RawPage


def cut(text):
    return [line.text for line in printed_lines(RawPage("page", (text,)))]


def test_a_single_space_parts_two_printed_lines():
    assert cut("近日,云南省昆明 市呈贡区") == ["近日,云南省昆明", "市呈贡区"]


@pytest.mark.parametrize(
    "text",
    [
        "本报讯 (记者马学礼 通讯员陈伟红)日前",
        "本报记者 罗筱晓",
        "□ 本报记者 罗筱晓 通讯员 王伟",
        "本报通讯员 侯进勇 摄",
        "the quick brown fox",
        "王伟 李娜 张敏",
        "王伟  某某船舶重工有限公司",
    ],
)
def test_spaces_of_datelines_bylines_words_and_tables_are_printed(text):
    assert cut(text) == [text]


def test_a_credit_behind_a_caption_is_a_line_of_its_own():
    assert cut("感受传统魅力。 本报通讯员 侯进勇 摄") == ["感受传统魅力。", "本报通讯员 侯进勇 摄"]


def test_columns_side_by_side_are_told_by_wide_gaps():
    lines = printed_lines(RawPage("page", ("全市各级工会组织开展  顺利完成了各项工作任务",)))
    assert [line.beside for line in lines] == [False, True]


def test_an_empty_line_parts_blocks():
    lines = printed_lines(RawPage("page", ("一", "", "二")))
    assert lines[0].block != lines[1].block
