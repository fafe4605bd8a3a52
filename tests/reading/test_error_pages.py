"""Pages for what cannot be shown."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from archive.reading.errors import server_error


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/nothing-here/", "/en/nothing-here/", "/a/b/c/", "/articles/abc/", "/%00/", "/gongrenribao/2023-6-1/"],
)
def test_nothing_at_an_address_is_said_with_404_and_ways_on(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "search/" in response.content.decode()


def test_the_page_for_our_own_faults_asks_neither_database_nor_session(django_assert_num_queries):
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "<h1>" in response.content.decode()


@pytest.mark.django_db
def test_a_fault_in_a_page_is_answered_with_500_and_no_trace(client, monkeypatch):
    def stumble(*args):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("archive.reading.browse.holdings", stumble)
    client.raise_request_exception = False
    response = client.get("/en/")
    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()
