"""Every page in Chinese at its own address and in English under /en/."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/about/",
    "/search/",
    "/sample-daily/",
    "/sample-daily/2023-06-15/",
    "/sample-daily/2023-06-15/p3/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_says_its_language_and_leads_to_itself_in_the_other(address, article, read):
    chinese, english = read(address), read(f"/en{address}")
    assert chinese.one("html").attributes["lang"] == "zh-Hans"
    assert english.one("html").attributes["lang"] == "en"
    assert chinese.one("a", hreflang="en").attributes["href"] == f"/en{address}"
    assert english.one("a", hreflang="zh-Hans").attributes["href"] == address


@pytest.mark.parametrize("address", ADDRESSES)
def test_search_engines_are_told_of_both_and_of_the_address_that_counts(address, article, read):
    page = read(f"/en{address}")
    assert page.one("link", rel="canonical").attributes["href"] == f"http://testserver/en{address}"
    alternates = {
        link.attributes["hreflang"]: link.attributes["href"] for link in page.all("link", rel="alternate")
    }
    assert alternates == {
        "zh-Hans": f"http://testserver{address}",
        "en": f"http://testserver/en{address}",
        "x-default": f"http://testserver{address}",
    }


def test_the_other_language_keeps_the_question(article, read):
    page = read(f"/articles/{article.pk}/?q=信箱&page=1")
    assert (
        page.one("a", hreflang="en").attributes["href"]
        == f"/en/articles/{article.pk}/?q=%E4%BF%A1%E7%AE%B1&page=1"
    )


def test_a_newspaper_whose_slug_begins_like_a_language_keeps_its_slug(newspaper, read):
    newspaper.slug = "english-daily"
    newspaper.save()
    assert read("/english-daily/").one("a", hreflang="en").attributes["href"] == "/en/english-daily/"


def test_printed_text_on_an_english_page_says_that_it_is_chinese(article, read):
    page = read(f"/en/articles/{article.pk}/")
    assert page.one("h1").attributes["lang"] == "zh-Hans"


def test_a_record_without_an_english_name_says_that_its_name_is_chinese(initiative, read):
    assert "样例信箱" in [
        span.text for span in read(f"/en/initiatives/{initiative.pk}/").all("span", lang="zh-Hans")
    ]


def test_the_rights_are_told_in_the_readers_language(article, read):
    assert read(f"/articles/{article.pk}/").one("p", class_="rights").text == "样例权利"
    assert read(f"/en/articles/{article.pk}/").one("p", class_="rights").text == "Sample rights"


@pytest.mark.parametrize("address", [*ADDRESSES, "/nothing-here/"])
def test_every_page_has_one_h1_its_landmarks_and_a_way_past_the_head(address, article, client, document):
    page = document(client.get(address))
    assert len(page.all("h1")) == 1
    assert page.one("main").attributes["id"] == "content"
    assert (
        page.elements[[element.tag for element in page.elements].index("a")].attributes["href"] == "#content"
    )
    assert len(page.all("header", class_="masthead")) == len(page.all("footer", class_="colophon")) == 1
    assert all(nav.attributes.get("aria-label") for nav in page.all("nav"))
