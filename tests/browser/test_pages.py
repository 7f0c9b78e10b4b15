"""Every page of ours: no barrier, nothing beside the screen, no complaint, no English on a Chinese page."""

import re
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe

from reports.library.models import Upload
from tests.tracker.filing import file_figure
from tests.tracker.stating import accepted_promises, make_report
from tracker.indicators.models import Indicator, IndicatorMatch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"office": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
SERIOUS = {"serious", "critical"}
# Names of products and formats that Chinese offices write in Latin letters too; key caps; the language switch.
LATIN = {
    "English",
    "Excel",
    "Word",
    "Markdown",
    "docx",
    "Ctrl",
    "Enter",
    "Shift",
    "Home",
    "reviewer",
    "reporter",
    "leader",
}


@pytest.fixture
def pages(district, reviewer, reporter, leader, make_target):
    """The addresses of one district's pages by who reads them."""
    indicator = Indicator.objects.create(code="firms", name="新增规上工业企业", measure="quantity", is_headline=True)
    report = make_report(district, reviewer)
    statement = next(iter(accepted_promises(report).values()))
    target = make_target(indicator=indicator)
    file_figure(target, 1, Decimal(2))
    waiting = file_figure(target, 2, Decimal(3), "submitted")
    IndicatorMatch.objects.create(statement=statement, indicator=indicator, similarity=0.7)
    upload = Upload.objects.create(format="text", text=report.text + "。", sha256="0" * 64, uploaded_by=reviewer)
    return {
        "reviewer": [
            "/approvals/", f"/entries/{waiting.pk}/approval/", "/reports/", "/reports/upload/",
            f"/reports/upload/{upload.pk}/", report.get_absolute_url(), "/reports/statements/",
            f"/reports/{report.pk}/adopt/", "/tasks/", "/targets/", target.get_absolute_url(),
            f"{target.get_absolute_url()}history/", "/entries/", "/matches/", "/account/password/",
        ],
        "reporter": ["/owed/?year=2024", f"/targets/{target.pk}/months/3/", target.get_absolute_url()],
        "leader": ["/overview/", "/compare/", "/trends/", "/targets/"],
    }  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_open_to_everybody_and_stays_on_the_screen(page, log_in, pages, watch, size):
    page.set_viewport_size(SIZES[size])
    for who, addresses in pages.items():
        log_in(who)
        for address in addresses:
            assert page.goto(address).status == 200, address
            barriers = [each for each in Axe().run(page).response["violations"] if each["impact"] in SERIOUS]
            assert [(each["id"], each["nodes"][0]["html"]) for each in barriers] == [], address
            beside = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert beside <= 0, f"{address} is {beside} pixels too wide"
    watch.assert_clean()


def test_chinese_pages_speak_chinese(page, log_in, pages):
    for who, addresses in pages.items():
        log_in(who)
        for address in addresses:
            page.goto(address)
            words = set(re.findall(r"[A-Za-z]{4,}", page.locator("body").inner_text())) - LATIN
            assert {word for word in words if not word.isupper()} == set(), address
