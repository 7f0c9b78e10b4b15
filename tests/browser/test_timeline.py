"""The time line of a promise and the same promise elsewhere, on the target's page and on their own."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reports.organisation.models import Department
from tests.tracker.filing import file_figure
from tracker.indicators.models import Indicator
from tracker.targets.change_requests import Wish, ask_and_approve

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def target(make_target, reviewer, leader, other_district):
    firms = Indicator.objects.create(code="firms", name="规上工业企业", measure="quantity", unit="家")
    office = Department.objects.create(region=other_district, name="发展改革委", short_name="发改委")
    made, there = make_target(indicator=firms), make_target(indicator=firms, region=other_district, lead=office)
    for month in range(1, 13):
        file_figure(made, month, Decimal(month))
    file_figure(there, 12, Decimal(21))
    ask_and_approve(target=made, wish=Wish("value", "企业外迁", value=Decimal(15)), by=reviewer)
    return made


@pytest.mark.parametrize("width", [1366, 390])
def test_the_page_fetches_both_and_the_line_is_filtered_by_its_address(page, log_in, watch, target, width):
    page.set_viewport_size({"width": width, "height": 800})
    log_in("leader")
    page.goto(target.get_absolute_url())
    page.wait_for_load_state("networkidle")  # what is fetched above pushes both down
    page.locator("[hx-get$='/elsewhere/']").scroll_into_view_if_needed()
    expect(page.get_by_text("按完成率在2个地区中列第2位")).to_be_visible()
    expect(page.get_by_role("link", name="白塔区")).to_be_visible()
    page.locator("[hx-get$='/history/']").scroll_into_view_if_needed()
    expect(page.locator(".events > li")).to_have_count(12)
    page.get_by_role("link", name="更早的").click()
    expect(page).to_have_url(re.compile(re.escape(reverse("target-history", args=[target.pk]))))
    if width < 768:
        page.locator(".filters-toggle").click()
    page.get_by_role("link", name="考核要素 1").click()
    expect(page).to_have_url(re.compile(r"\?kind=terms$"))
    expect(page.locator(".events > li")).to_have_count(1)
    expect(page.locator(".events > li")).to_contain_text("企业外迁")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    watch.assert_clean()
