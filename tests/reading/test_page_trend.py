"""The trend page and its CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.contrib.auth.models import User

from archive.models import Issue, Newspaper, Page
from archive.search.rebuild import rebuild

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_path")]


@pytest.fixture
def months(index_path, newspaper, new_article):
    """Three months of 2023: the words in two of them."""
    for month, body in ((1, "信箱"), (1, "花卉"), (3, "信箱与花卉"), (4, "无")):
        issue, _new = Issue.objects.get_or_create(
            newspaper=newspaper, date=dt.date(2023, month, 1), defaults={"date_certainty": "printed"}
        )
        page, _new = Page.objects.get_or_create(issue=issue, code="p1", defaults={"number": 1})
        new_article(page=page, body=body)
    rebuild()


def cells(page) -> list[list[str]]:
    rows, row = [], None
    for element in page.elements:
        if element.tag == "tr":
            rows.append(row := [])
        elif element.tag in {"td", "th"} and row is not None:
            row.append(element.text)
    return rows


@pytest.mark.usefixtures("months")
def test_the_months_stand_in_charts_and_in_a_table(read):
    page = read("/en/search/trend/?q=信箱")
    assert len(page.all("figure", class_="strip")) == 4
    assert cells(page)[1:] == [
        ["all months", "3", "4", "2", "500"],
        ["April 2023", "1", "1", "0", "0"],
        ["March 2023", "1", "1", "1", "1,000"],
        ["January 2023", "1", "2", "1", "500"],
    ]
    assert "Of 9 of these months no issue is held" in page.one("section", aria_labelledby="held").text


@pytest.mark.usefixtures("months")
def test_two_queries_are_drawn_to_one_scale_and_stand_in_one_table(read):
    page = read("/en/search/trend/?q=信箱&q2=花卉")
    assert len(page.all("figure", class_="strip")) == 6
    assert cells(page)[2] == ["all months", "3", "4", "2", "500", "2", "500"]


@pytest.mark.usefixtures("months")
def test_queries_that_keep_to_other_days_have_coverage_of_their_own(read):
    page = read("/en/search/trend/?q=信箱&q2=信箱 日期:2023-03")
    assert len(page.all("figure", class_="strip")) == 8
    assert ["March 2023", "1", "1", "1", "1,000", "1", "1", "1", "1,000"] in cells(page)
    assert ["January 2023", "1", "2", "1", "500", "0", "0", "–", "–"] in cells(page)


@pytest.mark.usefixtures("months")
def test_a_number_leads_to_the_articles_of_its_month(read):
    page = read("/en/search/trend/?q=信箱")
    (link,) = (link for link in page.links() if "2023-03" in link)
    assert read(link).one("p", class_="count").text == "1 article"


@pytest.mark.usefixtures("months")
def test_what_is_found_nowhere_says_which_word_failed(read):
    assert "stands nowhere" in read("/en/search/trend/?q=拖拉机").one("div", class_="unfound").text


def test_an_archive_that_holds_nothing_has_no_chart(read):
    rebuild()
    assert read("/en/search/trend/?q=信箱").all("figure") == []


def test_an_empty_box_says_what_this_is(read):
    assert read("/en/search/trend/").one("section", class_="hints").text


def test_without_an_index_it_is_unavailable(client):
    for address in ("/search/trend/", "/search/trend.csv"):
        assert client.get(address, {"q": "信箱"}).status_code == 503


@pytest.mark.parametrize("query", [{"q": "工" * 501}, {"q": "工", "q2": "工" * 501}, {"q": "工\0会"}])
def test_a_form_that_nobody_could_fill_in_is_refused(client, query):
    rebuild()
    for address in ("/search/trend/", "/search/trend.csv"):
        assert client.get(address, query).status_code == 400


@pytest.mark.usefixtures("months")
def test_the_csv_has_the_same_numbers_and_leaves_what_is_not_known_empty(client):
    text = b"".join(client.get("/en/search/trend.csv", {"q": "信箱", "q2": "花卉"})).decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row[:2] for row in rows[:2]] == [["Query", "信箱"], ["Query", "花卉"]]
    head = rows.index([]) + 1
    assert rows[head][1:5] == [
        "信箱 · issues held",
        "信箱 · articles held",
        "信箱 · found",
        "信箱 · per 1,000",
    ]
    assert rows[head + 1] == ["2023-01", "1", "2", "1", "500.0", "1", "2", "1", "500.0"]
    assert rows[head + 2] == ["2023-02", "0", "0", "", "", "0", "0", "", ""]
    assert len(rows[head + 1 :]) == 13


@pytest.mark.usefixtures("months")
def test_what_a_reader_may_not_find_is_in_no_chart_table_or_file(client, read):
    Newspaper.objects.update(access="signed-in")
    assert "2023" not in read("/en/search/trend/?q=信箱").one("main").text
    assert "2023-01" not in b"".join(client.get("/search/trend.csv?q=信箱")).decode()
    client.force_login(User.objects.create_user("reader"))
    assert "March 2023" in read("/en/search/trend/?q=信箱").one("main").text


# What a list of results has and a chart has not.
HARMLESS = {"ol", "q", "wbr", "time", "mark", "cite"}
PAYLOADS = [
    '"><svg onload=alert(1)>',
    "</text><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "<b>信箱",
]


@pytest.mark.usefixtures("months")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_query_stays_text(client, document, payload):
    usual = HARMLESS.copy()
    for address in ("/search/trend/?q=信箱&q2=花卉", "/search/trend/?q=拖拉机", "/search/?q=拖拉机"):
        usual |= {element.tag for element in document(client.get(address)).elements}
    for address in ("/search/trend/", "/search/concordance/", "/en/search/trend/", "/search/"):
        page = document(client.get(address, {"q": payload, "q2": payload, "sort": ""}))
        assert {element.tag for element in page.elements} <= usual
        assert not [name for element in page.elements for name in element.attributes if name.startswith("on")]
        assert all(script.attributes["src"].startswith("/static/") for script in page.all("script"))


@pytest.mark.parametrize("articles", [1, 60])
def test_the_number_of_questions_does_not_grow(new_article, client, articles, django_assert_max_num_queries):
    for _number in range(articles):
        new_article(body="信箱花卉")
    rebuild()
    with django_assert_max_num_queries(16):
        assert client.get("/search/trend/?q=信箱&q2=花卉").status_code == 200


@pytest.mark.usefixtures("months")
def test_what_narrows_the_results_is_kept_from_look_to_look_and_can_be_let_go(read):
    address = "/en/search/trend/?q=信箱&date=2023-03"
    page = read(address)
    assert [row for row in cells(page) if row[0] == "all months"] == [["all months", "1", "1", "1", "1,000"]]
    assert "March 2023" in page.one("ul", class_="chips").text
    looks = [link for link in page.links() if "date=2023-03" in link and link.startswith("/en/search/")]
    assert {link.partition("?")[0] for link in looks} >= {
        "/en/search/",
        "/en/search/concordance/",
        "/en/search/trend.csv",
    }
    assert page.one("input", name="date").attributes["value"] == "2023-03"
    assert read(looks[1]).one("p", class_="count").text.startswith("1 ")
