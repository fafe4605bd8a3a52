"""From the front page to a corrected word, in the browser, as a person goes."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

HEADLINE = re.compile("您有职工来信请查收")


def look_for(page: Page, words: str) -> None:
    """Ask the search page."""
    page.goto("/search/")
    page.get_by_role("combobox").fill(words)
    page.get_by_role("combobox").press("Enter")


def sign_in(page: Page, password: str) -> None:
    """From the footer of any page to the desk."""
    page.locator("footer a[href='/admin/']").click()
    page.locator("#id_username").fill("editor")
    page.locator("#id_password").fill(password)
    page.locator("#id_password").press("Enter")
    expect(page.locator("#site-name")).to_be_visible()


def test_a_word_is_found_read_traced_corrected_and_found_anew(visitor, password):
    page = visitor.page

    page.goto("/")
    page.get_by_role("combobox").fill("主席信箱")
    page.get_by_role("combobox").press("Enter")
    expect(page.locator("mark").first).to_have_text("主席信箱")
    page.locator(".hits a").first.click()
    expect(page.locator("h1")).to_have_text(HEADLINE)
    expect(page.locator(".typescript").first).to_contain_text("职工来信请查收")
    article = page.url.partition("?")[0]

    sign_in(page, password)
    page.locator("#content-main a[href='/admin/archive/article/']").first.click()
    page.locator("#result_list a", has_text=HEADLINE).click()
    expect(page.locator(".bench-source")).to_contain_text("职工来信请查收")
    page.locator("#id_headline").fill("@工会主席,您有职工来信请批阅")
    body = page.locator("#id_body").input_value()
    page.locator("#id_body").fill(body.replace("贾双", "贾霜"))
    page.locator("#id_reason").fill("试改")
    page.locator("input[name='_save']").click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    page.goto(article)
    expect(page.locator("h1")).to_have_text(re.compile("您有职工来信请批阅"))
    expect(page.locator("article")).to_contain_text("贾霜")

    for new, old in (("批阅", "查收"), ("贾霜", "贾双")):
        look_for(page, new)
        expect(page.locator(".hits a")).to_have_attribute(
            "href", re.compile(article.partition("/articles/")[2])
        )
        look_for(page, old)
        expect(page.locator(".hits")).to_have_count(0)
    assert visitor.complaints == []
