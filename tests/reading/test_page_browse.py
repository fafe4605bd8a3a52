"""The archive by date: home, newspaper, year, month, issue, page."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.models import Issue, Page, UnassignedLine

pytestmark = pytest.mark.django_db


def test_an_empty_archive_says_what_to_do_next(read):
    page = read("/en/")
    assert "import_texts" in page.one("section", class_="empty").text
    assert page.all("section", aria_labelledby="newest") == []


def test_home_begins_with_search(article, read):
    page = read("/en/")
    form = page.one("form", class_="search-box")
    assert form.attributes["action"] == "/en/search/"
    assert page.one("input", name="q").attributes["type"] == "search"


def test_home_lays_out_the_newest_issue(article, new_article, newspaper, read):
    older = Issue.objects.create(newspaper=newspaper, date=dt.date(2020, 1, 1), date_certainty="printed")
    new_article(headline="旧闻", page=Page.objects.create(issue=older, code="p1", number=1))
    new_article(headline="第二条")
    front, earlier = (part.text for part in read("/en/").all("div", class_="front"))
    assert article.headline in front
    assert "第二条" in front
    assert "旧闻" not in front
    assert "旧闻" in earlier
    assert "Jan. 1, 2020" in earlier


def test_an_undated_issue_is_never_the_newest(article, new_article, newspaper, read):
    undated = Issue.objects.create(newspaper=newspaper)
    new_article(headline="无日期", page=Page.objects.create(issue=undated, code="u1"))
    assert article.headline in read("/en/").one("div", class_="lead").text


def test_home_counts_what_is_published_and_nothing_else(article, new_article, initiative, read):
    new_article(state="draft")
    numbers = [element.text for element in read("/en/").all("dd")]
    assert numbers == ["1", "1", "1", "1"]


def test_home_tells_which_newspapers_are_held_from_when_to_when(article, new_article, newspaper, read):
    early = Issue.objects.create(newspaper=newspaper, date=dt.date(2020, 1, 1), date_certainty="printed")
    new_article(page=Page.objects.create(issue=early, code="p1", number=1))
    table = read("/en/").one("table").text
    assert "Jan. 1, 2020" in table
    assert "June 15, 2023" in table


def test_a_newspaper_shows_its_years_months_and_newest_issues(article, read):
    links = read("/en/sample-daily/").links()
    for address in ("2023/", "2023/06/", "2023-06-15/"):
        assert f"/en/sample-daily/{address}" in links


def test_a_newspaper_of_which_nothing_is_published_says_so(newspaper, read):
    assert "no published article" in read("/en/sample-daily/").one("main").text


def test_a_year_links_the_days_that_are_held_and_no_others(article, read):
    page = read("/en/sample-daily/2023/")
    days = [link for link in page.links() if link.startswith("/en/sample-daily/2023-")]
    assert days == ["/en/sample-daily/2023-06-15/"]
    assert len(page.all("table", class_="calendar")) == 12


def test_a_month_lists_its_issues_with_their_sizes(article, read):
    issues = read("/en/sample-daily/2023/06/").one("ol", class_="issues").text
    assert "1 page" in issues
    assert "1 article" in issues


@pytest.mark.parametrize(
    "address", ["2022/", "2023/05/", "2023/13/", "2023-06-14/", "2023-02-30/", "undated/"]
)
def test_a_time_of_which_nothing_is_held_is_not_there(article, client, address):
    assert client.get(f"/sample-daily/{address}").status_code == 404


def test_an_issue_lists_its_pages_with_their_stories(article, new_article, issue, read):
    new_article(headline="四版新闻", page=Page.objects.create(issue=issue, code="p4", number=4))
    page = read("/en/sample-daily/2023-06-15/")
    assert [element.attributes["id"] for element in page.all("h2")] == ["p3", "p4"]
    assert "四版新闻" in page.all("div", class_="front")[1].text
    assert "#p4" in page.links()


def test_the_undated_issue_has_an_address(new_article, newspaper, read):
    undated = Issue.objects.create(newspaper=newspaper)
    new_article(headline="无日期", page=Page.objects.create(issue=undated, code="u1"))
    assert "无日期" in read("/en/sample-daily/undated/").one("main").text
    assert "date unknown" in read("/en/sample-daily/undated/u1/").one("header", class_="folio").text


def test_a_page_shows_its_stories_and_leads_to_its_neighbours(article, new_article, issue, read):
    new_article(headline="四版新闻", page=Page.objects.create(issue=issue, code="p4", number=4))
    page = read("/en/sample-daily/2023-06-15/p3/")
    assert article.headline in page.one("div", class_="front").text
    assert "四版新闻" not in page.one("main").text
    assert "/en/sample-daily/2023-06-15/p4/" in page.links()
    assert page.one("a", aria_current="page").attributes["href"].endswith("/p3/")


def test_a_page_shows_the_lines_that_belong_to_no_story(article, read):
    UnassignedLine.objects.create(source=article.source, line=7, start=0, end=4, text="来历不明")
    assert "7 来历不明" in read("/en/sample-daily/2023-06-15/p3/").one("ol", class_="typescript").text


@pytest.mark.parametrize("code", ["p9", "u1", "p0", "p03", "x3", "p99999", "p999999"])
def test_a_page_that_is_not_held_is_not_there(article, client, code):
    assert client.get(f"/sample-daily/2023-06-15/{code}/").status_code == 404


def test_an_issue_whose_articles_are_all_unpublished_is_not_there(new_article, client):
    new_article(state="withheld")
    assert client.get("/sample-daily/2023-06-15/").status_code == 404
    assert client.get("/sample-daily/2023-06-15/p3/").status_code == 404


def test_a_story_without_a_headline_is_known_by_its_first_words(new_article, read):
    new_article(headline="", kicker="", body="没有标题的稿件正文")
    assert "没有标题的稿件正文" in read("/en/sample-daily/2023-06-15/").one("h3", class_="untitled").text


def test_about_explains_every_mark(read):
    marks = read("/en/about/").one("dl", class_="marks").text
    for mark in ("text lost", "wavy line", "inferred"):
        assert mark in marks
