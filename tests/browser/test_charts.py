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
    return ["/trends/", target.get_absolute_url()]


def look_closer(page):
    """Have the chart library draw the chart, as somebody does who points at it."""
    page.locator(".chart").hover()
    return page.locator(".chart.js-plotly-plot")


def test_every_chart_arrives_as_a_picture_and_fetches_no_library(leader_page, target, watch):
    fetched = []
    leader_page.on("request", lambda request: fetched.append(request.url))
    for address in pages(target):
        leader_page.goto(address)
        shown = leader_page.locator(".chart .picture > svg").locator("visible=true")
        assert shown.count() == 1, address
        assert shown.locator("text").count() > 4, address
        leader_page.wait_for_load_state("networkidle")
    assert [url for url in fetched if "plotly" in url and ".js" in url] == []
    watch.assert_clean()


def test_a_picture_needs_no_javascript(browser, leader_page, target, live_server):
    state = leader_page.context.storage_state()
    without = browser.new_context(base_url=live_server.url, java_script_enabled=False, storage_state=state)
    page = without.new_page()
    page.goto(target.get_absolute_url())
    assert page.locator(".chart .picture > svg").locator("visible=true").count() == 1
    assert page.get_by_role("button", name="细看图表").count() == 0
    without.close()


def test_who_has_no_pointer_looks_closer_by_a_button(leader_page, target, watch):
    leader_page.goto(target.get_absolute_url())
    leader_page.get_by_role("button", name="细看图表").press("Enter")
    leader_page.locator(".chart.js-plotly-plot svg.main-svg").first.wait_for()
    assert leader_page.get_by_role("button", name="细看图表").count() == 0
    watch.assert_clean()


def test_the_library_speaks_the_language_of_the_page_alone(leader_page, target, watch, live_server):
    fetched = []
    leader_page.on("request", lambda request: fetched.append(request.url))
    leader_page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    leader_page.goto(target.get_absolute_url())
    look_closer(leader_page).locator("svg.main-svg").first.wait_for()
    assert [url for url in fetched if "locale" in url] == []
    watch.assert_clean()


def test_every_chart_is_drawn_and_nothing_leaves_the_host(leader_page, target, watch):
    for address in pages(target):
        leader_page.goto(address)
        chart = look_closer(leader_page)
        chart.locator("svg.main-svg").first.wait_for()
        assert chart.locator(".xtick, .ytick").count() > 1, address
    watch.assert_clean()


def test_the_tool_bar_saves_a_picture_and_does_nothing_else(leader_page, target, watch):
    leader_page.goto(target.get_absolute_url())
    chart = look_closer(leader_page)
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
    look_closer(leader_page)
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
