import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.tracker.filing import file_figure
from tracker.evaluation import Direction, Shape, Status
from tracker.progress.judgement import judge_on, judge_value
from tracker.targets.models import Stage, Target
from tracker.targets.terms import schedule_of, terms_of
from tracker.verdicts.basis import basis_on, latest_month
from tracker.verdicts.models import RuleSet

JULY = dt.date(2024, 7, 20)


def judged_in_june(**options):
    return judge_on(Target.objects.all(), basis_on(JULY, month=6, **options))


@pytest.mark.parametrize(
    ("year", "today", "month"),
    [
        (2023, dt.date(2024, 7, 20), 12),
        (2024, dt.date(2024, 7, 20), 6),
        (2024, dt.date(2024, 7, 31), 6),
        (2024, dt.date(2024, 8, 1), 7),
        (2024, dt.date(2024, 1, 31), 0),
        (2025, dt.date(2024, 7, 20), 0),
    ],
)
def test_the_latest_month_is_the_last_one_that_is_over(year, today, month):
    assert latest_month(year, today) == month


@pytest.mark.parametrize(
    ("value", "state", "with_submitted", "status", "actual"),
    [
        (8, "approved", False, Status.BEHIND, 8),
        (10, "approved", False, Status.ON_PACE, 10),
        (10, "submitted", False, Status.UNREPORTED, None),
        (10, "submitted", True, Status.ON_PACE, 10),
        (10, "returned", True, Status.UNREPORTED, None),
        (10, "draft", True, Status.UNREPORTED, None),
    ],
)
def test_only_approved_figures_decide_unless_submitted_ones_are_asked_for(
    make_target, value, state, with_submitted, status, actual
):
    file_figure(make_target(), 6, value, state, review_note="Too round.")
    (judged,) = judged_in_june(include_submitted=with_submitted)
    assert (judged.status, judged.verdict.actual) == (status, actual)


def test_a_submitted_correction_never_hides_in_the_official_status(make_target):
    target = make_target()
    file_figure(target, 5, 5)
    file_figure(target, 6, 19, "submitted")
    (official,) = judged_in_june()
    (shown,) = judged_in_june(include_submitted=True)
    assert (official.status, official.figure.month) == (Status.UNREPORTED, 5)
    assert (shown.status, shown.figure.month) == (Status.AHEAD, 6)


def test_later_figures_do_not_change_an_earlier_month(make_target):
    target = make_target()
    file_figure(target, 6, 8)
    file_figure(target, 9, 20)
    (june,) = judge_on(Target.objects.all(), basis_on(dt.date(2024, 10, 5), month=6))
    assert (june.status, june.figure.month) == (Status.BEHIND, 6)


def test_the_rule_set_in_force_on_the_day_of_looking_decides(make_target, rules):
    strict = RuleSet.objects.create(
        name="从严", version=2, effective_from=dt.date(2024, 7, 20), behind_from=-5, palette="green_yellow_orange_red"
    )
    file_figure(make_target(), 6, 8)
    (before,) = judge_on(Target.objects.all(), basis_on(dt.date(2024, 7, 19), month=6))
    (after,) = judged_in_june()
    assert (before.status, before.tone, before.basis.rules.name) == (Status.BEHIND, "yellow", rules.name)
    assert (after.status, after.tone, after.basis.rules.name) == (Status.FAR_BEHIND, "orange", strict.name)


def test_without_a_rule_set_the_defaults_apply(db):
    assert basis_on(JULY, month=6).rules.name == "默认规则"


def test_judging_takes_the_same_queries_for_one_target_and_for_many(make_target, django_assert_num_queries):
    file_figure(make_target(), 6, 8)
    with django_assert_num_queries(4):
        judged_in_june()
    for number in range(20):
        file_figure(make_target(), 6, number)
    with django_assert_num_queries(4):
        assert len(judged_in_june()) == 21


def test_a_figure_not_yet_filed_shows_what_it_would_mean_and_stores_nothing(make_target):
    target = make_target()
    file_figure(target, 5, 5)
    file_figure(target, 6, 3, "draft")
    statuses = [judge_value(target, month=6, value=Decimal(value), today=JULY).status for value in (3, 8, 10, 20)]
    assert statuses == [Status.FAR_BEHIND, Status.BEHIND, Status.ON_PACE, Status.DONE]
    assert target.entries.get(month=6).value == 3


def test_no_figure_is_not_zero(make_target):
    target = make_target()
    assert judge_value(target, month=6, value=None, today=JULY).status == Status.UNREPORTED
    assert judge_value(target, month=6, value=Decimal(0), today=JULY).status == Status.FAR_BEHIND


@pytest.mark.parametrize(
    ("fields", "shape"),
    [
        ({}, Shape.CUMULATIVE),
        ({"measure": "growth", "value": 7, "unit": "%", "accumulates": False}, Shape.GROWTH),
        ({"measure": "level", "unit": "%", "accumulates": False}, Shape.RATE),
        ({"measure": "level", "comparator": "", "unit": "%", "accumulates": False}, Shape.RATE),
        ({"measure": "level", "comparator": "le", "unit": "%", "accumulates": False}, Shape.CEILING),
        ({"measure": "level", "comparator": "eq", "accumulates": False, "direction": Direction.LOWER}, Shape.CEILING),
        ({"measure": "level", "comparator": "qualitative", "value": None, "standard": "全覆盖"}, Shape.QUALITATIVE),
        ({"measure": "", "comparator": "", "value": None, "target_class": "qualitative"}, Shape.QUALITATIVE),
        ({"measure": "", "comparator": "qualitative", "value": None, "target_class": "quantified"}, Shape.QUALITATIVE),
        ({"measure": "", "comparator": "", "value": None, "target_class": "project"}, Shape.MILESTONE),
    ],
)
def test_the_terms_know_the_shape_of_a_promise(make_target, fields, shape):
    assert terms_of(make_target(**fields)).shape is shape


def test_a_milestone_is_judged_by_its_stages(make_target):
    target = make_target(measure="", comparator="", value=None, unit="", target_class="project")
    Stage.objects.create(target=target, name="开工", planned_on=dt.date(2024, 3, 1), done_on=dt.date(2024, 2, 20))
    Stage.objects.create(target=target, name="封顶", planned_on=dt.date(2024, 6, 10))
    (judged,) = judged_in_june()
    assert (judged.status, judged.verdict.remedy.stage) == (Status.BEHIND, "封顶")


def test_a_reviewers_verdict_is_taken_over_with_its_reason(make_target):
    make_target(
        measure="level", comparator="qualitative", value=None, standard="达到市级要求",
        verdict="on_pace", verdict_reason="抽查合格", verdict_on=dt.date(2024, 6, 1),
    )  # fmt: skip
    (judged,) = judged_in_june()
    assert (judged.status, judged.terms.verdict.reason) == (Status.ON_PACE, "抽查合格")


def test_without_its_own_schedule_a_target_is_worked_off_evenly_until_its_deadline(make_target):
    to_june = make_target(deadline=dt.date(2024, 6, 30))
    next_year = make_target(deadline=dt.date(2025, 6, 30))
    own = make_target(schedule=[0, 0, 10, 20.5, 30, 40, 50, 60, 70, 80, 90, 100])
    shares = [schedule_of(target).share_of(4) for target in (to_june, next_year, own)]
    assert shares == [Decimal(4) / 6, Decimal(4) / 12, Decimal("0.205")]


@pytest.mark.parametrize(
    "schedule", [[50, 40, *[100] * 10], [100], [*range(0, 110, 10)], ["a"] * 12, [None] * 12, 7, {"1": 100}]
)
def test_a_schedule_that_is_none_is_refused_before_it_is_stored(make_target, schedule):
    target = make_target()
    target.schedule = schedule
    with pytest.raises(ValidationError) as refused:
        target.full_clean()
    assert list(refused.value.message_dict) == ["schedule"]


def test_a_schedule_of_twelve_rising_percentages_is_taken(make_target):
    target = make_target()
    target.schedule = [0, 0, 10, 20.5, 30, 40, 50, 60, 70, 80, 90, 100]
    target.full_clean()


def test_a_withdrawn_target_keeps_out_of_every_judgement(make_target):
    file_figure(make_target(is_withdrawn=True), 6, 1)
    (judged,) = judged_in_june()
    assert (judged.status, judged.status.counts, judged.tone) == (Status.WITHDRAWN, False, "grey")
