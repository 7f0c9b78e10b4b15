"""Charts in a real browser: drawn, in the page's language and font, without a way to the chart library's cloud."""

import datetime as dt
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from tests.tracker.filing import file_figure
from tracker.indicators.models import Indicator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def target(make_target):
    """Two figures of a target of last year, one of them not approved yet."""
    year = timezone.localdate().year - 1
    indicator = Indicator.objects.create(
        code="firms", name="新增规上工业企业", measure="quantity", unit="家", accumulates=True, is_headline=True
    )
    target = make_target(year=year, indicator=indicator, deadline=dt.date(year, 12, 31))
    file_figure(target, 6, Decimal(8))
    file_figure(target, 7, Decimal(12), "submitted")
    return target


@pytest.fixture
def leader_page(target, leader, log_in, page):
    log_in("leader")
    return page


def pages(target):
    return ["/overview/", "/trends/", target.get_absolute_url()]


def test_every_chart_is_drawn_and_nothing_leaves_the_host(leader_page, target, watch):
    for address in pages(target):
        leader_page.goto(address)
        chart = leader_page.locator(".chart.js-plotly-plot")
        chart.locator("svg.main-svg").first.wait_for()
        assert chart.locator(".xtick, .ytick").count() > 1, address
    watch.assert_clean()


def test_the_tool_bar_saves_a_picture_and_does_nothing_else(leader_page, target, watch):
    leader_page.goto(target.get_absolute_url())
    chart = leader_page.locator(".chart.js-plotly-plot")
    chart.hover()
    buttons = chart.locator(".modebar-btn")
    assert [button.get_attribute("data-title") for button in buttons.all()] == ["下载图表为PNG格式"]
    with leader_page.expect_download() as download:
        buttons.first.click()
    assert download.value.suggested_filename.endswith(".png")
    watch.assert_clean()


def test_the_chart_speaks_the_pages_font_and_fits_a_phone(leader_page, target):
    leader_page.set_viewport_size({"width": 390, "height": 844})
    for address in [*pages(target), "/compare/"]:
        leader_page.goto(address)
        assert leader_page.evaluate("document.documentElement.scrollWidth") <= 390, address
    leader_page.goto(target.get_absolute_url())
    font = leader_page.locator(".chart .xtick text").first.evaluate("tick => getComputedStyle(tick).fontFamily")
    assert font == leader_page.evaluate("getComputedStyle(document.body).fontFamily")


def test_print_opens_the_figures_and_closes_them_again(leader_page, target):
    leader_page.goto(target.get_absolute_url())
    table = leader_page.locator("details.chart-data")
    opened = "details => details.open"
    assert not table.evaluate(opened)
    leader_page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert table.evaluate(opened)
    leader_page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert not table.evaluate(opened)


def test_dashboards_have_no_serious_barrier(leader_page, target):
    for address in [*pages(target)[:2], "/compare/"]:
        leader_page.goto(address)
        leader_page.wait_for_load_state("networkidle")
        found = Axe().run(leader_page).response["violations"]
        serious = [each for each in found if each["impact"] in ("serious", "critical")]
        assert [(each["id"], each["nodes"][0]["html"]) for each in serious] == [], address
