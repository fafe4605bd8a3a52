"""An article set for reading."""

from __future__ import annotations

import re

import pytest

from archive.models import Article, Doubt, Figure, Gap, Initiative, Mention
from archive.reading.typeset import Findings, opening, typeset

BODY = "近日，工会开通信箱。\n小标题\n信箱收到来信"


@pytest.fixture
def article() -> Article:
    return Article(
        headline="信箱<开通>", byline="记者样例", body=BODY, crossheads=[1], box="阅读提示\n提要在此。"
    )


def mention(pk: int, surface: str, start: int) -> Mention:
    return Mention(
        pk=pk,
        field="body",
        start=start,
        end=start + len(surface),
        surface=surface,
        initiative=Initiative(pk=7, name="信箱"),
    )


def gap(at: int, field: str = "body") -> Gap:
    return Gap(field=field, at=at, after="来信")


def test_each_paragraph_is_a_block_with_an_anchor_of_its_own(article):
    assert [block.anchor for block in typeset(article, Findings()).body] == ["body-1", "body-2", "body-3"]


def test_crossheads_and_the_title_of_a_box_are_headings(article):
    sheet = typeset(article, Findings())
    assert [block.is_heading for block in sheet.body] == [False, True, False]
    assert [block.is_heading for block in sheet.box] == [True, False]


def test_a_box_without_a_title_has_none():
    sheet = typeset(Article(box="提要在此。"), Findings())
    assert not sheet.box[0].is_heading


def test_printed_text_is_escaped(article):
    assert "&lt;" in typeset(article, Findings()).stack["headline"].html


def test_a_field_without_text_is_not_set(article):
    sheet = typeset(article, Findings())
    assert list(sheet.stack) == ["headline", "byline"]
    assert sheet.caption == ()


def test_a_blank_paragraph_is_not_set_and_takes_no_others_anchor():
    sheet = typeset(Article(body="一\n\n二"), Findings())
    assert [block.anchor for block in sheet.body] == ["body-1", "body-3"]


def test_a_gap_at_the_end_of_a_paragraph_belongs_to_it(article):
    first, _crosshead, last = typeset(article, Findings(gaps=[gap(10), gap(len(BODY))])).body
    assert first.html.endswith("</a>")
    assert 'class="note-mark gap"' in first.html
    assert [note.number for note in (*first.notes, *last.notes)] == [1, 2]


def test_notes_are_numbered_in_reading_order_whatever_their_kind(article):
    doubt = Doubt(field="body", at=3, p=0.834, rivals=[{"line": 93}, {"line": 7}])
    sheet = typeset(article, Findings(gaps=[gap(len(BODY))], doubts=[doubt]))
    notes = [note for block in sheet.blocks() for note in block.notes]
    assert [(note.number, note.doubt is not None) for note in notes] == [(1, True), (2, False)]
    assert (notes[0].percent, notes[0].rival_lines) == (83, "93, 7")
    assert (sheet.gap_count, sheet.doubt_count) == (1, 1)


def test_a_doubtful_join_is_underlined_to_both_sides(article):
    doubt = Doubt(field="body", at=5, p=0.5, rivals=[])
    assert (
        typeset(article, Findings(doubts=[doubt]))
        .body[0]
        .html.startswith('<span class="doubt">近日，工会开通信箱。')
    )


def test_doubts_that_stand_close_share_one_line(article):
    doubts = [Doubt(field="body", at=at, p=0.5, rivals=[]) for at in (3, 6)]
    assert typeset(article, Findings(doubts=doubts)).body[0].html.count('class="doubt"') == 1


def test_the_first_mention_of_a_subject_is_a_link_and_the_others_are_places(article):
    mentions = [mention(1, "信箱", 7), mention(2, "信箱", BODY.rindex("信箱"))]
    first, _crosshead, last = typeset(article, Findings(mentions=mentions)).body
    assert '<a class="name" id="mention-1" href=' in first.html
    assert '<span class="evidence" id="mention-2">信箱</span>' in last.html


def test_a_mention_whose_words_have_moved_is_left_out(article):
    assert "mention-1" not in typeset(article, Findings(mentions=[mention(1, "信箱", 2)])).body[0].html


def test_findings_beyond_the_text_are_left_out(article):
    figure = Figure(pk=1, field="body", start=900, end=950)
    sheet = typeset(article, Findings(gaps=[gap(900)], mentions=[mention(1, "信箱", 900)], figures=[figure]))
    assert [block.html for block in sheet.body] == [block.html for block in typeset(article, Findings()).body]


def test_two_figures_of_one_sentence_both_have_their_place(article):
    figures = [Figure(pk=pk, field="body", start=0, end=10) for pk in (1, 2)]
    first = typeset(article, Findings(figures=figures)).body[0]
    assert 'id="figure-1"' in first.html
    assert 'id="figure-2"' in first.html


def test_the_words_a_reader_looked_for_are_marked_inside_a_name(article):
    sheet = typeset(
        article,
        Findings(
            mentions=[mention(1, "信箱", 7)], found=lambda field, text: [(7, 8)] if "近日" in text else []
        ),
    )
    assert '<mark id="hit-1" data-hit="1">信</mark>箱</a>' in sheet.body[0].html


def test_the_places_found_are_numbered_in_reading_order_and_the_readers_own_is_told(article):
    sheet = typeset(article, Findings(found=lambda field, text: [(0, 1), (1, 2)], here=2))
    numbers = [
        int(number) for block in sheet.blocks() for number in re.findall(r'id="hit-(\d+)"', block.html)
    ]
    assert numbers == [*range(1, sheet.hit_count + 1)]
    (here,) = re.findall(
        r'<mark id="hit-(\d+)"[^>]* aria-current="true">', "".join(b.html for b in sheet.blocks())
    )
    assert here == "2"


def test_a_place_that_a_name_cuts_in_two_has_one_address(article):
    sheet = typeset(
        article,
        Findings(
            mentions=[mention(1, "信箱", 7)], found=lambda field, text: [(6, 8)] if "近日" in text else []
        ),
    )
    assert sheet.body[0].html.count('id="hit-1"') == 1
    assert sheet.body[0].html.count('data-hit="1"') == 2
    assert sheet.hit_count == 1


def test_a_headline_may_break_between_words():
    assert "<wbr>" in typeset(Article(headline="工会开通信箱服务职工"), Findings()).stack["headline"].html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"body": "一二三\n四"}, "一二…"),
        ({"body": "本报讯 (记者样例 通讯员二)近日"}, "近日"),
        ({"body": "本报北京讯（记者样例）近日"}, "近日"),
        ({"caption": "图"}, "图"),
        ({"box": "提要"}, "提要"),
        ({}, ""),
    ],
)
def test_the_opening_is_the_first_words_there_are(fields, words):
    assert opening(Article(**fields), 2) == words
