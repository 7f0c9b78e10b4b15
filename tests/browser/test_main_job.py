"""The main job, end to end, as an office does it: a report goes in, progress comes out on a chart."""

import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from reports.library.models import Statement, WorkReport
from tracker.management.commands.load_catalogue import Command as LoadCatalogue
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

YEAR = timezone.localdate().year - 1
REPORT = f"""青溪区{YEAR}年政府工作报告

各位代表：

一、{YEAR - 1}年工作回顾

过去一年，全区经济稳中有进。地区生产总值增长5.8%，新增规上工业企业16家。

二、{YEAR}年工作安排

今年经济社会发展主要预期目标是：地区生产总值增长6%左右，社会消费品零售总额增长7%以上，城镇调查失业率控制在5.5%以内。

（一）壮大实体经济。新增规上工业企业24家以上，实施技改项目36个。
（二）办好民生实事。新增公办学位1200个，改造老旧小区48个。
"""


@pytest.fixture
def catalogue(rules, department, other_department):
    LoadCatalogue().handle()


def upload(page, path):
    page.goto("/reports/upload/")
    page.set_input_files("input[type=file]", str(path))
    page.click(".form-actions .btn-primary")
    assert page.input_value("#id_year") == str(YEAR)
    assert page.locator("#id_region option:checked").inner_text() == "青溪区（海岳省）"
    page.click(".form-actions .btn-primary")
    page.wait_for_url("**/reports/*/")


def review(page):
    """Look at one statement from both sides, accept everything."""
    page.click("text=24家 >> nth=0")
    assert "规上工业企业" in page.locator(".statement.is-current").inner_text()
    still_open = page.locator(".statement.is-open")
    for left in reversed(range(still_open.count())):
        page.keyboard.press("n")
        page.keyboard.press("a")
        expect(still_open).to_have_count(left)


def adopt(page, department):
    page.click("a[href$='/adopt/']")
    page.select_option("select[name=default_lead]", label=department.label)
    for lead in page.locator("select[name$='-lead'], input[name$='-lead']").all():
        choose(lead, department.label)
    page.click("#adopt .btn-primary")
    page.wait_for_url("**/tasks/**")


def choose(field, label):
    if field.evaluate("e => e.tagName") == "SELECT":
        field.select_option(label=label)
    else:
        field.fill(label)


def file_month(page, target, month, value):
    page.goto(f"/owed/?year={YEAR}&month={month}")
    row = page.locator(".duty", has_text=target.name).first
    row.locator("input[name$=value]").fill(value)
    row.locator("button[value=submit]").click()
    page.locator(".duty", has_text=target.name).locator("text=已提交").first.wait_for()


def approve_all(page):
    page.goto("/approvals/")
    page.click("[data-tick-entries]")
    page.click("button[form=approve-many]")
    page.locator("text=没有待审核").or_(page.locator(".empty")).first.wait_for()


def test_from_the_report_to_the_chart(
    page, watch, log_in, tmp_path, catalogue, reviewer, reporter, leader, department, district
):
    source = tmp_path / "report.txt"
    source.write_text(REPORT, encoding="utf-8")

    log_in("reviewer")
    upload(page, source)
    review(page)
    report = WorkReport.objects.get()
    assert report.text == REPORT
    assert not report.statements.filter(state=Statement.State.OPEN).exists()

    adopt(page, department)
    promised = {
        "地区生产总值", "社会消费品零售总额", "城镇调查失业率", "新增规上工业企业",
        "实施技改项目", "新增公办学位", "改造老旧小区",
    }  # fmt: skip
    assert set(Target.objects.values_list("name", flat=True)) == promised
    for name in promised:
        assert page.locator("main table", has_text=name).count()
    with page.expect_download() as download:
        page.click("a[href*='export=xlsx']")
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    assert promised <= {str(cell.value) for row in sheet.iter_rows() for cell in row}

    target = Target.objects.get(name="新增规上工业企业")
    assert (target.value, target.unit, target.comparator) == (24, "家", "ge")
    log_in("leader")
    unreported = overview_count(page, district, "未报送")

    log_in("reporter")
    file_month(page, target, 11, "22")
    file_month(page, target, 12, "25")
    log_in("reviewer")
    approve_all(page)
    assert ProgressEntry.objects.filter(target=target, state="approved").count() == 2

    log_in("leader")
    assert overview_count(page, district, "未报送") == unreported - 1
    assert overview_count(page, district, "已完成") == 1
    page.goto(target.get_absolute_url())
    page.locator(".chart").hover()
    page.locator(".chart.js-plotly-plot svg.main-svg").first.wait_for()
    drawn = page.evaluate("document.querySelector('.js-plotly-plot').data.flatMap(t => Array.from(t.y || []))")
    assert {22, 25} <= {float(y) for y in drawn if y is not None}
    assert "24" in page.locator("main").inner_text()
    assert "新增规上工业企业24家以上" in page.locator("main").inner_text()
    watch.assert_clean()


def overview_count(page, district, label) -> int:
    """Return the number on the overview's bar, after making sure that it opens exactly as many rows."""
    page.goto(f"/overview/?region={district.pk}&year={YEAR}&month=12")
    number = page.locator(".promises a.bar-count", has_text=label)
    count = int(number.locator("b").inner_text())
    number.click()
    page.wait_for_load_state()
    assert page.locator("main .table tbody tr a").count() >= count
    return count
