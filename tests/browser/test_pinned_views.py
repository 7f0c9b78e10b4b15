"""Pinning a page from the header, and a page on a wall that fetches itself anew."""

import pytest
from playwright.sync_api import expect

from tests.tracker.filing import file_figure

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_list_is_pinned_with_its_filters(make_target, reviewer, log_in, page, open_page):
    make_target(name="新增规上工业企业")
    log_in("reviewer")
    open_page("/targets/?year=2024&q=规上")
    page.get_by_role("link", name="我的视图").click()
    page.get_by_label("名称").fill("规上企业")
    page.get_by_role("button", name="钉住本页").click()
    expect(page.get_by_role("status")).to_contain_text("规上企业")
    page.get_by_role("link", name="我的视图").click()
    page.get_by_role("link", name="规上企业", exact=True).click()
    assert page.url.endswith("/targets/?year=2024&q=%E8%A7%84%E4%B8%8A")
    page.get_by_role("link", name="我的视图").click()
    page.get_by_role("button", name="取消钉住“规上企业”").click()
    expect(page.get_by_text("还没有钉住的视图")).to_be_visible()


def test_a_page_on_a_wall_shows_new_figures_by_itself_and_stays_while_nothing_answers(
    make_target, leader, log_in, page, open_page
):
    target = make_target(name="新增规上工业企业")
    page.clock.install()
    log_in("leader")
    open_page("/overview/?year=2024&month=3&wall=1")
    expect(page.get_by_role("navigation")).to_have_count(0)
    file_figure(target, 3, 1)
    page.context.set_offline(True)
    page.clock.fast_forward("05:01")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.context.set_offline(False)
    with page.expect_navigation():
        page.clock.fast_forward("05:01")
    expect(page.locator("#main")).to_contain_text("严重滞后 1")
    page.get_by_role("link", name="返回菜单").click()
    expect(page.get_by_role("navigation", name="主菜单")).to_be_visible()
