"""No page of the site makes the browser complain, and none is wider than its window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Page

SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 360, "height": 740}}
every_size = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())

# Searches to look at beside the pages that links lead to: found, not found, sorted, nothing asked.
SEARCHES = (
    "search/?q=主席信箱",
    "search/?q=不存在的词语",
    "search/?q=工会&sort=newest",
    "search/",
    "search/concordance/?q=工会",
    "search/concordance/?q=不存在的词语&sort=left",
    "search/concordance/",
    "search/trend/?q=工会&q2=主席信箱",
    "search/trend/?q=不存在的词语",
    "search/trend/",
    # initiatives side by side, and the map by another measure
    "compare/?initiative=1&initiative=2&initiative=3",
    "compare/?find=工会",
    "regions/?by=articles&sort=articles",
)
# Pages of one kind that are looked at: the articles of the real page, and enough of the regions, which are thousands.
OF_A_KIND = 9


def links_of(page: Page) -> Iterator[str]:
    """The public pages of this site that a page leads to; what is asked with a query is another view of the same."""
    here = urlsplit(page.url)
    for link in page.locator("a[href]").evaluate_all("links => links.map(link => link.href)"):
        there = urlsplit(link)
        if there.netloc == here.netloc and not there.query and "/admin/" not in there.path:
            yield there.path


def public_pages(page: Page, front: str) -> Iterator[str]:
    """Show what links lead to from the front page, a few pages of each kind; gives each address once it is shown."""
    waiting, seen, kinds = [front, *(front + search for search in SEARCHES)], set(), Counter()
    while waiting:
        path = waiting.pop(0)
        kind = resolve(urlsplit(path).path.removeprefix("/en")).view_name
        if path in seen or kinds[kind] == OF_A_KIND or path.startswith("/en/") != (front == "/en/"):
            continue
        seen.add(path)
        kinds[kind] += 1
        response = page.goto(path)
        assert response is not None
        assert response.status == 200, path
        yield path
        waiting.extend(links_of(page))


def is_too_wide(page: Page) -> bool:
    """Must the reader scroll sideways?"""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@every_size
@pytest.mark.parametrize("front", ["/", "/en/"])
def test_every_public_page_is_quiet_and_fits_its_window(visitor, front):
    page = visitor.page
    assert [path for path in public_pages(page, front) if is_too_wide(page)] == []
    assert visitor.complaints == []


@every_size
def test_every_page_of_the_desk_is_quiet(visitor, password):
    page = visitor.page
    page.goto("/admin/")
    page.locator("#id_username").fill("editor")
    page.locator("#id_password").fill(password)
    page.locator("#id_password").press("Enter")
    page.locator("#content-main").wait_for()
    registers = page.locator("#content-main th a").evaluate_all("links => links.map(link => link.href)")
    for register in registers:
        page.goto(register)
        first = page.locator("#result_list tbody a").first
        if first.count():
            first.click()
            page.locator("#content-main").wait_for()
    assert len(registers) > 20
    assert visitor.complaints == []
