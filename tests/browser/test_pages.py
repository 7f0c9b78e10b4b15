"""Every page of ours: no barrier, nothing beside the screen, no complaint, no English on a Chinese page."""

import re
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from reports.library.models import Recognition, Upload
from tests.tracker.filing import ask, file_figure
from tests.tracker.funds.spending import spent_fund
from tests.tracker.livelihood.doing import file as file_site
from tests.tracker.livelihood.doing import make_deed, png
from tests.tracker.outcomes.settling import settled
from tests.tracker.projects.building import make_project
from tests.tracker.scorecards.cards import filled_scorecard
from tests.tracker.stating import accepted_promises, make_report
from tests.tracker.task_tables import keep_table, task_table_as_xlsx
from tracker.bulletins.services import draft
from tracker.dispatch.services.meetings import prepare_meeting
from tracker.dispatch.services.problems import Matter, raise_problem
from tracker.indicators.models import Indicator, IndicatorMatch
from tracker.livelihood.services import switch_public_page
from tracker.targets.change_requests import Wish
from tracker.targets.change_requests import ask as ask_change

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
    "PNG",
    "PDF",
    "Ctrl",
    "Enter",
    "Shift",
    "xlsx",
    "Home",
    "html",
    "reviewer",
    "reporter",
    "leader",
}


@pytest.fixture
def pages(district, reviewer, reporter, leader, make_target):
    """The addresses of one district's pages by who reads them."""
    indicator = Indicator.objects.create(
        code="firms", name="新增规上工业企业", measure="quantity", unit="家", is_headline=True
    )
    report = make_report(district, reviewer)
    statement = next(iter(accepted_promises(report).values()))
    target = make_target(indicator=indicator)
    approved = file_figure(target, 1, Decimal(2))
    correction = ask(approved)
    waiting = file_figure(target, 2, Decimal(3), "submitted")
    IndicatorMatch.objects.create(statement=statement, indicator=indicator, similarity=0.7)
    document = draft(kind="bulletin", region=district, year=2024, month=2, by=reviewer)
    matter = Matter("用地报批滞后", target.lead, timezone.localdate(), targets=(target,))
    problem = raise_problem(matter=matter, region=district, by=reviewer)
    project = make_project(target.lead, reviewer, targets=[target])
    meeting = prepare_meeting(region=district, kind="weekly", held_on=timezone.localdate(), chair="区长", by=reviewer)
    upload = Upload.objects.create(format="text", text=report.text + "。", sha256="0" * 64, uploaded_by=reviewer)
    scan = Upload.objects.create(format="pdf", original_name="扫描.pdf", sha256="1" * 64, uploaded_by=reviewer)
    Recognition.objects.create(upload=scan, page_count=3, pages=[[]], worked_at=timezone.now())
    ask_change(target=target, wish=Wish("value", "企业外迁", value=Decimal(15)), by=reviewer)
    wrong = ["不存在的任务", "区发展改革委"], [target.name, "区发改委员会"], ["第三项任务", "区发展改革委"]
    table = keep_table(task_table_as_xlsx(["目标任务", "牵头单位"], *wrong), target, reviewer)
    fund = spent_fund(target, reviewer)
    deed = make_deed(target.lead, reviewer, targets=[target])
    file_site(deed.sites.first(), reporter, photos=[("现场.png", png(60, 40))])
    switch_public_page(district, 2024, is_on=True, by=reviewer)
    return {
        "reviewer": [
            "/approvals/", f"/corrections/{correction.pk}/", f"/entries/{approved.pk}/correction/",
            f"/entries/{waiting.pk}/approval/", "/reports/", "/reports/upload/",
            f"/reports/upload/{upload.pk}/", f"/reports/upload/{scan.pk}/", report.get_absolute_url(),
            "/reports/statements/", "/search/?q=企业&kind=sentence",
            f"/reports/{report.pk}/adopt/", "/tasks/", "/tasks/edit/", "/tasks/import/", f"/tasks/import/{table.pk}/",
            "/requests/", "/targets/", target.get_absolute_url(),
            f"{target.get_absolute_url()}steps/",
            f"{target.get_absolute_url()}history/", f"{target.get_absolute_url()}elsewhere/",
            "/entries/", "/matches/", "/burden/", "/periods/", "/stand-ins/",
            "/lists/", "/lists/?list=duties", "/levels/?year=2024", "/discipline/?year=2024",
            "/discipline/months/?year=2024",
            "/problems/", problem.get_absolute_url(), f"/problems/new/?target={target.pk}", "/meetings/",
            "/meetings/new/", "/projects/", "/projects/overview/", "/projects/new/", project.get_absolute_url(),
            f"{project.get_absolute_url()}edit/",
            meeting.get_absolute_url(), f"{meeting.get_absolute_url()}walk/",
            "/account/password/", "/views/?at=/targets/&name=目标",
            "/documents/", "/documents/new/", "/documents/templates/", document.get_absolute_url(),
            "/reconciliation/", f"/reconciliation/{settled(target, report, reviewer).pk}/", "/claims/",
            "/funds/", "/funds/new/", fund.get_absolute_url(), f"{fund.get_absolute_url()}edit/",
            "/livelihood/", "/livelihood/year/", "/livelihood/new/?year=2024", "/livelihood/vote/",
            deed.get_absolute_url(), f"{deed.get_absolute_url()}edit/", f"{deed.get_absolute_url()}history/",
            "/public/livelihood/990101/2024/",
            "/scorecards/", filled_scorecard(district, indicator, reviewer).get_absolute_url(),
        ],
        "reporter": [
            "/search/", "/search/?q=规上",
            "/owed/?year=2024", "/grid/?year=2024&month=3", f"/targets/{target.pk}/months/3/",
            target.get_absolute_url(), fund.get_absolute_url(),
            deed.get_absolute_url(),
        ],
        "leader": [
            "/overview/", "/overview/groups/", "/compare/", "/league/", "/league/departments/?year=2024",
            "/ladder/", "/trends/", "/trends/kept/", "/trends/repeated/", "/targets/", "/requests/", "/reconciliation/",
        ],
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


def test_english_words_fit_a_phone_too(page, log_in, pages, live_server):
    page.set_viewport_size(SIZES["phone"])
    for who, addresses in pages.items():
        log_in(who)
        page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
        for address in addresses:
            page.goto(address)
            beside = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert beside <= 0, f"{address} is {beside} pixels too wide"


def test_chinese_pages_speak_chinese(page, log_in, pages):
    for who, addresses in pages.items():
        log_in(who)
        for address in addresses:
            page.goto(address)
            words = set(re.findall(r"[A-Za-z]{4,}", page.locator("body").inner_text())) - LATIN
            assert {word for word in words if not word.isupper()} == set(), address
