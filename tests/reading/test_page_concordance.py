"""The concordance page and its CSV."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth.models import User

from archive.models import Newspaper
from archive.search.rebuild import rebuild

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_path")]


def lines(page) -> list[str]:
    return [line.text for line in page.all("a", class_="line")]


def table(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text)))


def test_every_place_is_a_line_with_the_words_marked(article, read):
    rebuild()
    page = read("/en/search/concordance/?q=信箱&sort=oldest")
    assert page.one("p", class_="count").text == "3 places · 1 article"
    assert [mark.text for mark in page.all("mark")] == ["信箱"] * 3
    assert lines(page)[2] == "信箱开通3年来，收到来信120封。"


def test_a_line_leads_to_its_place_in_the_article(article, read, client):
    rebuild()
    page = read("/en/search/concordance/?q=信箱&sort=oldest")
    links = [line.attributes["href"] for line in page.all("a", class_="line")]
    assert [link.rpartition("#")[2] for link in links] == ["hit-1", "hit-2", "hit-3"]
    shown = read(links[1])
    (mark,) = (mark for mark in shown.all("mark") if "aria-current" in mark.attributes)
    assert (mark.text, mark.attributes["id"]) == ("信箱", "hit-2")


def test_the_order_is_asked_for_and_kept_on_the_way(new_article, read):
    for number in range(60):
        new_article(body=f"{number}信箱")
    rebuild()
    page = read("/en/search/concordance/?q=信箱&sort=newest")
    assert page.one("a", aria_current="true").text == "newest first"
    assert page.one("a", rel="next").attributes["href"] == "?q=%E4%BF%A1%E7%AE%B1&sort=newest&page=2"
    assert "/en/search/concordance.csv?q=%E4%BF%A1%E7%AE%B1&sort=newest" in page.links()


@pytest.mark.parametrize("number", ["0", "-1", "abc", "2", "1" + "0" * 20, "9" * 5000])
def test_a_page_that_is_none_is_not_there(article, client, number):
    rebuild()
    assert client.get("/search/concordance/", {"q": "信箱", "page": number}).status_code == 404


def test_words_that_stand_only_apart_are_said_and_offered_apart(new_article, read):
    new_article(body="主席来了。信箱开了。")
    rebuild()
    page = read("/en/search/concordance/?q=主席信箱")
    assert "1 article holds its words apart" in page.one("section", class_="nothing").text
    assert "?q=%E4%B8%BB%E5%B8%AD+%E4%BF%A1%E7%AE%B1" in page.links()


def test_nothing_at_all_says_which_word_failed(article, read):
    rebuild()
    assert "stands nowhere" in read("/en/search/concordance/?q=拖拉机").one("section", class_="nothing").text


def test_an_empty_box_says_what_this_is(article, read):
    assert read("/en/search/concordance/").one("section", class_="hints").text


def test_without_an_index_it_is_unavailable(article, client, read):
    assert read("/en/search/concordance/?q=信箱", status=503).one("section", role="alert").text
    assert client.get("/search/concordance.csv?q=信箱").status_code == 503


@pytest.mark.parametrize("query", [{"q": "工" * 501}, {"q": "工\0会"}, {"q": "工会", "sort": "random"}])
def test_a_form_that_nobody_could_fill_in_is_refused(client, query):
    rebuild()
    for address in ("/search/concordance/", "/search/concordance.csv"):
        assert client.get(address, query).status_code == 400


def test_the_csv_has_every_line_with_where_it_stands(new_article, client):
    for number in range(60):
        new_article(headline="样例", body=f"第{number}只信箱。")
    rebuild()
    response = client.get("/en/search/concordance.csv", {"q": "信箱", "sort": "oldest"})
    assert response.streaming
    assert response["X-Robots-Tag"] == "noindex"
    rows = table(response)
    head = rows.index([]) + 1
    assert rows[0] == ["Query", "信箱"]
    assert rows[head][5:8] == ["Before", "Keyword", "After"]
    assert len(rows[head + 1 :]) == 60
    first = rows[head + 1]
    assert first[:4] == ["样例工人报", "2023-06-15", "3", "样例"]
    assert first[5:8] == ["第0只", "信箱", "。"]
    assert first[8].startswith("http://testserver/en/articles/")


def test_no_context_in_the_csv_is_a_formula(new_article, client):
    new_article(body="信箱=HYPERLINK(1)")
    rebuild()
    (row,) = table(client.get("/search/concordance.csv", {"q": "信箱"}))[-1:]
    assert row[7] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("form", ["/search/concordance/", "/search/concordance.csv"])
def test_access_is_obeyed(article, client, form):
    rebuild()

    def shown() -> str:
        response = client.get(form, {"q": "信箱"})
        return b"".join(response).decode()

    assert "收到来信" in shown()
    Newspaper.objects.update(access="snippet")
    assert "样例" in shown()
    assert "收到来信" not in shown()
    Newspaper.objects.update(access="signed-in")
    assert article.headline[-4:] not in shown()
    client.force_login(User.objects.create_user("reader"))
    assert "收到来信" in shown()


def test_a_snippet_newspapers_other_places_say_why_they_are_bare(article, read):
    rebuild()
    Newspaper.objects.update(access="snippet")
    page = read("/en/search/concordance/?q=信箱&sort=oldest")
    assert page.one("p", class_="count").text == "3 places · 1 article"
    assert len(page.all("span", class_="not-shown")) == 2
    assert "#hit-" not in "".join(page.links())


@pytest.mark.parametrize("articles", [1, 60])
def test_the_number_of_questions_does_not_grow(new_article, client, articles, django_assert_max_num_queries):
    for _number in range(articles):
        new_article(body="信箱")
    rebuild()
    with django_assert_max_num_queries(18):
        assert client.get("/search/concordance/?q=信箱").status_code == 200
