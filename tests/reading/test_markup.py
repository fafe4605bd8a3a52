"""Characters with marks as HTML: every one escaped, once, in order."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from archive.reading.typeset.markup import Point, disjoint, mark_up, span


def text_of(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", marked.replace("<br>", "\n")))


def test_plain_text_is_escaped():
    assert mark_up("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#x27;"


def test_a_span_stands_around_its_characters():
    assert mark_up("工会信箱", [[span(2, 4, "mark")]]) == "工会<mark>信箱</mark>"


def test_an_inner_span_is_cut_where_an_outer_one_ends():
    outer, inner = span(0, 3, "a", href="/x/"), span(2, 4, "mark")
    assert mark_up("工会信箱", [[outer], [inner]]) == '<a href="/x/">工会<mark>信</mark></a><mark>箱</mark>'


def test_a_span_that_is_interrupted_gives_its_id_once():
    outer, inner = span(1, 2, "mark"), span(0, 3, "span", id="m1", class_="evidence")
    marked = mark_up("工会箱", [[outer], [inner]])
    assert marked.count('id="m1"') == 1
    assert marked.count('class="evidence"') == 3


def test_a_point_stands_behind_its_character_inside_whatever_is_around_it():
    assert mark_up("工会", [[span(0, 2, "mark")]], [Point(2, mark_up("<"))]) == "<mark>工会&lt;</mark>"


def test_a_point_at_the_very_start_stands_before_everything():
    assert mark_up("工会", [[span(0, 2, "mark")]], [Point(0, mark_up("!"))]) == "!<mark>工会</mark>"


def test_an_attribute_cannot_break_out_of_its_quotes():
    assert 'href="&quot;&gt;&lt;script&gt;"' in mark_up("工", [[span(0, 1, "a", href='"><script>')]])


def test_line_ends_are_kept():
    assert mark_up("一\n二") == "一<br>二"


def test_of_overlapping_spans_the_longest_stands():
    spans = [span(0, 2, "a"), span(1, 5, "b"), span(5, 6, "c")]
    assert [(one.start, one.end) for one in disjoint(spans)] == [(1, 5), (5, 6)]


intervals = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)


@given(
    st.text(alphabet="工会<>&\"'ab\n", max_size=12),
    st.lists(st.lists(intervals, max_size=4), max_size=3),
    st.lists(st.integers(0, 12), max_size=4),
)
def test_whatever_is_marked_the_characters_stay_the_same(text, layers, points):
    spans = [disjoint(span(start, end, "i") for start, end in layer if start < end) for layer in layers]
    marks = [Point(at, mark_up("")) for at in points]
    assert text_of(mark_up(text, spans, marks)) == text
