"""Suggestions under the search box: by keyboard, by mouse, and without any script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect


def test_a_name_is_chosen_with_the_keyboard_alone(visitor):
    page = visitor.page
    page.goto("/search/")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("zxxx", delay=30)
    option = page.get_by_role("option").first
    expect(option).to_contain_text("主席信箱")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-1")
    box.press("Escape")
    expect(box).to_have_value("zxxx")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile("q=.*%E4%BF%A1%E7%AE%B1"))
    expect(page.locator("mark").first).to_be_visible()
    assert visitor.complaints == []


def test_a_name_is_chosen_with_a_click(visitor):
    page = visitor.page
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("主席", delay=30)
    page.get_by_role("option").first.click()
    expect(page.locator(".hits li").first).to_be_visible()
    assert visitor.complaints == []


@pytest.fixture
def plain(chromium, site):
    """A visitor whose browser runs no script."""
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_the_box_is_a_form_and_facets_are_links(plain):
    plain.goto("/search/")
    plain.locator("#words").fill("工会")
    plain.locator(".search-box button").click()
    before = plain.locator(".count b").inner_text()
    plain.locator("#facet-byline + ul a").first.click()
    assert int(plain.locator(".count b").inner_text()) < int(before)
    plain.locator(".chips a").first.click()
    assert plain.locator(".count b").inner_text() == before
