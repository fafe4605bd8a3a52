"""Marks: what was asked for, where it was asked for, on the printed characters."""

from __future__ import annotations

import re

import pytest
from haystack.query import SearchQuerySet

from archive.reading.typeset import Findings, typeset
from archive.reading.typeset.found import finder
from archive.search.find import find

MARK = re.compile(r"<mark[^>]*>(.*?)</mark>")


@pytest.fixture
def everywhere(new_article, indexed):
    """An article with the same word in every part of it."""
    article = new_article(
        kicker="产改引题",
        headline="产改主题",
        deck="产改副题",
        byline="记者产改",
        body="第一段。\n正文说产改。",
        caption="图中产改",
        box="提要讲产改",
    )
    indexed()
    return article


def parts_marked(article, query: str) -> set[str]:
    """The parts of an article's page in which something is marked."""
    sheet = typeset(article, Findings(found=finder(query, article)))
    parts = {**{name: [block] for name, block in sheet.stack.items()}, **vars(sheet)}
    return {name for name, blocks in parts.items() if name != "stack" and any(one.hits for one in blocks)}


HEADLINES = {"kicker", "headline", "deck"}


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("标题:产改", HEADLINES),
        ("headline：“产改”", HEADLINES),
        ("正文:产改", {"body"}),
        ("署名:产改*", {"byline"}),
        ("图片说明:产改", {"caption"}),
        ("提要:(产改 OR 无此词)", {"box"}),
        ("标题:产改 正文:产改", HEADLINES | {"body"}),
        ("产改", HEADLINES | {"byline", "body", "caption", "box"}),
    ],
)
def test_a_field_marks_the_word_in_its_own_part_of_the_page_alone(everywhere, query, parts):
    assert parts_marked(everywhere, query) == parts


@pytest.mark.parametrize(
    ("query", "headline", "snippet"),
    [
        ("标题:产改", "<mark>产改</mark>主题", "<mark>产改</mark>引题"),
        ("正文:产改", "产改主题", "正文说<mark>产改</mark>。"),
        ("署名:产改", "产改主题", "记者<mark>产改</mark>"),
        ("图片说明:产改", "产改主题", "图中<mark>产改</mark>"),
        ("提要:产改", "产改主题", "提要讲<mark>产改</mark>"),
    ],
)
def test_a_field_marks_the_word_in_its_own_part_of_a_result_alone(everywhere, query, headline, snippet):
    (hit,) = find(query).hits
    assert (hit.headline, hit.snippet) == (headline, snippet)


def test_a_field_marks_the_word_in_its_own_field_of_a_haystack_result_alone(everywhere):
    (hit,) = SearchQuerySet().filter(headline="产改").highlight()
    assert set(hit.highlighted) == {"headline"}
    (hit,) = SearchQuerySet().filter(content="产改").load_all().highlight()
    assert set(hit.highlighted) == {"headline", "text", "caption", "box", "byline"}


def test_what_was_found_by_no_words_has_no_highlights(everywhere):
    (hit,) = SearchQuerySet().filter(newspaper="sample-daily").highlight()
    assert hit.highlighted == {}


def test_marks_of_several_conditions_never_lie_over_one_another(indexed):
    indexed("昆明呈贡区")
    assert find("昆明 OR 贡区").hits[0].snippet == "<mark>昆明</mark>呈<mark>贡区</mark>"
    assert find("明呈 OR 昆明呈 OR 呈贡").hits[0].snippet == "<mark>昆明呈</mark>贡区"


def test_a_latin_beginning_is_marked_where_words_begin_with_it(indexed):
    indexed("The Union of reunions，工会union。")
    (hit,) = find("union*").hits
    assert MARK.findall(hit.snippet) == ["Union", "union"]


def test_a_run_is_marked_whole_where_it_stands_whole_and_by_its_words_elsewhere(indexed):
    indexed("昆明花卉开了", "花卉在昆明")
    marks = [MARK.findall(hit.snippet) for hit in find("昆明花卉").hits]
    assert marks == [["昆明花卉"], ["花卉", "昆明"]]


def test_every_mark_is_of_the_printed_characters(indexed):
    indexed("勞動　競賽ＡＢ，㎡五千")
    assert MARK.findall(find("劳动竞赛ab").hits[0].snippet) == ["勞動　競賽ＡＢ"]
    assert MARK.findall(find("m2").hits[0].snippet) == ["㎡"]


def test_highlighting_asks_the_database_once_for_a_page(indexed, django_assert_num_queries):
    indexed(*(f"产改第{number}篇" for number in range(12)))
    with django_assert_num_queries(1):
        found = SearchQuerySet().filter(content="产改").load_all().highlight()
        assert all(hit.highlighted and hit.object.body for hit in found[:10])
    with django_assert_num_queries(1):
        found = SearchQuerySet().filter(content="产改").highlight()
        assert all(hit.highlighted for hit in found[:10])
