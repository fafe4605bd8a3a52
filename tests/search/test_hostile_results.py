"""Hostile queries on the pages beside the list of articles: answered or refused, and whatever is written stays text."""

from __future__ import annotations

import resource
import time

import pytest

from tests.search.test_hostile import HOSTILE, PAYLOADS, Elements

PAGES = ["/search/concordance/", "/search/concordance.csv", "/search/trend/", "/search/trend.csv"]
SHOWN = [page for page in PAGES if page.endswith("/")]


def body_of(answer) -> str:
    return b"".join(answer).decode()


@pytest.fixture
def texts(indexed):
    return indexed(*(f"工会职工昆明产改第{number}篇，union worker a{number}。" * 20 for number in range(20)))


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_is_answered_or_refused(client, name):
    query = HOSTILE[name].encode("utf-8", "surrogatepass")
    for address in PAGES:
        answer = client.get(address, {"q": query, "q2": query})
        assert answer.status_code in {200, 400}, address
        assert body_of(answer)


@pytest.mark.full
@pytest.mark.usefixtures("texts", "server_process")
def test_no_hostile_query_costs_two_seconds_or_fifty_megabytes(client):
    client.get("/search/concordance/", {"q": "工会"})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, query in HOSTILE.items():
        for address in PAGES:
            began = time.process_time()
            body_of(client.get(address, {"q": query.encode("utf-8", "surrogatepass")}))
            assert time.process_time() - began < 2, (name, address)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_payloads_as_queries_stay_text(indexed, client):
    indexed(*(f"昆明{payload}" for payload in PAYLOADS[:12]))
    for payload in PAYLOADS:
        for address in SHOWN:
            shown = Elements(client.get(address, {"q": payload, "q2": f"昆明 {payload}"}).text)
            assert shown.running == [], (address, payload)
            assert not {"script", "img", "iframe", "object", "style", "base"} & set(shown.tags), payload


def test_payloads_in_texts_stay_text_in_every_context(new_article, indexed, client):
    for payload in PAYLOADS:
        new_article(headline=f"昆明{payload}", byline=payload, body=f"{payload}昆明{payload}")
    indexed()
    for page in (1, 2):
        shown = Elements(client.get("/search/concordance/", {"q": "昆明", "page": page}).text)
        assert shown.running == []
        assert not {"script", "img", "svg", "iframe", "object", "style", "base"} & set(shown.tags)
        assert shown.tags["mark"] > 40


@pytest.mark.parametrize(
    "page", ["0", "-1", "abc", "1e3", "1" + "0" * 20, "９９", "", "１", "NaN", "9" * 4_500]
)
def test_a_page_of_lines_is_there_or_is_not(indexed, client, page):
    indexed("工会")
    assert client.get("/search/concordance/", {"q": "工会", "page": page}).status_code in {200, 404}


@pytest.mark.full
def test_an_export_of_a_hundred_thousand_lines_stays_below_two_hundred_megabytes(indexed, client):
    indexed(*(f"第{number}篇" + "工会职工，" * 500 for number in range(200)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for order in ("right", "newest"):
        answer = client.get("/search/concordance.csv", {"q": "工会", "sort": order})
        assert sum(piece.count(b"\n") for piece in answer) > 100_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000
