"""Logging in, the language switch, and what the page may load."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_chinese_first_and_english_by_the_switch(page, stranger, log_in, watch):
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "zh-hans"
    page.click("button[value=en]")
    assert page.locator("h1").inner_text() == "Log in"
    log_in("stranger")
    watch.assert_clean()


def test_without_login_every_page_asks_for_it(page, db):
    for address in ("/overview/", "/reports/", "/targets/", "/owed/"):
        page.goto(address)
        assert "/account/login/" in page.url
