"""Keeping projects: by whom, which days, what is filed and decided, what is needed and met."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tests.tracker.projects.building import file, make_project
from tracker.projects.filings import decide
from tracker.projects.models import Investment, Project
from tracker.projects.overview import contributions, funnel, money_of
from tracker.projects.services import keep_project, meet_need, raise_need
from tracker.projects.stages import Stage, days_of
from tracker.projects.standings import at_last_month, standings_of


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def project(department, reviewer):
    return make_project(department, reviewer)


def keep(project, by, **values):
    project.refresh_from_db()
    return keep_project(project, values, version=project.version, by=by)


def code_of(refused) -> set[str]:
    error = refused.value
    errors = [each for many in error.error_dict.values() for each in many] if hasattr(error, "error_dict") else [error]
    return {each.code for each in errors}


def test_the_office_keeps_all_and_the_lead_the_days(project, reviewer, reporter, other_reporter, foreign_reviewer):
    assert keep(project, reviewer, name="传感器园").name == "传感器园"
    assert keep(project, reporter, in_use_on=dt.date(2024, 6, 1)).stage == Stage.IN_USE
    for by, values in (
        (reporter, {"total": Decimal(1)}),
        (other_reporter, {"in_use_on": dt.date(2024, 6, 2)}),
        (foreign_reviewer, {"name": "别的"}),
    ):
        with pytest.raises(PermissionDenied):
            keep(project, by, **values)
    assert project.history.count() == 3


def test_a_day_to_come_and_a_stage_before_its_former_are_refused(project, reviewer):
    with pytest.raises(ValidationError) as refused:
        keep(project, reviewer, in_use_on=dt.date(2024, 8, 1))
    assert code_of(refused) == {"ahead"}
    with pytest.raises(ValidationError):
        keep(project, reviewer, in_use_on=dt.date(2023, 5, 1))


def test_the_second_to_save_is_told(project, reviewer):
    keep(project, reviewer, owner="新业主")
    with pytest.raises(ValidationError) as refused:
        keep_project(project, {"owner": "旧业主"}, version=1, by=reviewer)
    assert code_of(refused) == {"changed"}


def test_a_month_goes_from_filed_to_approved_and_only_back_by_the_office(project, reporter, reviewer, other_reporter):
    with pytest.raises(PermissionDenied):
        file(project, other_reporter, 6, 100)
    filing = file(project, reporter, 6, 100)
    with pytest.raises(PermissionDenied):
        decide(filing, approve=True, note="", version=1, by=reporter)
    decide(filing, approve=True, note="", version=1, by=reviewer)
    with pytest.raises(ValidationError) as refused:
        file(project, reporter, 6, 200)
    assert code_of(refused) == {"approved"}
    filing.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        decide(filing, approve=False, note=" ", version=filing.version, by=reviewer)
    assert code_of(refused) == {"note"}
    decide(filing, approve=False, note="口径不符", version=filing.version, by=reviewer)
    again = file(project, reporter, 6, 120)
    assert (again.pk, again.state, again.note) == (filing.pk, "submitted", "")
    assert [each.amount for each in again.history.order_by("history_id")] == [100, 100, 100, 120]


def test_what_is_refused_of_a_month(project, reporter, reviewer):
    file(project, reporter, 5, 300, approved_by=reviewer)
    for month, amount, code in ((8, 400, "ahead"), (6, -1, "negative"), (6, 299, "less")):
        with pytest.raises(ValidationError) as refused:
            file(project, reporter, month, amount)
        assert code_of(refused) == {code}
    assert file(project, reporter, 6, 299, words="核减虚报").amount == 299


def test_somebody_decides_what_they_saw(project, reporter, reviewer):
    filing = file(project, reporter, 6, 100)
    file(project, reporter, 6, 110)
    with pytest.raises(ValidationError) as refused:
        decide(filing, approve=True, note="", version=1, by=reviewer)
    assert code_of(refused) == {"changed"}


def test_only_approved_figures_count(project, reporter, reviewer):
    file(project, reporter, 6, 600)
    at = at_last_month(dt.date(2024, 7, 5))
    assert standings_of([project], at)[0].status == "unreported"
    decide(Investment.objects.get(), approve=True, note="", version=1, by=reviewer)
    standing = standings_of([project], at)[0]
    assert (standing.status, standing.pace.completion, standing.pace.gap) == ("on_pace", Decimal("0.5"), 0)


def test_marks(department, reviewer, reporter):
    project = make_project(department, reviewer, in_statistics_on=None, started_on=dt.date(2024, 4, 5))
    for month in (4, 5, 6):
        file(project, reporter, month, 100, approved_by=reviewer)
    raise_need(project, kind="land", words="用地", due=dt.date(2024, 8, 1), by=reporter)
    row = Project.objects.with_needs().get()
    standing = standings_of([row], at_last_month(dt.date(2024, 7, 5)))[0]
    assert (standing.pace.still, standing.months_outside) == (2, 3)
    assert [mark.tone for mark in standing.marks] == ["red", "red", "yellow"]


def test_a_need_is_met_once(project, reporter, reviewer, other_reporter):
    need = raise_need(project, kind="land", words="用地", due=dt.date(2024, 8, 1), by=reporter)
    with pytest.raises(ValidationError):
        raise_need(project, kind="land", words="用地", due=dt.date(2024, 9, 1), by=reviewer)
    with pytest.raises(PermissionDenied):
        meet_need(need, words="已办", by=other_reporter)
    meet_need(need, words="已办", by=reviewer)
    with pytest.raises(ValidationError):
        meet_need(need, words="再办", by=reviewer)


def test_the_funnel_counts_who_came_farther_and_nothing_twice(department, reviewer):
    nothing = {"signed_on": None, "started_on": None, "in_statistics_on": None}
    make_project(department, reviewer, name="甲", **nothing)
    make_project(department, reviewer, name="乙", **nothing | {"signed_on": dt.date(2024, 1, 1)})
    make_project(department, reviewer, name="丙", **nothing | {"started_on": dt.date(2024, 1, 1)})
    make_project(department, reviewer, name="丁", in_use_on=dt.date(2024, 5, 1))
    steps = funnel(list(Project.objects.all()))
    assert [step.count for step in steps] == [3, 2, 1, 0]
    assert [step.conversion for step in steps[1:]] == [Decimal(2) / 3, Decimal(1) / 2, 0]
    assert {stage: Project.objects.at_stage(stage).count() for stage in Stage} == {
        "reserve": 1, "signed": 1, "started": 1, "in_use": 1, "at_capacity": 0,
    }  # fmt: skip


def test_an_empty_funnel_converts_nothing():
    assert [step.conversion for step in funnel([])] == [None] * 4


def test_an_investment_adds_to_no_target_twice(department, reviewer, reporter, make_target):
    one, two = make_target(), make_target()
    both = make_project(department, reviewer, name="甲", targets=[one, two])
    single = make_project(department, reviewer, name="乙", targets=[one])
    for project in (both, single):
        file(project, reporter, 6, 300, approved_by=reviewer)
    at = at_last_month(dt.date(2024, 7, 5))
    standings = standings_of([both, single], at)
    rows = contributions(standings, [one, two])
    assert [(row.count, row.shared, row.spent) for row in rows] == [(2, 1, 600), (1, 1, 300)]
    money = money_of(standings)
    assert (money.spent, money.planned, money.completion) == (600, 2400, Decimal("0.25"))


def test_what_is_not_filed_is_counted_as_missing(department, reviewer):
    money = money_of(standings_of([make_project(department, reviewer)], at_last_month(dt.date(2024, 7, 5))))
    assert (money.missing, money.completion) == (1, None)


def test_a_day_is_late_until_it_is_reached(department, reviewer):
    project = make_project(department, reviewer, in_use_planned=dt.date(2024, 7, 1))
    late = {each.stage: each.days_late for each in days_of(project, dt.date(2024, 7, 5))}
    assert late == {Stage.SIGNED: 0, Stage.STARTED: 0, Stage.IN_USE: 4, Stage.AT_CAPACITY: 0}


def test_the_database_holds_one_month_once(project, reporter, reviewer):
    filing = file(project, reporter, 6, 100)
    with pytest.raises(IntegrityError), transaction.atomic():
        Investment.objects.create(project=project, year=2024, month=6, amount=1, filed_by=reviewer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Investment.objects.filter(pk=filing.pk).update(amount=-1)


def test_a_target_of_another_region_is_not_served(department, reviewer, make_target, other_district):
    foreign = make_target(region=other_district)
    with pytest.raises(PermissionDenied):
        make_project(department, reviewer, name="戊", targets=[foreign])
