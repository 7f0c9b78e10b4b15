"""The month of an office under real hands: returned, proved, corrected, a problem solved, a meeting walked through."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.tracker.filing import file_figure
from tracker.dispatch.models import Meeting, Problem
from tracker.dispatch.services.meetings import prepare_meeting
from tracker.dispatch.services.problems import Matter, make_move, raise_problem
from tracker.progress.models import Evidence, ProgressEntry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
State = ProgressEntry.State
PDF = {"name": "企业名单.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 list of firms"}


@pytest.fixture
def target(make_target):
    """One of last year, all of whose months are over."""
    year = timezone.localdate().year - 1
    return make_target(name="新增规上工业企业", year=year, deadline=dt.date(year, 12, 31))


def state_of(entry):
    return ProgressEntry.objects.get(pk=entry.pk).state


def test_what_was_returned_is_mended_with_a_file_and_approved(page, log_in, reviewer, reporter, target, watch):
    entry = file_figure(target, 6, Decimal(12), "submitted")
    log_in("reviewer")
    page.goto(f"/entries/{entry.pk}/approval/")
    page.fill("[name=note]", "请附企业名单")
    page.click("button[value=return]")
    page.wait_for_url("**/approvals/")
    assert state_of(entry) == State.RETURNED

    log_in("reporter")
    page.goto(f"/targets/{target.pk}/months/6/")
    expect(page.locator(".review-note")).to_contain_text("请附企业名单")
    page.set_input_files("[name=evidence]", PDF)
    page.select_option("[name=source]", "department")
    page.click("button[value=submit]")
    page.wait_for_url("**/owed/**")
    assert state_of(entry) == State.SUBMITTED
    assert Evidence.objects.get().name == "企业名单.pdf"

    log_in("reviewer")
    page.goto(f"/entries/{entry.pk}/approval/")
    expect(page.get_by_text("企业名单.pdf")).to_be_visible()
    page.click("button[value=approve]")
    page.wait_for_url("**/approvals/")
    assert state_of(entry) == State.APPROVED
    watch.assert_clean()


def test_a_file_of_another_kind_is_refused_with_what_was_typed(page, log_in, reporter, target):
    log_in("reporter")
    page.goto(f"/targets/{target.pk}/months/6/")
    page.fill("[name=value]", "12")
    page.fill("[name=narrative]", "已新增12家")
    page.set_input_files("[name=evidence]", PDF | {"buffer": b"MZ not a document"})
    page.click("button[value=submit]")
    expect(page.locator(".errorlist").first).to_be_visible()
    expect(page.locator("[name=narrative]")).to_have_value("已新增12家")
    assert not Evidence.objects.exists()


def test_a_correction_is_asked_for_and_approved(page, log_in, reviewer, reporter, target, watch):
    entry = file_figure(target, 6, Decimal(12))
    log_in("reporter")
    page.goto(f"/entries/{entry.pk}/correction/")
    page.fill("[name=value]", "13")
    page.select_option("[name=kind]", "final")
    page.fill("[name=reason]", "年报核定")
    page.click("form.filing button[type=submit]")
    page.wait_for_load_state("networkidle")
    assert ProgressEntry.objects.get().value == 12

    log_in("reviewer")
    page.goto(f"/corrections/{entry.corrections.get().pk}/")
    page.click("button[value=approve]")
    page.wait_for_load_state("networkidle")
    corrected = ProgressEntry.objects.get()
    assert (corrected.value, corrected.vintage) == (13, "final")
    page.goto(target.get_absolute_url())
    expect(page.locator("body")).to_contain_text("年报核定")
    watch.assert_clean()


def test_a_problem_goes_from_the_office_to_the_department_and_back(
    page, log_in, reviewer, reporter, target, department, watch
):
    due = timezone.localdate() + dt.timedelta(days=10)
    matter = Matter("土地指标不足", department, due, "land", "缺口三十亩", (target,))
    problem = raise_problem(matter=matter, region=target.region, by=reviewer)
    steps = (
        ("reviewer", "register"), ("reviewer", "assign"), ("reporter", "acknowledge"), ("reporter", "work"),
        ("reporter", "report"), ("reviewer", "verify"), ("reviewer", "close"),
    )  # fmt: skip
    at = ""
    for who, code in steps:
        if who != at:
            log_in(who)
            page.goto(problem.get_absolute_url())
            at = who
        form = page.locator(f"form[action$='/{code}/']")
        form.locator("[name=words]").fill("情况说明")
        form.locator("button").click()
        expect(page.locator(f"form[action$='/{code}/']")).to_have_count(0)
    assert Problem.objects.get().state == "closed"
    expect(page.locator(".time-line li")).to_have_count(8)
    watch.assert_clean()


def test_what_was_typed_for_a_step_that_somebody_took_is_not_lost(page, log_in, reviewer, target, department):
    due = timezone.localdate() + dt.timedelta(days=10)
    problem = raise_problem(
        matter=Matter("资金未到位", department, due, "funds", "", (target,)), region=target.region, by=reviewer
    )
    log_in("reviewer")
    page.goto(problem.get_absolute_url())
    form = page.locator("form[action$='/register/']")
    form.locator("[name=words]").fill("同意立项，请财政局牵头")
    make_move(problem=problem, code="register", by=reviewer, version=problem.version, words="", day=None)
    form.locator("button").click()
    expect(page.locator("#typed-title + p")).to_have_text("同意立项，请财政局牵头")


def test_one_walks_through_a_meeting_with_the_arrow_keys_and_decides(page, log_in, reviewer, make_target, watch):
    year = timezone.localdate().year - 1
    for name in ("甲", "乙"):
        late = make_target(name=f"{name}项任务", year=year, deadline=dt.date(year, 12, 31))
        file_figure(late, 12, Decimal(1))
    held_on = dt.date(year + 1, 1, 10)
    meeting = prepare_meeting(region=late.region, kind="monthly", held_on=held_on, chair="区长", by=reviewer)
    log_in("reviewer")
    page.goto(f"{meeting.get_absolute_url()}walk/")
    expect(page.locator(".walk-item h2")).to_have_text("甲项任务")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".walk-item h2")).to_have_text("乙项任务")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".walk-item h2")).to_have_text("甲项任务")
    form = page.locator("form[action$='/decide/']")
    form.locator("[name=title]").fill("月底前补齐项目")
    form.locator("[name=due]").fill((timezone.localdate() + dt.timedelta(days=20)).isoformat())
    form.locator("button[type=submit]").click()
    expect(page.locator(".agenda-section ol li")).to_have_count(1)
    assert Meeting.objects.get().decisions.get().title == "月底前补齐项目"
    watch.assert_clean()
