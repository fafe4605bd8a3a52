"""A headline breaks at phrases, never inside a word."""

from __future__ import annotations

from itertools import pairwise

import pytest

from archive.reading.typeset.phrases import breaks


def pieces(text: str) -> list[str]:
    ends = [0, *breaks(text), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


@pytest.mark.parametrize("word", ["职工", "来信", "查收", "1+6+N", '"微心愿"', "《工人日报》"])
def test_a_word_is_never_broken(word):
    found = pieces(f"燕山石化{word}服务职工来信请查收")
    assert any(word in piece for piece in found)


def test_a_line_never_begins_with_a_closing_mark():
    assert not [
        piece for piece in pieces("收集诉求、解决问题：您有职工来信,请查收！") if piece[0] in "、：,！"
    ]


def test_a_line_never_ends_with_an_opening_mark():
    assert not [piece for piece in pieces("打通“产改”难点（全区）“一站两员”服务") if piece[-1] in "“（"]


def test_straight_quotation_marks_stay_with_what_they_quote():
    found = pieces('建立"驻站指导+服务+N"工作模式')
    assert not [piece for piece in found if piece == '"' or piece.endswith('立"')]


def test_a_lone_preposition_stays_with_its_word():
    assert "向产业链" in pieces('助推"产改"向产业链覆盖')


@pytest.mark.parametrize("text", ["", "重", "\n", '"', '""', "a"])
def test_short_and_odd_headlines_have_no_place_to_break(text):
    assert breaks(text) == []
