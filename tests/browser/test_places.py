"""From one place found to the next, in the browser: with script and keys, and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

WORDS = "职工"


def open_article(page: Page) -> int:
    """Show the article that the first line of the concordance leads to; tells how many places it has."""
    page.goto(f"/search/concordance/?q={WORDS}&sort=oldest")
    page.locator(".concordance .line").first.click()
    expect(page.locator("mark[aria-current]")).to_have_text(WORDS)
    expect(page.locator("mark[aria-current]")).to_be_in_viewport()
    return int(page.locator(".hit-ways").get_attribute("data-total") or 0)


def here(page: Page) -> str:
    return page.locator("mark[aria-current]").get_attribute("id") or ""


def test_keys_and_links_lead_from_place_to_place_on_one_page(visitor):
    page = visitor.page
    total = open_article(page)
    assert total > 2
    page.evaluate("window.samePage = true")
    assert here(page) == "hit-1"
    page.keyboard.press("Alt+KeyN")
    assert here(page) == "hit-2"
    page.locator("a[accesskey=n]").click()
    assert here(page) == "hit-3"
    expect(page.locator("#hit-3")).to_be_in_viewport()
    page.keyboard.press("Alt+KeyP")
    page.keyboard.press("Alt+KeyP")
    page.keyboard.press("Alt+KeyP")
    assert here(page) == f"hit-{total}"
    expect(page.locator(".hit-ways .at")).to_have_text(f"{total} / {total}")
    assert re.search(rf"hit={total}#hit-{total}$", page.url)
    assert page.evaluate("window.samePage")
    assert visitor.complaints == []


@pytest.mark.usefixtures("site")
def test_without_script_the_links_do_the_same(chromium, site):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    open_article(page)
    page.locator("a[accesskey=n]").click()
    expect(page.locator("#hit-2")).to_have_attribute("aria-current", "true")
    expect(page.locator("#hit-2")).to_be_in_viewport()
    page.locator("a[accesskey=p]").click()
    expect(page.locator("#hit-1")).to_have_attribute("aria-current", "true")
    context.close()
