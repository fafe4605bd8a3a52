"""Who sees what: open, signed-in and snippet-only newspapers."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from archive.models import Newspaper
from archive.reading.typeset import SNIPPET_CHARS

pytestmark = pytest.mark.django_db

BODY = "开头" * 60 + "结尾不可见"


@pytest.fixture
def reader() -> User:
    return User.objects.create_user("reader")


@pytest.fixture
def long_article(new_article):
    return new_article(headline="样例标题", body=BODY)


def close(access: str) -> None:
    Newspaper.objects.update(access=access)


def addresses(article) -> list[str]:
    day = "/en/sample-daily/2023-06-15/"
    return [
        article.get_absolute_url(),
        "/en/sample-daily/",
        "/en/sample-daily/2023/",
        "/en/sample-daily/2023/06/",
        day,
        f"{day}p3/",
    ]


def test_a_signed_in_newspaper_asks_everybody_else_to_sign_in(long_article, client):
    close("signed-in")
    for address in addresses(long_article):
        response = client.get(address)
        assert response.status_code == 403
        assert "样例标题" not in response.content.decode()


def test_the_way_in_leads_back(long_article, read):
    close("signed-in")
    (way,) = (
        link for link in read(f"/en/articles/{long_article.pk}/", status=403).links() if "next=" in link
    )
    assert way.endswith(f"next=%2Fen%2Farticles%2F{long_article.pk}%2F")


def test_a_signed_in_reader_reads_it(long_article, client, reader, read):
    close("signed-in")
    client.force_login(reader)
    for address in addresses(long_article):
        assert client.get(address).status_code == 200
    assert "结尾不可见" in read(long_article.get_absolute_url()).one("main").text


def test_a_signed_in_newspaper_is_not_on_the_front_page_of_others(long_article, client, reader, read):
    close("signed-in")
    assert "样例标题" not in read("/en/").one("main").text
    client.force_login(reader)
    assert "样例标题" in read("/en/").one("main").text


@pytest.mark.parametrize("signed_in", [False, True])
def test_of_a_snippet_newspaper_only_the_first_words_are_shown(long_article, client, reader, read, signed_in):
    close("snippet")
    if signed_in:
        client.force_login(reader)
    page = read(f"/en/articles/{long_article.pk}/")
    assert "样例标题" in page.one("h1").text
    assert f"{BODY[:SNIPPET_CHARS]}…" in page.one("div", class_="body").text
    assert "结尾不可见" not in page.one("html").text
    assert page.one("p", class_="why-short").text
    assert page.all("ol", class_="typescript") == []


def test_no_list_shows_more_of_a_snippet_newspaper(long_article, read):
    close("snippet")
    for address in ["/en/", "/en/sample-daily/2023-06-15/", "/en/sample-daily/2023-06-15/p3/"]:
        assert BODY[: SNIPPET_CHARS + 1] not in read(address).one("html").text


def test_an_editor_reads_a_snippet_newspaper_whole(long_article, client, read):
    close("snippet")
    client.force_login(User.objects.create_user("editor", is_staff=True))
    assert "结尾不可见" in read(f"/en/articles/{long_article.pk}/").one("main").text


def test_unassigned_lines_of_a_snippet_newspaper_are_not_shown(long_article, read):
    close("snippet")
    long_article.source.unassigned_lines.create(line=9, start=0, end=4, text="来历不明")
    assert "来历不明" not in read("/en/sample-daily/2023-06-15/p3/").one("html").text


@pytest.mark.parametrize("access", ["open", "signed-in", "snippet"])
@pytest.mark.parametrize("state", ["draft", "checked", "withheld"])
def test_what_is_not_published_is_not_there_for_anybody(new_article, client, access, state):
    close(access)
    article = new_article(state=state)
    assert client.get(article.get_absolute_url()).status_code == 404
    client.force_login(User.objects.create_superuser("chief"))
    assert client.get(article.get_absolute_url()).status_code == 404
