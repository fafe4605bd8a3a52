"""What lists and forms show of a text."""

from __future__ import annotations

from archive.desk.marks import CONTEXT_CHARS, difference, in_context
from archive.text.spans import Span


def test_a_difference_is_shown_word_by_word():
    assert difference("职工来信请查收", "职工来电请查收") == "职工<del>来信</del><ins>来电</ins>请查收"


def test_a_difference_shows_only_a_little_of_what_stayed():
    around = "，" * 500
    shown = difference(f"{around}旧{around}", f"{around}新{around}")
    beside = "，" * CONTEXT_CHARS
    assert shown == f"…{beside}<del>旧</del><ins>新</ins>{beside}…"


def test_what_stayed_between_two_changes_is_shortened():
    shown = difference("旧" + "，" * 500 + "去", "新" + "，" * 500 + "来")
    between = "，" * CONTEXT_CHARS
    assert shown == f"<del>旧</del><ins>新</ins>{between}…{between}<del>去</del><ins>来</ins>"


def test_two_equal_texts_show_no_change():
    assert "<" not in difference("同一段文字", "同一段文字")


def test_a_place_is_shown_between_its_neighbours():
    assert in_context("公司工会开通主席信箱", Span(4, 4)).endswith(
        "公司工会<mark>｜</mark>开通主席信箱</span>"
    )


def test_text_is_escaped_wherever_it_is_marked():
    assert "<script>" not in difference("<script>旧", "<script>新")
    assert "<b>" not in in_context("<b>加粗</b>", Span(3, 5))
