"""The search page narrows and widens again by links alone, and every link keeps its promise."""

from __future__ import annotations

import datetime as dt
import html
import re
from itertools import cycle, islice

import pytest

from archive.models import Organization
from archive.reading.asking import LONGEST_VALUE, MOST_VALUES, MOST_WITHIN, SIZES
from archive.search.query import parse
from archive.search.query.parser import FIELDS
from archive.search.query.tree import Nothing

LINK = re.compile(
    r'<a href="(\?[^"]*)" rel="nofollow"( aria-current="true")?><span[^>]*>([^<]*)</span> <span class="number">(\d+)</span>'
)


@pytest.fixture
def shelf(new_article, new_newspaper, indexed):
    papers = cycle([new_newspaper("one-daily"), new_newspaper("two-daily")])
    days = cycle([dt.date(2022, 5, 1), dt.date(2023, 6, 15), None])
    kinds = cycle(["news", "brief", "photo", "news"])
    unions = [Organization.objects.create(name=f"样例{number}工会", kind="company") for number in range(9)]
    for paper, day, kind, union in islice(zip(papers, days, kinds, cycle(unions), strict=False), 24):
        article = new_article(body="工会在昆明", newspaper=paper, date=day, kind=kind, byline="记者 赵黎浩")
        article.mentions.create(
            field="body", start=0, end=2, kind="organization", organization=union, state="accepted"
        )
    indexed()


def page(client, address: str) -> str:
    answer = client.get(f"/en/search/{address}")
    assert answer.status_code == 200, address
    return answer.text


def counted(text: str) -> int:
    found = re.search(r'<p class="count" role="status"><b>(\d+)</b>', text)
    return int(found[1]) if found else 0


def links(text: str) -> list[tuple[str, bool, str, int]]:
    return [
        (html.unescape(url), bool(current), label, int(count))
        for url, current, label, count in LINK.findall(text)
    ]


@pytest.mark.usefixtures("shelf")
def test_every_facet_s_link_leads_to_as_many_articles_as_it_says(client):
    found = links(page(client, "?q=工会"))
    assert len(found) > 15
    for url, _current, label, count in found:
        assert counted(page(client, url)) == count, label


@pytest.mark.usefixtures("shelf")
def test_choices_are_kept_in_the_address_and_let_go_one_by_one(client):
    address = "?q=工会&newspaper=one-daily&kind=news&kind=brief&sort=newest&size=10"
    text = page(client, address)
    chips = re.findall(r'<li><a href="([^"]*)" rel="nofollow"><span class="unseen">Let go:', text)
    assert len(chips) == 3
    without = {chip: counted(page(client, chip)) for chip in map(html.unescape, chips)}
    assert [count > counted(text) for count in without.values()] == [True, False, False]
    assert sum(list(without.values())[1:]) == counted(text)
    for chip in without:
        assert "sort=newest" in chip
        assert "size=10" in chip
    unnarrowed = re.search(r'<a class="all" href="([^"]*)"', text)
    assert counted(page(client, html.unescape(unnarrowed[1]))) == 24


@pytest.mark.usefixtures("shelf")
def test_a_month_takes_the_place_of_its_year(client):
    year = page(client, "?q=工会&date=2023")
    (month,) = [link for link in links(year) if link[2] == "June 2023"]
    assert "date=2023-06" in month[0]
    assert "date=2023&" not in f"{month[0]}&"
    assert counted(page(client, month[0])) == month[3] == 8


@pytest.mark.usefixtures("shelf")
def test_a_search_within_the_results_keeps_everything_else(client):
    text = page(client, "?q=工会&kind=news&sort=oldest")
    form = text[text.index('<form class="within"') :].split("</form>")[0]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)">', form)
    assert dict(hidden) == {"q": "工会", "kind": "news", "sort": "oldest"}
    assert counted(page(client, "?q=工会&kind=news&within=昆明")) == 12
    assert "Nothing is left" in page(client, "?q=工会&kind=news&within=花卉")


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("size", SIZES)
def test_a_page_has_the_size_that_was_asked_for_and_the_last_one_ends_the_list(client, size):
    listed = []
    number, pages = 1, -(-24 // size)
    while number <= pages:
        text = page(client, f"?q=工会&size={size}&page={number}")
        listed += re.findall(r'href="/en/articles/(\d+)/', text)
        number += 1
    assert len(listed) == len(set(listed)) == 24
    assert client.get(f"/search/?q=工会&size={size}&page={pages + 1}").status_code == 404


def test_other_names_are_told_and_can_be_switched_off_and_on(indexed, client):
    indexed("推进产改", "产业工人队伍建设改革")
    text = page(client, "?q=产改")
    assert counted(text) == 2
    assert "<b>产改</b> = 产业工人队伍建设改革" in text
    off = html.unescape(re.search(r'<a href="([^"]*)">only what was typed', text)[1])
    text = page(client, off)
    assert counted(text) == 1
    on = html.unescape(re.search(r'<a href="([^"]*)">other names too', text)[1])
    assert counted(page(client, on)) == 2


def test_a_mistyped_name_is_met_with_a_link(indexed, client):
    indexed("召开职工代表大会")
    text = page(client, "?q=职工代表大绘")
    assert re.search(r"Did you mean.*职工代表大会</a>", text)


@pytest.mark.parametrize(
    "address",
    [
        "&size=7",
        "&size=abc",
        "&names=all",
        "&sort=x",
        "&kind=" + "x" * (LONGEST_VALUE + 1),
        "&kind=a%00b",
        "".join(f"&kind={number}" for number in range(MOST_VALUES + 1)),
        "".join(f"&within={number}" for number in range(MOST_WITHIN + 1)),
    ],
)
def test_an_address_that_no_link_leads_to_is_refused_and_says_why(indexed, client, address):
    indexed("工会")
    answer = client.get(f"/en/search/?q=工会{address}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "choice",
    [
        "date=2023-13",
        "date=abc",
        "region=x",
        "organization=999",
        "initiative=-1",
        "byline=<script>",
        "newspaper='",
        "date=٢٠٢٣",
    ],
)
def test_a_choice_that_nothing_has_leaves_nothing_and_can_be_let_go(indexed, client, choice):
    indexed("工会")
    text = page(client, f"?q=工会&{choice}")
    assert "Nothing is left" in text
    assert "Let go:" in text
    assert "<script>" not in text


# -- suggestions and help ----------------------------------------------------------------------------------------------


def test_suggestions_are_options_of_the_search_box_s_list(db, client):
    Organization.objects.create(name='昆明<b>"工会', kind="company")
    text = client.get("/suggest/", {"q": "kmb"}).text + client.get("/suggest/", {"q": "昆明"}).text
    assert text.count('role="option"') == 1
    assert "<b>" not in text
    assert "&lt;b&gt;&quot;" in text


@pytest.mark.parametrize("typed", ["", "x" * 5_000, "\0", "工" * 41, "<script>"])
def test_whatever_is_typed_the_list_is_a_list(db, client, typed):
    answer = client.get("/suggest/", {"q": typed})
    assert (answer.status_code, "<script>" in answer.text) == (200, False)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_example_of_the_help_page_is_understood_without_a_notice(db, client, prefix):
    text = client.get(f"{prefix}/help/").text
    examples = [html.unescape(query) for query in re.findall(r'<a class="query" [^>]*>([^<]*)</a>', text)]
    assert len(examples) > 25
    for query in examples:
        tree, notices = parse(query)
        assert tree != Nothing(), query
        assert notices == (), query


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_help_page_names_every_field_in_both_languages(db, client, prefix):
    text = client.get(f"{prefix}/help/").text
    named = {name.casefold() for name in re.findall(r"([^\W\d_]+):", html.unescape(text))}
    traditional = {"標題", "圖片說明", "機構", "舉措", "地區", "報紙", "體裁", "title"}
    assert named >= FIELDS - traditional
