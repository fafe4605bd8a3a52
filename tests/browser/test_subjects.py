"""From an initiative to a figure, and from the figure to its sentence: as a person goes, on a desk and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
FIGURE = "4000余名"


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def size(request) -> dict[str, int]:
    return request.param


def is_no_wider_than_its_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_an_initiative_leads_to_a_figure_and_the_figure_to_its_sentence(visitor):
    page = visitor.page
    page.goto("/")
    page.locator("nav.ways a[href='/initiatives/']").click()
    page.locator(".records a", has_text="“联链”服务站").first.click()
    expect(page.locator("h1")).to_have_text("“联链”服务站")
    assert is_no_wider_than_its_window(page)
    page.locator(".figures .sentence", has_text=FIGURE).click()
    expect(page).to_have_url(re.compile(r"/articles/\d+/#figure-\d+"))
    sentence = page.locator(":target")
    expect(sentence).to_contain_text("两个园区集聚了4000余名产业工人。")
    expect(sentence.locator(".number", has_text=FIGURE)).to_be_visible()
    expect(sentence).to_be_in_viewport()
    assert visitor.complaints == []


def test_a_comparison_opens_its_sentences_by_keyboard(visitor):
    page = visitor.page
    page.goto("/compare/")
    for box in page.locator("input[name=initiative]").all()[:3]:
        box.check()
    page.get_by_role("button", name="比较", exact=True).click()
    expect(page.locator(".matrix")).to_be_visible()
    assert is_no_wider_than_its_window(page)
    first = page.locator(".matrix summary").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".matrix details[open] .sentence").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/articles/\d+/#figure-\d+"))
    expect(page.locator(":target")).to_be_in_viewport()
    assert visitor.complaints == []


def test_the_map_leads_to_a_province_and_what_is_done_there(visitor):
    page = visitor.page
    page.goto("/regions/")
    assert is_no_wider_than_its_window(page)
    page.locator(".tile-53 a").click()
    expect(page.locator("h1")).to_have_text("云南省")
    expect(page.locator(".records")).to_contain_text(["“联链”服务站"])
    assert visitor.complaints == []
