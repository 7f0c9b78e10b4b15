import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from tests.tracker.filing import ask, file_figure
from tracker.progress.corrections import (
    Correcting,
    approve_correction,
    ask_correction,
    correct,
    refuse_correction,
)
from tracker.progress.models import Correction, ProgressEntry
from tracker.progress.services import ConflictError, Filing, submit
from tracker.standings.models import Standing
from tracker.targets.services import set_withdrawn

NOW = dt.datetime(2024, 7, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
GOOD = Correcting(Decimal(14), Correction.Kind.SLIP, "漏报2家")


@pytest.fixture
def entry(make_target):
    return file_figure(make_target(), 6, 12)


@pytest.fixture
def asked(entry, reporter):
    return ask_correction(entry=entry, correcting=GOOD, by=reporter, version=1, now=NOW)


def stored(row):
    return type(row).objects.get(pk=row.pk)


def codes_of(error) -> set[str]:
    return {each.code for each in ValidationError([error.value]).error_list}


def test_until_the_office_has_decided_the_approved_figure_counts(entry, asked, reporter):
    assert (stored(entry).value, stored(entry).version, stored(entry).corrected_at) == (12, 1, None)
    kept = stored(asked)
    assert (kept.value_before, kept.value, kept.state, kept.asked_by) == (12, 14, "asked", reporter)
    assert kept.history.get().history_change_reason == "correction asked for"


def test_an_approved_correction_is_what_counts_and_keeps_what_stood_before(entry, asked, reviewer):
    approve_correction(correction=asked, by=reviewer, version=1, now=NOW)
    now = stored(entry)
    assert (now.value, now.version, now.corrected_at, now.state) == (14, 2, NOW, "approved")
    assert (stored(asked).state, stored(asked).value_before, stored(asked).decided_by) == ("approved", 12, reviewer)
    record = now.history.first()
    assert (record.history_user, record.history_change_reason, record.value) == (reviewer, "corrected", 14)


def test_standings_follow_in_the_same_transaction(make_target, reviewer):
    entry = file_figure(make_target(), 6, 12)
    row = Standing.objects.filter(target=entry.target, month=6)
    before = row.values_list("actual", flat=True).get()
    correct(entry=entry, correcting=GOOD, by=reviewer, version=1)
    assert (before, row.values_list("actual", flat=True).get()) == (12, 14)


def test_the_office_corrects_at_once_and_again_with_both_steps_kept(entry, reviewer):
    correct(entry=entry, correcting=GOOD, by=reviewer, version=1, now=NOW)
    correct(entry=entry, correcting=Correcting(Decimal(15), "revision", "统计局修订"), by=reviewer, version=2, now=NOW)
    steps = entry.corrections.order_by("pk").values_list("value_before", "value", "state")
    assert list(steps) == [(12, 14, "approved"), (14, 15, "approved")]
    assert stored(entry).value == 15


def test_a_refused_correction_changes_nothing_and_another_may_be_asked_for(entry, asked, reporter, reviewer):
    refuse_correction(correction=asked, by=reviewer, version=1, note="名单未附", now=NOW)
    assert (stored(entry).value, stored(entry).version, stored(asked).note) == (12, 1, "名单未附")
    assert ask_correction(entry=entry, correcting=GOOD, by=reporter, version=1, now=NOW).state == "asked"


def test_a_refusal_says_why(asked, reviewer):
    with pytest.raises(ValidationError) as error:
        refuse_correction(correction=asked, by=reviewer, version=1, note=" ")
    assert codes_of(error) == {"note_required"}
    assert stored(asked).state == "asked"


@pytest.mark.parametrize("who", ["other_reporter", "foreign_reviewer", "leader", "stranger", "reviewer"])
def test_only_the_department_that_leads_asks(request, entry, who):
    with pytest.raises(PermissionDenied):
        ask_correction(entry=entry, correcting=GOOD, by=request.getfixturevalue(who), version=1)
    assert not Correction.objects.exists()


@pytest.mark.parametrize("who", ["reporter", "other_reporter", "foreign_reviewer", "leader", "stranger"])
def test_only_the_office_decides_and_corrects(request, entry, who):
    by, asked = request.getfixturevalue(who), ask(entry)
    for step in (
        lambda: approve_correction(correction=asked, by=by, version=1),
        lambda: refuse_correction(correction=asked, by=by, version=1, note="不"),
        lambda: correct(entry=entry, correcting=GOOD, by=by, version=1),
    ):
        with pytest.raises(PermissionDenied):
            step()
    assert (stored(asked).state, stored(entry).value) == ("asked", 12)


def test_who_saw_another_version_is_told(entry, asked, reporter, reviewer):
    for step in (
        lambda: approve_correction(correction=asked, by=reviewer, version=7),
        lambda: correct(entry=entry, correcting=GOOD, by=reviewer, version=7),
        lambda: ask_correction(entry=entry, correcting=GOOD, by=reporter, version=7),
    ):
        with pytest.raises(ConflictError):
            step()
    assert stored(entry).value == 12


def test_one_correction_is_open_at_most(entry, asked, reporter, reviewer):
    for step in (ask_correction, correct):
        with pytest.raises(ValidationError) as error:
            step(entry=entry, correcting=GOOD, by=reporter if step is ask_correction else reviewer, version=1)
        assert codes_of(error) == {"already_asked"}
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(entry)


def test_what_is_decided_is_decided_once(asked, reviewer):
    refuse_correction(correction=asked, by=reviewer, version=1, note="不")
    with pytest.raises(ValidationError) as error:
        approve_correction(correction=asked, by=reviewer, version=1)
    assert codes_of(error) == {"state"}


@pytest.mark.parametrize(
    ("correcting", "code"),
    [
        (Correcting(Decimal(14), "slip", " "), "reason_required"),
        (Correcting(Decimal(12), "slip", "笔误"), "same_value"),
        (Correcting(Decimal(1), "slip", "笔误"), "behind_reason_required"),
    ],
)
def test_a_correction_is_complete(entry, reporter, correcting, code):
    with pytest.raises(ValidationError) as error:
        ask_correction(entry=entry, correcting=correcting, by=reporter, version=1, now=NOW)
    assert codes_of(error) == {code}
    assert not Correction.objects.exists()


def test_the_reason_for_falling_behind_goes_into_the_entry(entry, reviewer):
    behind = Correcting(Decimal(1), "slip", "笔误", "项目推迟")
    correct(entry=entry, correcting=behind, by=reviewer, version=1, now=NOW)
    assert (stored(entry).value, stored(entry).reason) == (1, "项目推迟")


def test_a_final_figure_may_be_the_preliminary_one(entry, reviewer):
    correct(entry=entry, correcting=Correcting(Decimal(12), "final", "年报核定"), by=reviewer, version=1, now=NOW)
    assert stored(entry).corrected_at == NOW


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_what_is_not_approved_is_filed_anew_instead(make_target, reporter, state):
    entry = file_figure(make_target(), 6, 12, state, review_note="重报")
    with pytest.raises(ValidationError) as error:
        ask_correction(entry=entry, correcting=GOOD, by=reporter, version=1)
    assert codes_of(error) == {"state"}


def test_words_and_withdrawn_targets_are_not_corrected(make_target, reporter, reviewer, asked):
    terms = {"measure": "level", "comparator": "qualitative", "value": None, "unit": "", "standard": "好"}
    words = file_figure(make_target(**terms), 6, None)
    with pytest.raises(ValidationError) as error:
        ask_correction(entry=words, correcting=GOOD, by=reporter, version=1)
    assert codes_of(error) == {"not_a_number"}
    set_withdrawn(target=asked.entry.target, by=reviewer, version=1, is_withdrawn=True, reason="政策")
    with pytest.raises(ValidationError) as error:
        approve_correction(correction=asked, by=reviewer, version=1)
    assert codes_of(error) == {"withdrawn"}


def test_filing_an_approved_month_again_names_the_way(entry, reporter):
    with override("en"), pytest.raises(ValidationError, match="ask for a correction"):
        submit(target=entry.target, month=6, filing=Filing(Decimal(14)), by=reporter, version=1, now=NOW)


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": ""},
        {"value": 12},
        {"kind": "other"},
        {"state": "gone"},
        {"state": "approved"},
        {"decided_at": timezone.now()},
    ],
)
def test_the_database_holds_what_the_services_check(entry, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(entry, **fields)


def test_only_an_approved_entry_is_a_corrected_one(entry):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressEntry.objects.filter(pk=entry.pk).update(state="submitted", corrected_at=NOW)
