import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from reports.organisation.models import Department
from tracker.progress.judgement import judge_value
from tracker.targets.display import stages_in_words
from tracker.targets.models import Target
from tracker.targets.services import (
    PlannedStage,
    TargetChangedError,
    change_terms,
    give_verdict,
    plan_stages,
    set_withdrawn,
)

TODAY = dt.date(2024, 7, 5)


@pytest.fixture
def target(make_target):
    return make_target()


@pytest.fixture
def milestone(make_target):
    return make_target(measure="", comparator="", value=None, standard="通车")


def stored(target) -> Target:
    return Target.objects.get(pk=target.pk)


def test_terms_change_with_a_reason_in_the_history(target, reviewer, other_department):
    changes = {"baseline": Decimal(210), "lead": other_department, "schedule": [0] * 11 + [100]}
    change_terms(
        target=target, by=reviewer, version=1, reason="责任单位调整", changes=changes, supporting=[target.lead]
    )
    after = stored(target)
    assert (after.baseline, after.lead, after.schedule[-1], after.version) == (210, other_department, 100, 2)
    assert list(after.supporting.all()) == [target.lead]
    record = after.history.first()
    assert (record.history_user, record.history_change_reason) == (reviewer, "责任单位调整")
    assert after.history.earliest().lead == target.lead


def test_what_is_promised_never_changes(target, reviewer):
    with pytest.raises(ValueError, match="value"):
        change_terms(target=target, by=reviewer, version=1, reason="调低", changes={"value": Decimal(10)})


def test_a_verdict_in_words_and_taking_it_back(milestone, reviewer):
    target = milestone
    give_verdict(target=target, by=reviewer, version=1, verdict="on_pace", reason="按计划推进", today=TODAY)
    after = stored(target)
    assert (after.verdict, after.verdict_reason, after.verdict_on) == ("on_pace", "按计划推进", TODAY)
    give_verdict(target=target, by=reviewer, version=2, verdict="", reason="误评", today=TODAY)
    after = stored(target)
    assert (after.verdict, after.verdict_reason, after.verdict_on) == ("", "", None)


def test_stages_are_changed_added_and_removed(milestone, reviewer):
    target = milestone
    first, second = PlannedStage("开工", dt.date(2024, 3, 1)), PlannedStage("封顶", dt.date(2024, 9, 1))
    plan_stages(target=target, by=reviewer, version=1, stages=[first, second])
    start = target.stages.get(name="开工")
    done = PlannedStage("开工", dt.date(2024, 3, 1), dt.date(2024, 2, 20), start.pk)
    plan_stages(target=target, by=reviewer, version=2, stages=[done, PlannedStage("通车", dt.date(2024, 12, 1))])
    assert [(stage.name, stage.done_on) for stage in target.stages.all()] == [
        ("开工", dt.date(2024, 2, 20)),
        ("通车", None),
    ]
    assert target.stages.get(name="开工").pk == start.pk
    assert start.history.first().history_user == reviewer


def test_stages_may_exchange_their_names(milestone, reviewer):
    days = dt.date(2024, 3, 1), dt.date(2024, 9, 1)
    planned = [PlannedStage("开工", days[0]), PlannedStage("封顶", days[1])]
    plan_stages(target=milestone, by=reviewer, version=1, stages=planned)
    first, second = milestone.stages.all()
    swapped = [PlannedStage("封顶", days[0], pk=first.pk), PlannedStage("开工", days[1], pk=second.pk)]
    plan_stages(target=milestone, by=reviewer, version=2, stages=swapped)
    assert list(milestone.stages.values_list("pk", "name")) == [(first.pk, "封顶"), (second.pk, "开工")]


def test_a_target_with_a_number_has_no_stages_and_no_verdict(target, reviewer):
    with pytest.raises(ValidationError):
        plan_stages(target=target, by=reviewer, version=1, stages=[PlannedStage("开工", dt.date(2024, 3, 1))])
    with pytest.raises(ValidationError):
        give_verdict(target=target, by=reviewer, version=1, verdict="on_pace", reason="按计划推进", today=TODAY)
    assert (stored(target).version, stored(target).verdict) == (1, "")


@pytest.mark.parametrize("part", ["lead", "supporting"])
def test_a_department_of_another_district_takes_nothing_on(target, reviewer, other_district, part):
    foreign = Department.objects.create(region=other_district, name="白塔区财政局")
    given = {"changes": {"lead": foreign}} if part == "lead" else {"changes": {}, "supporting": [foreign]}
    with pytest.raises(PermissionDenied):
        change_terms(target=target, by=reviewer, version=1, reason="调整", **given)
    assert stored(target).version == 1


def test_stages_need_names_of_their_own(milestone, reviewer):
    target = milestone
    twice = [PlannedStage("开工", dt.date(2024, 3, 1)), PlannedStage("开工", dt.date(2024, 4, 1))]
    with pytest.raises(ValidationError):
        plan_stages(target=target, by=reviewer, version=1, stages=twice)
    assert not target.stages.exists()


def test_withdrawing_and_taking_up_again(target, reviewer):
    set_withdrawn(target=target, by=reviewer, version=1, is_withdrawn=True, reason="人大批准调整")
    assert stored(target).is_withdrawn
    set_withdrawn(target=target, by=reviewer, version=2, is_withdrawn=False, reason="恢复实施")
    assert not stored(target).is_withdrawn
    assert [record.history_change_reason for record in target.history.all()][:2] == ["恢复实施", "人大批准调整"]


ACTS = {
    "terms": lambda **given: change_terms(changes={"baseline": Decimal(1)}, reason="核实", **given),
    "verdict": lambda **given: give_verdict(verdict="behind", reason="滞后", today=TODAY, **given),
    "stages": lambda **given: plan_stages(stages=[], **given),
    "withdrawal": lambda **given: set_withdrawn(is_withdrawn=True, reason="取消", **given),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ["reporter", "other_reporter", "foreign_reviewer", "leader", "stranger"])
def test_only_reviewers_of_the_region_set_anything(request, role, act, target):
    with pytest.raises(PermissionDenied):
        ACTS[act](target=target, by=request.getfixturevalue(role), version=1)
    assert stored(target).version == 1


@pytest.mark.parametrize("act", ACTS)
def test_two_reviewers_the_second_is_told(act, target, reviewer):
    set_withdrawn(target=target, by=reviewer, version=1, is_withdrawn=True, reason="取消")
    with pytest.raises(TargetChangedError) as error:
        ACTS[act](target=target, by=reviewer, version=1)
    assert error.value.current.is_withdrawn


@pytest.mark.parametrize(
    "act",
    [
        lambda **given: change_terms(changes={"baseline": Decimal(1)}, reason=" ", **given),
        lambda **given: give_verdict(verdict="behind", reason="", today=TODAY, **given),
        lambda **given: set_withdrawn(is_withdrawn=True, reason="", **given),
    ],
)
def test_everything_needs_a_reason(act, milestone, reviewer):
    with pytest.raises(ValidationError) as error:
        act(target=milestone, by=reviewer, version=1)
    assert list(error.value.message_dict) == ["reason"]
    assert stored(milestone).version == 1


def test_several_objects_are_done_when_all_are_and_an_open_list_says_so(make_target, reviewer):
    words = {"measure": "", "comparator": "", "value": None, "unit": "", "target_class": "project"}
    target = make_target(**words)
    objects = [PlannedStage(name, dt.date(2024, 6, 1)) for name in ("青溪大桥", "白塔隧道", "东门立交")]
    plan_stages(target=target, by=reviewer, version=1, stages=objects, is_open_list=True)
    found = []
    for version, n_done in ((2, 2), (3, 3)):
        stages = list(target.stages.order_by("pk"))
        planned = [
            PlannedStage(each.name, each.planned_on, dt.date(2024, 5, 20) if number < n_done else None, each.pk)
            for number, each in enumerate(stages)
        ]
        plan_stages(target=target, by=reviewer, version=version, stages=planned)
        target = Target.objects.get(pk=target.pk)
        verdict = judge_value(target, month=6, value=None, today=dt.date(2024, 7, 5))
        found.append((stages_in_words(target), verdict.status.value))
    assert found == [("2/3（开放清单）", "behind"), ("3/3（开放清单）", "done")]
