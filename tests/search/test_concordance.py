"""The concordance: every place where the words stand, and no other."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser, User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import Article
from archive.search import concordance as module
from archive.search.concordance import PER_PAGE, all_lines, concordance
from archive.search.facets import Facet
from archive.search.lines import CONTEXT
from archive.search.occurrences import Order
from archive.search.question import Question
from archive.search.rebuild import rebuild
from archive.text.folding import fold

pytestmark = pytest.mark.django_db

# The fields whose paragraphs are searched one by one, and those that are one string whatever their line ends.
PARAGRAPHS, STRINGS = ("body", "box", "caption"), ("kicker", "headline", "deck", "byline")


def scan(articles: list[Article], string: str) -> int:
    """How often a string stands in the folded texts: the plain count that the concordance must equal."""
    needle = fold(string)
    texts = [line for one in articles for name in PARAGRAPHS for line in getattr(one, name).split("\n")]
    texts += [getattr(one, name) for one in articles for name in STRINGS]
    return sum(fold(text).count(needle) for text in texts)


def sides(found) -> list[str]:
    return [f"{line.left}|{line.keyword}|{line.right}" for line in found.lines]


def test_every_place_is_a_line_and_the_words_are_as_printed(indexed):
    indexed("劳动竞赛开始，勞動競賽结束。", "没有此词")
    found = concordance("劳动竞赛", order=Order.OLDEST)
    assert sides(found) == ["|劳动竞赛|开始，勞動競賽结束。", "劳动竞赛开始，|勞動競賽|结束。"]
    assert (found.count, found.articles) == (2, 1)


@pytest.mark.parametrize("string", ["工会", "的", "职工", "1+6+N", "总工会", "“", "主席信箱", "工会主", "2"])
def test_there_are_as_many_lines_as_a_plain_scan_finds(real_articles, string):
    query = f'"{string}"' if string == "“" else string
    if string == "“":
        assert not concordance(query).has_keywords
        return
    found = concordance(query)
    assert found.count == scan(real_articles, string) > 0
    assert found.count == sum(1 for _ in all_lines(query))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_piece_of_a_text_has_as_many_lines_as_a_plain_scan_finds(real_articles, data):
    line = data.draw(
        st.sampled_from([line for one in real_articles for line in one.body.split("\n") if line])
    )
    start = data.draw(st.integers(0, len(line) - 1))
    piece = line[start : start + data.draw(st.integers(1, 12))].replace("\\", "").replace('"', "")
    quoted = '"' + "".join(f"\\{mark}" if mark in "“”「」『』＂" else mark for mark in piece) + '"'
    found = concordance(quoted)
    if found.has_keywords:
        assert found.count == scan(real_articles, piece)


def test_a_run_that_stands_only_in_pieces_is_no_place_and_is_counted_apart(indexed):
    indexed("主席来了，信箱开了。", "主席信箱开通。")
    found = concordance("主席信箱")
    assert (found.count, found.articles, found.apart) == (1, 1, 1)


def test_several_runs_are_several_keywords_of_articles_that_hold_them_all(indexed):
    indexed("昆明产改", "昆明花卉")
    assert sides(concordance("昆明 产改", order=Order.OLDEST)) == ["|昆明|产改", "昆明|产改|"]


def test_what_stands_under_not_is_no_keyword(indexed):
    indexed("昆明产改", "昆明花卉")
    assert sides(concordance("昆明 NOT 产改")) == ["|昆明|花卉"]


def test_a_field_keeps_to_its_part_of_the_article(new_article):
    new_article(headline="工会", body="工会工会", byline="工会")
    rebuild()
    assert concordance("标题:工会").count == 1
    assert concordance("正文:工会").count == 2
    assert concordance("工会").count == 4


def test_a_headline_over_two_lines_is_one_string_and_two_paragraphs_are_not(new_article):
    new_article(headline="劳动\n竞赛", body="劳动\n竞赛")
    rebuild()
    assert [line.place.passage.field for line in concordance("劳动竞赛").lines] == ["headline"]


def test_a_prefix_begins_a_word(indexed):
    indexed("union unions reunion trade union")
    found = concordance("union*", order=Order.OLDEST)
    assert [line.place.start for line in found.lines] == [0, 6, 27]


def test_a_query_without_words_says_that_it_has_none(indexed):
    indexed("昆明")
    for query in ("日期:2023", "NOT 昆明", "……"):
        assert not concordance(query).has_keywords


# -- order and pages ---------------------------------------------------------------------------------------------------


def test_lines_are_sorted_by_what_follows_or_precedes(indexed):
    indexed("甲工会丙", "丙工会乙", "乙工会甲")
    assert [line.right for line in concordance("工会", order=Order.RIGHT).lines] == ["丙", "甲", "乙"]
    assert [line.left for line in concordance("工会", order=Order.LEFT).lines] == ["丙", "甲", "乙"]


def test_what_precedes_is_compared_from_the_keyword_outwards(indexed):
    indexed("丙甲工会", "甲丙工会")
    assert [line.left for line in concordance("工会", order=Order.LEFT).lines] == ["甲丙", "丙甲"]


def test_lines_are_sorted_by_date_and_the_undated_come_last(new_article):
    for day in (dt.date(2022, 1, 1), None, dt.date(2023, 1, 1)):
        new_article(body=f"工会{day}", date=day)
    rebuild()
    days = [line.article.page.issue.date for line in concordance("工会", order=Order.NEWEST).lines]
    assert days == [dt.date(2023, 1, 1), dt.date(2022, 1, 1), None]
    days = [line.article.page.issue.date for line in concordance("工会", order=Order.OLDEST).lines]
    assert days == [dt.date(2022, 1, 1), dt.date(2023, 1, 1), None]


def test_lines_are_sorted_by_newspaper(new_article, new_newspaper):
    for slug in ("b-paper", "a-paper"):
        new_article(body="工会", newspaper=new_newspaper(slug))
    rebuild()
    found = concordance("工会", order=Order.NEWSPAPER).lines
    assert [line.article.page.issue.newspaper.slug for line in found] == ["a-paper", "b-paper"]


@pytest.mark.parametrize("order", Order)
def test_the_pages_together_are_all_the_lines_in_order(indexed, order):
    indexed(*(f"{number % 7}工会{number % 5}，{number}工会" for number in range(60)))
    pages = [concordance("工会", page=page, order=order) for page in (1, 2, 3)]
    lines = [(line.article.pk, line.number) for page in pages for line in page.lines]
    assert lines == [(line.article.pk, line.number) for line in all_lines("工会", order=order)]
    assert len(set(lines)) == pages[0].count == 120
    assert [len(page.lines) for page in pages] == [PER_PAGE, PER_PAGE, 20]


def test_the_deepest_page_is_the_end_of_all_the_lines(indexed):
    indexed("工会，" * 6_000)
    found = concordance("工会", page=120)
    assert found.pages == 120
    assert len(found.lines) == PER_PAGE
    assert {line.number for line in found.lines} >= {5_999 - PER_PAGE + 1}


def test_a_context_is_as_long_as_a_line_and_ends_with_its_paragraph(indexed):
    indexed("甲" * 100 + "工会" + "乙" * 100 + "\n丙")
    (line,) = concordance("工会").lines
    assert (line.left, line.right) == ("甲" * CONTEXT, "乙" * CONTEXT)


# -- access ------------------------------------------------------------------------------------------------------------


def test_nothing_unpublished_and_nothing_behind_a_sign_in_has_a_line(new_article, new_newspaper):
    closed = new_newspaper("closed", access="signed-in")
    shown = new_article(body="工会")
    withheld = new_article(body="工会")
    new_article(body="工会", newspaper=closed)
    rebuild()
    Article.objects.filter(pk=withheld.pk).update(state=Article.State.WITHHELD)
    assert [line.article for line in concordance("工会").lines] == [shown]
    assert concordance("工会", reader=AnonymousUser()).count == 1
    assert concordance("工会", reader=User.objects.create_user("reader")).count == 2


def test_of_a_snippet_newspaper_one_context_an_article_is_shown_and_every_place_counted(
    new_article, new_newspaper
):
    short = new_newspaper("short", access="snippet")
    new_article(body="甲工会乙。\n丙工会丁。\n戊工会己。", newspaper=short)
    rebuild()
    for order in Order:
        assert sides(concordance("工会", order=order)) == ["甲|工会|乙。", "|工会|", "|工会|"]
        assert [line.left for line in all_lines("工会", order=order)] == ["甲", "", ""]
    editor = User.objects.create_user("editor", is_staff=True)
    assert "丙|工会|丁。" in sides(concordance("工会", reader=editor))


# -- questions to the database -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("articles", [1, 200])
def test_the_number_of_questions_does_not_grow_with_the_articles(
    indexed, articles, django_assert_max_num_queries
):
    indexed(*["工会职工"] * articles)
    with django_assert_max_num_queries(14):
        assert concordance("工会").count == articles


def test_other_names_are_offered_and_are_no_lines(indexed):
    indexed("产改", "产业工人队伍建设改革")
    found = concordance("产改")
    assert (found.count, found.articles) == (1, 1)
    assert "产业工人队伍建设改革" in found.other_names


def test_what_narrows_a_search_narrows_its_concordance(new_article, new_newspaper):
    new_article(body="工会，花卉", newspaper=new_newspaper("a-paper"))
    new_article(body="工会", newspaper=new_newspaper("b-paper"))
    rebuild()
    assert concordance(Question("工会", chosen={Facet.NEWSPAPER: ["b-paper"]})).count == 1
    inside = concordance(Question("工会", within=("花卉",)))
    assert sides(inside) == ["|工会|，花卉"]
    assert inside.apart == 0


# -- too many to count -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", Order)
def test_too_many_articles_are_paged_one_by_one_and_nothing_is_left_out(indexed, order, monkeypatch):
    monkeypatch.setattr(module, "MOST_COUNTED", 20)
    indexed(*(f"工会{number}，工会" for number in range(25)))
    pages = [concordance("工会", page=page, order=order) for page in (1, 2, 3)]
    assert [(page.count, page.articles, page.pages) for page in pages] == [(None, 25, 3)] * 3
    assert [len(page.lines) for page in pages] == [20, 20, 10]
    assert not pages[0].order.is_by_context
    lines = [(line.article.pk, line.number) for page in pages for line in page.lines]
    assert lines == [(line.article.pk, line.number) for line in all_lines("工会", order=order)]
    assert len(set(lines)) == 50
