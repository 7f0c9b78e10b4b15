import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tracker.progress.models import ProgressEntry
from tracker.progress.services import (
    ConflictError,
    Filing,
    approve,
    approve_many,
    return_,
    save_draft,
    submit,
    withdraw_to_draft,
)

State = ProgressEntry.State
NOW = dt.datetime(2024, 7, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
GOOD = Filing(value=Decimal(12), narrative="已入库12家")


@pytest.fixture
def target(make_target):
    return make_target()


@pytest.fixture
def file(target, reporter):
    """Return a function that submits a figure for a month of the target; keyword arguments override everything."""

    def submitted(month=6, filing=GOOD, **overrides) -> ProgressEntry:
        arguments = {"target": target, "month": month, "filing": filing, "by": reporter, "version": 0, "now": NOW}
        return submit(**arguments | overrides)

    return submitted


def stored(entry) -> ProgressEntry:
    return ProgressEntry.objects.get(pk=entry.pk)


def code_of(error) -> str:
    (code,) = {each.code for each in ValidationError([error.value]).error_list}
    return code


def test_submitting_stores_the_figure_with_its_author_and_history(file, reporter):
    entry = stored(file())
    assert (entry.state, entry.value, entry.narrative, entry.filed_by) == (State.SUBMITTED, 12, "已入库12家", reporter)
    assert (entry.submitted_at, entry.version) == (NOW, 1)
    record = entry.history.get()
    assert (record.history_user, record.history_change_reason) == (reporter, "submitted")


def test_the_way_of_an_entry(file, target, reporter, reviewer):
    entry = return_(entry=file(), by=reviewer, version=1, note="请附入库名单", now=NOW)
    assert (entry.state, entry.review_note, entry.reviewed_by) == (State.RETURNED, "请附入库名单", reviewer)
    entry = file(version=2, filing=Filing(value=Decimal(13)))
    assert (entry.state, entry.value, entry.version) == (State.SUBMITTED, 13, 3)
    entry = withdraw_to_draft(entry=entry, by=reporter, version=3)
    assert entry.state == State.DRAFT
    entry = file(version=4)
    entry = approve(entry=entry, by=reviewer, version=5, now=NOW)
    assert (stored(entry).state, stored(entry).version) == (State.APPROVED, 6)
    assert [record.history_change_reason for record in entry.history.all()] == [
        "approved", "submitted", "taken back", "submitted", "returned", "submitted",
    ]  # fmt: skip


def test_a_draft_may_be_empty_and_a_returned_entry_stays_returned_while_it_is_mended(file, target, reporter, reviewer):
    draft = save_draft(target=target, month=5, filing=Filing(), by=reporter, version=0, now=NOW)
    assert (draft.state, draft.value, draft.submitted_at) == (State.DRAFT, None, None)
    entry = return_(entry=file(), by=reviewer, version=1, note="核对", now=NOW)
    kept = save_draft(target=target, month=6, filing=Filing(value=Decimal(11)), by=reporter, version=2, now=NOW)
    assert (kept.pk, kept.state, kept.review_note) == (entry.pk, State.RETURNED, "核对")


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED])
def test_what_waits_or_is_approved_is_not_overwritten(file, reviewer, state):
    entry = file()
    if state == State.APPROVED:
        entry = approve(entry=entry, by=reviewer, version=1, now=NOW)
    with pytest.raises(ValidationError) as error:
        file(version=entry.version, filing=Filing(value=Decimal(99)))
    assert code_of(error) == "state"
    assert stored(entry).value == 12


@pytest.mark.parametrize(
    ("frequency", "month", "refused"),
    [
        ("monthly", 1, False),
        ("monthly", 7, False),  # from its first day on
        ("monthly", 8, True),
        ("monthly_from_february", 1, True),
        ("monthly_from_february", 2, False),
        ("quarterly", 5, True),
        ("quarterly", 6, False),
        ("annual", 6, True),
        ("annual", 12, True),  # not begun
        ("monthly", 13, True),
    ],
)
def test_the_months_that_can_be_filed(file, make_target, frequency, month, refused):
    target = make_target(frequency=frequency)
    filing = Filing(value=Decimal(20))
    if not refused:
        assert file(month, filing, target=target).month == month
        return
    with pytest.raises(ValidationError) as error:
        file(month, filing, target=target)
    assert code_of(error) in ("period", "future")
    assert not ProgressEntry.objects.exists()


def test_late_filing_is_possible(file, make_target):
    assert file(1, target=make_target(year=2022, deadline=dt.date(2022, 12, 31))).state == State.SUBMITTED


def test_the_month_of_the_deadline_can_be_filed_whatever_the_frequency(file, make_target):
    target = make_target(frequency="annual", deadline=dt.date(2024, 5, 31))
    assert file(5, Filing(value=Decimal(20)), target=target).month == 5


@pytest.mark.parametrize(
    ("fields", "filing", "code"),
    [
        ({}, Filing(), "value_required"),
        ({}, Filing(value=Decimal(9)), "reason_required"),  # half a year: ten are expected
        ({"measure": "", "comparator": "", "value": None}, Filing(narrative="  "), "narrative_required"),
        ({"comparator": "qualitative", "value": None, "measure": "level"}, Filing(), "narrative_required"),
        ({"is_withdrawn": True}, GOOD, "withdrawn"),
    ],
)
def test_what_is_missing_is_asked_for(file, make_target, fields, filing, code):
    with pytest.raises(ValidationError) as error:
        file(filing=filing, target=make_target(**fields))
    assert code_of(error) == code
    assert not ProgressEntry.objects.exists()


@pytest.mark.parametrize(
    ("fields", "filing"),
    [
        ({}, Filing(value=Decimal(10))),
        ({}, Filing(value=Decimal(9), reason="企业入库集中在下半年")),
        ({}, Filing(value=Decimal(0), reason="尚未启动")),  # zero is a figure
        ({"measure": "", "comparator": "", "value": None}, Filing(narrative="主塔封顶")),
    ],
)
def test_what_is_complete_is_taken(file, make_target, fields, filing):
    assert file(filing=filing, target=make_target(**fields)).state == State.SUBMITTED


def test_two_people_with_the_same_entry_the_second_gets_both_values(file, reporter):
    entry = file()
    withdraw_to_draft(entry=entry, by=reporter, version=1)
    file(version=2, filing=Filing(value=Decimal(14)))
    with pytest.raises(ConflictError) as error:
        file(version=1, filing=Filing(value=Decimal(15), narrative="另一位同事"))
    assert (error.value.current.value, error.value.attempted.value) == (14, 15)
    assert stored(entry).value == 14


def test_two_people_who_both_saw_no_entry(file):
    file()
    with pytest.raises(ConflictError):
        file(filing=Filing(value=Decimal(15)))
    assert ProgressEntry.objects.get().value == 12


def test_decisions_need_the_version_that_was_seen(file, reviewer):
    entry = file()
    with pytest.raises(ConflictError):
        approve(entry=entry, by=reviewer, version=7)
    with pytest.raises(ConflictError):
        return_(entry=entry, by=reviewer, version=7, note="看错了版本")
    assert stored(entry).state == State.SUBMITTED


def test_returning_needs_a_note(file, reviewer):
    with pytest.raises(ValidationError) as error:
        return_(entry=file(), by=reviewer, version=1, note=" ")
    assert code_of(error) == "note_required"


def test_only_submitted_entries_are_decided_or_taken_back(file, reviewer, reporter):
    entry = approve(entry=file(), by=reviewer, version=1)
    for act in (
        lambda: approve(entry=entry, by=reviewer, version=2),
        lambda: return_(entry=entry, by=reviewer, version=2, note="晚了"),
        lambda: withdraw_to_draft(entry=entry, by=reporter, version=2),
    ):
        with pytest.raises(ValidationError):
            act()
    assert stored(entry).state == State.APPROVED


def test_several_are_approved_together_or_not_at_all(file, make_target, reviewer):
    first, second = file(), file(target=make_target())
    with pytest.raises(ConflictError):
        approve_many(entries={first.pk: 1, second.pk: 5}, by=reviewer)
    assert {stored(first).state, stored(second).state} == {State.SUBMITTED}
    approve_many(entries={first.pk: 1, second.pk: 1}, by=reviewer)
    assert {stored(first).state, stored(second).state} == {State.APPROVED}


@pytest.mark.parametrize("role", ["other_reporter", "reviewer", "foreign_reviewer", "leader", "stranger"])
def test_only_the_lead_department_files(request, role, file):
    with pytest.raises(PermissionDenied):
        file(by=request.getfixturevalue(role))
    assert not ProgressEntry.objects.exists()


def test_a_supporting_department_reads_but_does_not_file(file, target, other_department, other_reporter):
    target.supporting.add(other_department)
    with pytest.raises(PermissionDenied):
        file(by=other_reporter)


@pytest.mark.parametrize("role", ["reporter", "other_reporter", "foreign_reviewer", "leader", "stranger"])
def test_only_reviewers_of_the_region_decide(request, role, file):
    entry, user = file(), request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        approve(entry=entry, by=user, version=1)
    with pytest.raises(PermissionDenied):
        return_(entry=entry, by=user, version=1, note="不行")
    with pytest.raises(PermissionDenied):
        approve_many(entries={entry.pk: 1}, by=user)
    assert stored(entry).state == State.SUBMITTED


@pytest.mark.parametrize("role", ["other_reporter", "reviewer", "stranger"])
def test_only_the_lead_department_takes_back(request, role, file):
    with pytest.raises(PermissionDenied):
        withdraw_to_draft(entry=file(), by=request.getfixturevalue(role), version=1)
