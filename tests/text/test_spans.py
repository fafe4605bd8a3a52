"""Spans follow an edit, and never to characters other than their own."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from archive.text.spans import MOVED_MIN_CHARS, Edit, Run, Span

# Few different characters, so that texts repeat themselves at every turn.
repetitive = st.text("工会，\n", max_size=40)
# No character twice, so that there is only one right answer.
distinct = st.lists(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x4FFF), min_size=1, max_size=60, unique=True
).map("".join)
STORY = "公司工会开通主席信箱。\n职工都可以写信。\n问题得到了解决或改善。"


def cut_of(data: st.DataObject, text: str) -> Span:
    """Any span of the text that has at least one character."""
    start = data.draw(st.integers(0, len(text) - 1))
    return Span(start, data.draw(st.integers(start + 1, len(text))))


def span_of(words: str, text: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@given(repetitive, repetitive)
def test_what_survives_is_the_same_characters_in_both_texts(before, after):
    for run in Edit.between(before, after).runs:
        assert before[run.start : run.start + run.length] == after[run.at : run.at + run.length]


@given(repetitive, repetitive)
def test_no_character_survives_twice(before, after):
    runs = Edit.between(before, after).runs
    old = [index for run in runs for index in range(run.start, run.start + run.length)]
    new = [index for run in runs for index in range(run.at, run.at + run.length)]
    assert len(set(old)) == len(old)
    assert len(set(new)) == len(new)


@given(repetitive.filter(bool), st.data())
def test_in_a_text_that_stays_every_span_and_every_place_stays(text, data):
    edit, span = Edit.between(text, text), cut_of(data, text)
    assert edit.pieces(span) == [Run(span.start, span.start, span.end - span.start)]
    assert edit.whole(span) == span
    assert edit.point(span.start) == edit.nearest(span.start) == span.start


@given(distinct, distinct, st.data())
def test_an_insertion_moves_what_follows_and_splits_what_holds_it(text, other, data):
    inserted = "".join(char for char in other if char not in text)
    at, span = data.draw(st.integers(0, len(text))), cut_of(data, text)
    edit = Edit.between(text, text[:at] + inserted + text[at:])
    shift = len(inserted)
    if span.end <= at:
        assert edit.whole(span) == span
    elif span.start >= at:
        assert edit.whole(span) == Span(span.start + shift, span.end + shift)
    elif shift:
        assert edit.whole(span) is None
        assert edit.pieces(span) == [
            Run(span.start, span.start, at - span.start),
            Run(at, at + shift, span.end - at),
        ]


@given(distinct, st.data())
def test_a_deletion_takes_its_own_characters_and_no_others(text, data):
    gone, span = cut_of(data, text), cut_of(data, text)
    edit = Edit.between(text, text[: gone.start] + text[gone.end :])
    kept = [index for index in range(*span) if not gone.start <= index < gone.end]
    assert [
        index for piece in edit.pieces(span) for index in range(piece.start, piece.start + piece.length)
    ] == kept


@given(repetitive, repetitive, st.data())
def test_a_span_that_stays_whole_reads_the_same(before, after, data):
    if not before:
        return
    span = cut_of(data, before)
    moved = Edit.between(before, after).whole(span)
    assert moved is None or after[slice(*moved)] == before[slice(*span)]


@given(repetitive, repetitive, st.data())
def test_pieces_lie_inside_their_span_in_order(before, after, data):
    if not before:
        return
    span = cut_of(data, before)
    pieces = Edit.between(before, after).pieces(span)
    ends = [bound for piece in pieces for bound in (piece.start, piece.start + piece.length)]
    assert ends == sorted(ends)
    assert all(span.start <= bound <= span.end for bound in ends)


@given(repetitive, repetitive, st.integers(0, 40))
def test_a_place_never_leaves_the_text(before, after, at):
    edit = Edit.between(before, after)
    place = edit.point(min(at, len(before)))
    assert place is None or 0 <= place <= len(after)
    assert 0 <= edit.nearest(min(at, len(before))) <= len(after)


def test_one_wrong_character_costs_a_span_that_character_only():
    edit = Edit.between("深人开展主席信箱", "深入开展主席信箱")
    assert edit.pieces(Span(0, 8)) == [Run(0, 0, 1), Run(2, 2, 6)]
    assert edit.whole(span_of("主席信箱", edit.before)) == Span(4, 8)


def test_a_paragraph_that_moves_takes_its_spans_along():
    first, second, third = STORY.split("\n")
    edit = Edit.between(STORY, "\n".join([third, first, second]))
    for words in ("主席信箱", "职工都可以写信", "解决或改善"):
        assert edit.whole(span_of(words, edit.before)) == span_of(words, edit.after)


def test_words_shorter_than_a_passage_are_new_words_when_they_turn_up_elsewhere():
    words = "职工群众"
    assert len(words) < MOVED_MIN_CHARS
    edit = Edit.between(f"{words}甲乙丙丁戊己庚辛", f"甲乙丙丁戊己庚辛{words}")
    assert edit.pieces(span_of(words, edit.before)) == []


def test_a_place_moves_with_the_characters_on_both_sides():
    at = STORY.index("主席信箱")
    assert Edit.between(STORY, "近日，" + STORY).point(at) == at + 3


def test_a_place_is_lost_where_the_text_was_edited_right_there():
    at = STORY.index("主席信箱")
    assert Edit.between(STORY, STORY.replace("开通主席", "开通了主席")).point(at) is None
    assert Edit.between(STORY, STORY.replace("开通主席", "主席")).point(at) is None


def test_the_end_of_a_paragraph_stays_its_end_when_another_follows():
    at = STORY.index("\n")
    assert Edit.between(STORY, STORY.replace("\n", "\n另据报道。\n", 1)).point(at) == at
    assert Edit.between(STORY, STORY[:at]).point(at) == at


def test_the_beginning_of_a_paragraph_stays_its_beginning_when_another_precedes():
    at = STORY.index("职工都")
    edit = Edit.between(STORY, STORY.replace("公司工会开通主席信箱。\n", "另据报道。\n"))
    assert edit.point(at) == edit.after.index("职工都")


def test_the_end_of_the_text_is_lost_when_the_text_goes_on():
    assert Edit.between("形成良好的产业发展新", "形成良好的产业发展新局面。").point(10) is None


def test_what_lost_its_characters_is_left_where_the_text_goes_on():
    edit = Edit.between("甲乙丙丁戊", "甲乙戊")
    assert [edit.nearest(at) for at in range(6)] == [0, 1, 2, 2, 2, 3]


def test_a_long_text_with_edits_at_both_ends_is_compared_within_a_second():
    # Twice as long as any story a newspaper page has room for.
    text = "\n".join(f"第{number}段，{STORY.replace(chr(10), '')}" for number in range(600))
    started = time.process_time()
    edit = Edit.between(text, "近日，" + text.replace("第300段", "第三百段") + "完")
    assert time.process_time() - started < 1
    assert edit.whole(span_of("第599段", text)) == span_of("第599段", edit.after)
