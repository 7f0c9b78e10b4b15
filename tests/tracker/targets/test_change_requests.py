"""A promise changes by an approved request only; what it was stays on record."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from reports.organisation.models import Department
from tests.tracker.filing import file_figure
from tracker.standings.models import Standing
from tracker.targets.change_requests import (
    Wish,
    approve_request,
    ask,
    ask_and_approve,
    refuse_request,
    take_back_request,
)
from tracker.targets.models import ChangeRequest, Target
from tracker.targets.originals import in_state, originals_of, with_originals
from tracker.targets.services import change_terms, set_withdrawn

LOWER = Wish("value", "重点企业外迁", value=Decimal(15))


@pytest.fixture
def target(make_target):
    return make_target()


def stored(target) -> Target:
    return with_originals(Target.objects).get(pk=target.pk)


def test_asking_changes_nothing_and_approval_keeps_the_original(target, reporter, reviewer):
    request = ask(target=target, wish=LOWER, by=reporter)
    assert stored(target).value == 20
    approve_request(request=request, by=reviewer, decision="青府办〔2024〕8号")
    after = stored(target)
    assert (after.value, after.version, originals_of(after).promise) == (15, 2, "20家以上")
    kept = ChangeRequest.objects.get()
    assert (kept.state, kept.old_value, kept.decision) == ("approved", 20, "青府办〔2024〕8号")
    assert after.history.first().history_change_reason == "重点企业外迁"


def test_the_second_change_shows_the_first_promise(target, reviewer):
    for value in (15, 12):
        ask_and_approve(target=target, wish=Wish("value", "调整", value=Decimal(value)), by=reviewer)
    assert (stored(target).value, originals_of(stored(target)).promise) == (12, "20家以上")


def test_deadline_lead_and_withdrawal(target, reporter, reviewer, other_department):
    ask_and_approve(target=target, wish=Wish("deadline", "顺延", deadline=dt.date(2025, 3, 31)), by=reviewer)
    ask_and_approve(target=target, wish=Wish("lead", "职责划转", lead=other_department), by=reviewer)
    after = stored(target)
    assert (after.deadline, after.lead) == (dt.date(2025, 3, 31), other_department)
    assert (originals_of(after).deadline, originals_of(after).lead) == ("2024-12-31", "区发展改革委")
    ask_and_approve(target=target, wish=Wish("withdrawal", "政策取消"), by=reviewer)
    assert stored(target).is_withdrawn


def test_standings_follow_an_approved_value(target, reviewer):
    file_figure(target, 6, 8)
    before = Standing.objects.get(target=target, month=6)
    ask_and_approve(target=target, wish=Wish("value", "调整", value=Decimal(16)), by=reviewer)
    after = Standing.objects.get(target=target, month=6)
    assert (before.completion, after.completion) == (Decimal("0.4"), Decimal("0.5"))


def test_a_binding_target_takes_the_reference_of_a_decision(target, reporter, reviewer):
    Target.objects.filter(pk=target.pk).update(nature="binding")
    request = ask(target=target, wish=LOWER, by=reporter)
    with pytest.raises(ValidationError) as error:
        approve_request(request=request, by=reviewer)
    assert list(error.value.message_dict) == ["decision"]
    assert (stored(target).value, ChangeRequest.objects.get().state) == (20, "asked")
    approve_request(request=request, by=reviewer, decision="区政府第12次常务会议")
    assert stored(target).value == 15


def test_a_binding_target_is_not_changed_around_the_request(target, reviewer):
    Target.objects.filter(pk=target.pk).update(nature="binding")
    changes = {"deadline": dt.date(2025, 6, 30)}
    with pytest.raises(ValidationError):
        change_terms(target=target, by=reviewer, version=1, reason="顺延", changes=changes)
    with pytest.raises(ValidationError):
        set_withdrawn(target=target, by=reviewer, version=1, is_withdrawn=True, reason="取消")
    assert stored(target).version == 1


def test_refusing_needs_a_note_and_leaves_everything(target, reporter, reviewer):
    request = ask(target=target, wish=LOWER, by=reporter)
    with pytest.raises(ValidationError):
        refuse_request(request=request, by=reviewer, note=" ")
    refuse_request(request=request, by=reviewer, note="理由不充分")
    assert (stored(target).value, ChangeRequest.objects.get().note) == (20, "理由不充分")
    for step in (approve_request, take_back_request):
        with pytest.raises(ValidationError):
            step(request=request, by=reviewer)


def test_one_open_request_of_a_kind(target, reporter):
    request = ask(target=target, wish=LOWER, by=reporter)
    with pytest.raises(ValidationError):
        ask(target=target, wish=LOWER, by=reporter)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRequest.objects.create(
            target=target, kind="value", new_value=1, reason="x", asked_by=reporter, asked_at=timezone.now()
        )
    take_back_request(request=request, by=reporter)
    ask(target=target, wish=LOWER, by=reporter)


WRONG = {
    "same value": Wish("value", "调整", value=Decimal(20)),
    "no value": Wish("value", "调整"),
    "no reason": Wish("value", " ", value=Decimal(15)),
    "a range where one value is promised": Wish("value", "调整", value=Decimal(15), value_high=Decimal(16)),
    "same deadline": Wish("deadline", "调整", deadline=dt.date(2024, 12, 31)),
    "no deadline": Wish("deadline", "调整"),
    "no lead": Wish("lead", "调整"),
}


@pytest.mark.parametrize("wish", WRONG.values(), ids=WRONG)
def test_wishes_that_say_nothing(target, reporter, wish):
    with pytest.raises(ValidationError):
        ask(target=target, wish=wish, by=reporter)
    assert not ChangeRequest.objects.exists()


def test_at_once_is_all_or_nothing(target, reviewer):
    Target.objects.filter(pk=target.pk).update(nature="binding")
    with pytest.raises(ValidationError):
        ask_and_approve(target=target, wish=LOWER, by=reviewer)
    assert not ChangeRequest.objects.exists()


@pytest.mark.parametrize("role", ["other_reporter", "foreign_reviewer", "leader", "stranger"])
def test_who_may_not_ask(request, role, target):
    with pytest.raises(PermissionDenied):
        ask(target=target, wish=LOWER, by=request.getfixturevalue(role))


@pytest.mark.parametrize("role", ["reporter", "other_reporter", "foreign_reviewer", "leader", "stranger"])
@pytest.mark.parametrize("decide", [approve_request, lambda **given: refuse_request(note="不行", **given)])
def test_who_may_not_decide(request, role, decide, target, reviewer):
    wish = ask(target=target, wish=LOWER, by=reviewer)
    with pytest.raises(PermissionDenied):
        decide(request=wish, by=request.getfixturevalue(role))
    assert stored(target).value == 20


def test_a_department_of_another_district_never_leads(target, reviewer, other_district):
    foreign = Department.objects.create(region=other_district, name="白塔区财政局")
    with pytest.raises(PermissionDenied):
        ask(target=target, wish=Wish("lead", "划转", lead=foreign), by=reviewer)


def test_every_target_is_in_exactly_one_state(make_target, reviewer):
    same, changed, gone, both = (make_target() for _ in range(4))
    for each in (changed, both):
        ask_and_approve(target=each, wish=LOWER, by=reviewer)
    for each in (gone, both):
        ask_and_approve(target=each, wish=Wish("withdrawal", "取消"), by=reviewer)
    found = {state: set(in_state(Target.objects, state)) for state in ("unchanged", "changed", "withdrawn")}
    assert found == {"unchanged": {same}, "changed": {changed}, "withdrawn": {gone, both}}


BROKEN = {
    "a new value for a deadline": {"kind": "deadline", "new_value": 1},
    "no reason": {"kind": "value", "new_value": 1, "reason": ""},
    "refused without a note": {"kind": "value", "new_value": 1, "state": "refused"},
    "approved without what was": {"kind": "value", "new_value": 1, "state": "approved"},
    "a range upside down": {"kind": "value", "new_value": 2, "new_value_high": 1},
    "unknown kind": {"kind": "name"},
}


@pytest.mark.parametrize("fields", BROKEN.values(), ids=BROKEN)
def test_the_database_holds_what_a_request_is(target, reviewer, fields):
    decided = {} if "state" not in fields else {"decided_by": reviewer, "decided_at": timezone.now()}
    terms = {"target": target, "reason": "调整", "asked_by": reviewer, "asked_at": timezone.now()} | decided
    with pytest.raises(IntegrityError), transaction.atomic():
        ChangeRequest.objects.create(**terms | fields)


def test_binding_is_taken_away_by_a_decision_only(target, reporter, reviewer):
    with pytest.raises(ValidationError) as refused:
        ask(target=target, wish=Wish("nature", "任务性质调整"), by=reporter)
    assert refused.value.code == "not_binding"
    change_terms(target=target, by=reviewer, version=1, reason="上级明确", changes={"nature": "binding"})
    with pytest.raises(ValidationError):
        change_terms(target=target, by=reviewer, version=2, reason="放宽", changes={"nature": "expected"})
    with pytest.raises(ValidationError):
        change_terms(target=target, by=reviewer, version=2, reason="放宽", changes={"nature": ""})
    request = ask(target=target, wish=Wish("nature", "任务性质调整"), by=reporter)
    with pytest.raises(ValidationError):
        approve_request(request=request, by=reviewer)
    approve_request(request=request, by=reviewer, decision="青府办〔2024〕8号")
    after = stored(target)
    assert (after.nature, originals_of(after).nature, originals_of(after).is_changed) == ("expected", "约束性", True)
    assert list(in_state(Target.objects.all(), "changed")) == [after]
