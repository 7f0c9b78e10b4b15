"""The search from the header of a page, with the keyboard alone, and narrowed on its own page."""

import re

import pytest
from playwright.sync_api import expect

from tests.tracker.filing import file_figure

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def promises(make_target):
    """The same promise in two years, and what was filed for the newer one."""
    old, new = (make_target(name="改造老旧小区", year=year) for year in (2023, 2024))
    file_figure(new, 1, 2, narrative="老旧小区已开工三处")
    return old, new


def test_slash_leads_into_the_search_and_the_words_are_marked(page, log_in, open_page, watch, reviewer, promises):
    log_in("reviewer")
    open_page("/targets/")
    page.keyboard.press("/")
    box = page.locator(".site-search input")
    expect(box).to_be_focused()
    page.keyboard.type("老旧/小区")
    expect(box).to_have_value("老旧/小区")
    box.fill("老旧 小区")
    page.keyboard.press("Enter")
    expect(page.locator(".hits > li")).to_have_count(3)
    expect(page.locator(".hits mark").first).to_have_text("老旧小区")

    page.select_option("select[name=kind]", "promise")
    page.fill("input[name=year]", "2023")
    page.click(".search-form button")
    expect(page.locator(".hits > li")).to_have_count(1)
    expect(page.locator("input[name=q]").last).to_have_value("老旧 小区")
    page.click(".hits a")
    expect(page).to_have_url(re.compile(f"{promises[0].get_absolute_url()}$"))
    watch.assert_clean()


def test_a_slash_that_is_typed_stays_a_slash(page, log_in, open_page, reviewer, promises):
    log_in("reviewer")
    open_page("/search/")
    words = page.locator(".search-form input[name=q]")
    words.press_sequentially("1/2")
    expect(words).to_have_value("1/2")
    expect(words).to_be_focused()


def test_the_box_is_in_the_menu_of_a_phone(page, log_in, reviewer, promises):
    page.set_viewport_size({"width": 390, "height": 844})
    log_in("reviewer")
    page.goto("/targets/")
    page.click(".navbar-toggler")
    page.fill(".site-search input", "xq")
    page.keyboard.press("Enter")
    expect(page.locator(".hits mark").first).to_have_text("小区")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
