"""Rows that are sent by themselves: what could not be saved says so, and what was typed stays."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.tracker.filing import file_figure
from tracker.progress.models import ProgressEntry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def target(make_target):
    year = timezone.localdate().year - 1
    return make_target(year=year, deadline=dt.date(year, 12, 31))


@pytest.fixture
def typed(target, reporter, log_in, page):
    """The reporter's page with a figure typed into its first row."""
    log_in("reporter")
    page.goto(f"/owed/?year={target.year}&month=6")
    page.fill(".duty input[name=value]", "12.5")
    return page


def assert_told_and_kept(page, words):
    assert words in page.locator(".duty .unsent").inner_text()
    assert page.input_value(".duty input[name=value]") == "12.5"
    assert page.locator("main").count() == 1
    assert not ProgressEntry.objects.exists()


@pytest.mark.parametrize("answer", [lambda route: route.abort(), lambda route: route.fulfill(status=500, body="")])
def test_without_an_answer(typed, answer):
    typed.route("**/months/**", answer)
    typed.click(".duty button[value=submit]")
    assert_told_and_kept(typed, "未能保存")
    typed.unroute("**/months/**")
    typed.click(".duty button[value=submit]")
    typed.locator(".duty.is-done").wait_for()
    assert ProgressEntry.objects.get().value == 12.5


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
def test_logged_out_meanwhile(typed, cookie):
    typed.context.clear_cookies(name=cookie)
    typed.click(".duty button[value=submit]")
    assert_told_and_kept(typed, "登录已失效")


def test_a_decision_without_an_answer(target, reviewer, log_in, page):
    file_figure(target, 6, 12, state="submitted")
    log_in("reviewer")
    page.goto("/approvals/")
    page.context.set_offline(True)
    page.click(".approval button[value=approve]")
    expect(page.locator(".approval .unsent")).to_contain_text("未能保存")
    assert ProgressEntry.objects.waiting().count() == 1
