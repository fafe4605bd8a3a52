"""The search page."""

from __future__ import annotations

import pytest
from django.utils.safestring import mark_safe

from archive.errors import IndexUnavailable
from archive.reading import search
from archive.search import find
from archive.search.find import Hit, Results, Sort
from archive.search.unfound import Help

pytestmark = pytest.mark.django_db


@pytest.fixture
def answers(monkeypatch):
    """Let the search answer with these results, and remember what it was asked."""
    asked = []

    def answer(
        *hits: Hit, count: int | None = None, notices: tuple[str, ...] = (), nearest: tuple[Hit, ...] = ()
    ) -> list[dict]:
        def found(question, **options):
            query = question.query
            asked.append({"question": question, **options})
            page, per_page = options["page"], options["per_page"]
            return Results(
                query, len(hits) if count is None else count, hits, page, per_page, notices, nearest
            )

        monkeypatch.setattr(find, "find", found)
        monkeypatch.setattr(search, "explain", lambda query, reader: Help((), (), None))
        monkeypatch.setattr(find, "facets_of", lambda answer: ())
        monkeypatch.setattr(search, "did_you_mean", lambda query, reader: None)
        return asked

    return answer


@pytest.fixture
def hit(article) -> Hit:
    headline = mark_safe("“样例<mark>信箱</mark>”服务职工")
    return Hit(article, headline, mark_safe("收到<mark>来信</mark>120封"))


def fails_with(monkeypatch, error: Exception) -> None:
    def fail(query, **options):
        raise error

    monkeypatch.setattr(find, "find", fail)


def test_an_empty_box_explains_how_to_search_and_what_is_held(article, read):
    page = read("/en/search/")
    assert "1+6+N" in page.one("section", class_="hints").text
    assert "Sample Workers’ Paper" in page.one("table").text


def test_results_show_count_headline_snippet_and_place(answers, hit, read):
    answers(hit)
    page = read("/en/search/?q=信箱")
    assert page.one("p", class_="count").text == "1 article"
    entry = page.one("li", class_="entry").text
    for words in ("“样例信箱”服务职工", "收到来信120封", "June 15, 2023", "Page 3"):
        assert words in entry
    assert [mark.text for mark in page.all("mark")] == ["信箱", "来信"]


def test_a_result_leads_to_the_article_with_the_words_marked(answers, hit, article, read):
    answers(hit)
    assert f"/en/articles/{article.pk}/?q=1%2B6%2BN%20%26" in read("/en/search/?q=1%2B6%2BN+%26").links()


def test_the_words_stay_in_the_box(answers, read):
    answers()
    assert read('/en/search/?q="信箱"').one("input", name="q").attributes["value"] == '"信箱"'


def test_the_order_is_asked_for_and_shown(answers, hit, read):
    asked = answers(hit)
    page = read("/en/search/?q=信箱&sort=oldest")
    assert asked[0]["sort"] is Sort.OLDEST
    assert page.one("a", aria_current="true").text == "oldest first"


def test_another_order_begins_at_the_first_page_again(answers, hit, read):
    answers(hit, count=50)
    links = read("/en/search/?q=信箱&page=2").links()
    assert "?q=%E4%BF%A1%E7%AE%B1&sort=newest" in links


def test_results_are_paged(answers, hit, read):
    asked = answers(hit, count=101)
    page = read("/en/search/?q=信箱&page=3")
    assert asked[0]["page"] == 3
    assert "page 3 of 6" in page.one("p", class_="count").text
    assert page.one("a", rel="next").attributes["href"] == "?q=%E4%BF%A1%E7%AE%B1&page=4"


@pytest.mark.parametrize("number", ["0", "-1", "abc", "7", "1" + "0" * 20, "9" * 5000])
def test_a_page_that_is_no_page_of_the_results_is_not_there(answers, hit, client, number):
    answers(hit, count=101)
    assert client.get("/search/", {"q": "信箱", "page": number}).status_code == 404


def test_what_was_not_understood_is_said(answers, hit, read):
    answers(hit, notices=("“~” was not understood.",))
    assert "“~” was not understood." in read("/en/search/?q=工会~").one("ul", class_="notices").text


def test_no_result_helps_and_says_what_is_held(answers, article, read):
    answers()
    page = read("/en/search/?q=无此词")
    assert "无此词" in page.one("h2", id="nothing").text
    assert "Sample Workers’ Paper" in page.one("table").text


def test_what_only_comes_near_stands_apart_under_its_own_heading(answers, hit, article, read):
    answers(nearest=(Hit(article, mark_safe("相近的一篇"), mark_safe("其中")),))
    page = read("/en/search/?q=信箱+无此词")
    assert "Near it" in page.one("h2", id="nearest").text
    assert next(entry.text for entry in page.all("li", class_="entry")).strip().startswith("相近的一篇")
    answers(hit, nearest=(Hit(article, mark_safe("相近的一篇"), mark_safe("其中")),))
    titles = [entry.text.strip()[:5] for entry in read("/en/search/?q=信箱").all("li", class_="entry")]
    assert titles == ["“样例信箱", "相近的一篇"]


def test_a_missing_index_is_said_with_503_and_browsing_offered(monkeypatch, article, read):
    fails_with(monkeypatch, IndexUnavailable("索引缺失。", "The index is missing."))
    page = read("/en/search/?q=信箱", status=503)
    assert "rebuild_index" in page.one("section", role="alert").text
    assert "/en/sample-daily/" in page.links()


@pytest.mark.parametrize("query", [{"q": "工" * 501}, {"q": "工\0会"}, {"q": "工会", "sort": "random"}])
def test_a_form_that_nobody_could_fill_in_is_refused_and_says_why(client, document, query):
    refused = client.get("/search/", query)
    assert refused.status_code == 400
    assert document(refused).one("section", role="alert").text
