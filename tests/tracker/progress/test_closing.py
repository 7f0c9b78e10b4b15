"""By when a month is filed: to the second, in Beijing time, whatever the service."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tests.tracker.filing import file_figure
from tracker.progress.closing import closing_of, reopen
from tracker.progress.models import ClosingDay, ProgressEntry, Reopening
from tracker.progress.services import Filing, approve, return_, save_draft, submit, withdraw_to_draft
from tracker.verdicts.models import RuleSet

SHANGHAI = ZoneInfo("Asia/Shanghai")
GOOD = Filing(value=Decimal(12))
LAST_SECOND = dt.datetime(2024, 7, 10, 23, 59, 59, tzinfo=SHANGHAI)
MIDNIGHT = dt.datetime(2024, 7, 11, tzinfo=SHANGHAI)


@pytest.fixture
def target(make_target):
    return make_target()


@pytest.fixture
def tenth(db):
    return ClosingDay.objects.create(day=10)


@pytest.fixture
def file(target, reporter):
    def filed(month=6, how=submit, version=0):
        return how(target=target, month=month, filing=GOOD, by=reporter, version=version)

    return filed


@pytest.fixture
def open_again(department, reviewer):
    def opened(until=dt.date(2024, 7, 20), month=6, by=reviewer, reason="系统故障"):
        what = {"department": department, "year": 2024, "month": month, "until": until, "reason": reason}
        return reopen(by=by, today=dt.date(2024, 7, 15), **what)

    return opened


def at(moment):
    return time_machine.travel(moment.astimezone(dt.UTC), tick=False)


def refused(step) -> set[str]:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        step()
    return {each.code for each in ValidationError([error.value]).error_list}


@pytest.mark.parametrize("how", [submit, save_draft])
def test_until_the_last_second_of_the_day_and_not_one_longer(tenth, file, how):
    with at(MIDNIGHT):
        assert refused(lambda: file(how=how)) == {"closed"}
        assert not ProgressEntry.objects.exists()
    with at(LAST_SECOND):
        assert not file(how=how).is_late


def test_taking_back_is_a_filing_too(tenth, file, reporter):
    with at(LAST_SECOND):
        entry = file()
    with at(MIDNIGHT):
        assert refused(lambda: withdraw_to_draft(entry=entry, by=reporter, version=1)) == {"closed"}
    assert ProgressEntry.objects.get().state == "submitted"
    with at(LAST_SECOND):
        assert withdraw_to_draft(entry=entry, by=reporter, version=1).state == "draft"


def test_the_office_still_decides_what_came_in_time(tenth, file, reviewer):
    with at(LAST_SECOND):
        entry = file()
    with at(MIDNIGHT):
        assert approve(entry=entry, by=reviewer, version=1).state == "approved"


def test_without_a_day_nothing_ever_closes(file):
    with at(dt.datetime(2026, 1, 1, tzinfo=SHANGHAI)):
        assert not file().is_late


def test_december_closes_in_the_next_year(tenth, target):
    assert closing_of([target]).closes_on(target, 12) == dt.date(2025, 1, 10)


def test_a_region_has_its_own_day_or_none(tenth, target, district):
    own = ClosingDay.objects.create(region=district, day=15)
    assert closing_of([target]).closes_on(target, 6) == dt.date(2024, 7, 15)
    own.day = None
    own.save()
    assert closing_of([target]).closes_on(target, 6) is None


def test_a_reopened_month_is_open_for_its_department_to_the_end_of_the_day(tenth, file, open_again, target):
    open_again()
    with at(dt.datetime(2024, 7, 21, tzinfo=SHANGHAI)):
        assert refused(file) == {"closed"}
    with at(dt.datetime(2024, 7, 20, 23, 59, 59, tzinfo=SHANGHAI)):
        assert refused(lambda: file(month=5)) == {"closed"}
        assert file().is_late


def test_another_department_has_nothing_of_it(tenth, open_again, make_target, other_department, other_reporter):
    open_again()
    theirs = make_target(lead=other_department)
    with at(dt.datetime(2024, 7, 15, tzinfo=SHANGHAI)):
        step = lambda: submit(target=theirs, month=6, filing=GOOD, by=other_reporter, version=0)  # noqa: E731
        assert refused(step) == {"closed"}


def test_opening_again_sets_another_day_and_keeps_the_first_in_the_history(open_again):
    open_again()
    row = open_again(until=dt.date(2024, 7, 16), reason="缩短")
    assert Reopening.objects.get().until == dt.date(2024, 7, 16)
    days = row.history.order_by("history_id").values_list("until", "reason")
    assert list(days) == [(dt.date(2024, 7, 20), "系统故障"), (dt.date(2024, 7, 16), "缩短")]


def test_a_reopening_never_shortens_the_time_that_all_have(tenth, target, open_again):
    Reopening.objects.all().delete()
    open_again(until=dt.date(2024, 7, 16), month=7)
    assert closing_of([target]).open_until(target, 7) == dt.date(2024, 8, 10)


@pytest.mark.parametrize("who", ["reporter", "foreign_reviewer", "leader", "stranger"])
def test_only_the_office_opens_a_month(request, open_again, who):
    with pytest.raises(PermissionDenied):
        open_again(by=request.getfixturevalue(who))
    assert not Reopening.objects.exists()


def test_opening_needs_a_reason_and_a_day_to_come(open_again):
    assert refused(lambda: open_again(reason=" ")) == {"reason_required"}
    assert refused(lambda: open_again(until=dt.date(2024, 7, 14))) == {"until_passed"}


def test_late_is_after_the_days_for_reporting_too(file, target):
    RuleSet.objects.create(name="新规则", effective_from=dt.date(2024, 1, 1), reporting_days=5)
    with at(dt.datetime(2024, 7, 5, 23, 59, 59, tzinfo=SHANGHAI)):
        assert not file(month=6).is_late
    with at(dt.datetime(2024, 6, 6, tzinfo=SHANGHAI)):
        assert file(month=5).is_late


def test_what_was_returned_is_as_late_as_it_first_came(tenth, file, open_again, reviewer):
    with at(LAST_SECOND):
        entry = file()
    with at(MIDNIGHT):
        return_(entry=entry, by=reviewer, version=1, note="核对")
        assert refused(lambda: file(version=2)) == {"closed"}
        open_again()
        assert not file(version=2).is_late


@pytest.mark.parametrize("day", [0, 29])
@pytest.mark.django_db
def test_a_day_that_not_every_month_has_is_none(day):
    with pytest.raises(IntegrityError), transaction.atomic():
        ClosingDay.objects.create(day=day)


def test_there_is_one_day_for_all(tenth):
    with pytest.raises(IntegrityError), transaction.atomic():
        ClosingDay.objects.create(day=12)


def test_pages_say_until_when_and_that_it_is_over(client, tenth, target, reporter):
    client.force_login(reporter)
    owed, page = "/owed/?year=2024&month=6", f"/targets/{target.pk}/months/6/"
    with at(LAST_SECOND):
        assert "7月10日" in client.get(page).content.decode()
        assert "7月10日" in client.get(owed).content.decode()
    with at(MIDNIGHT):
        for address in (owed, page):
            text = client.get(address).content.decode()
            assert "请督查室" in text
            assert 'value="submit"' not in text
        reply = client.post(page, {"version": 0, "action": "submit", "value": "12"})
        assert reply.status_code == 422
        assert "12" in reply.content.decode()
        file_figure(target, 5, 3)
        assert client.post(page, {"version": 0, "action": "same"}).status_code == 422
    assert not target.entries.filter(month=6).exists()


def test_a_reviewer_opens_a_month_on_the_page(client, tenth, reviewer, department, other_district):
    client.force_login(reviewer)
    form = {"department": department.pk, "year": 2024, "month": 6, "until": "2024-07-20", "reason": "系统故障"}
    with at(MIDNIGHT):
        assert client.post("/periods/", form | {"until": "2024-07-10"}).status_code == 422
        assert client.post("/periods/", form | {"department": 0}).status_code == 422
        assert client.post("/periods/", form).status_code == 302
        assert "系统故障" in client.get("/periods/").content.decode()
    assert Reopening.objects.get().until == dt.date(2024, 7, 20)
