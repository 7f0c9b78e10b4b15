"""Setting a fund up, filing and approving what was spent."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from reports.organisation.models import Department
from tests.tracker.funds.spending import PARTS, make_fund, spend
from tracker.funds.models import Fund, FundLine, Spending
from tracker.funds.services import FundChangedError, approve, file_spending, open_again, save_fund


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def target(make_target):
    return make_target()


@pytest.fixture
def fund(target, reviewer):
    return make_fund(target, reviewer)


def test_the_parts_make_the_whole(fund):
    assert [(line.name, line.amount) for line in fund.lines.all()] == list(PARTS)


@pytest.mark.parametrize("total", ["6255.99", "6256.01", "5454"])
def test_parts_that_do_not_make_the_whole_are_refused_with_the_difference(target, reviewer, total):
    with pytest.raises(ValidationError) as refused:
        make_fund(target, reviewer, total=total)
    assert "6256万元" in refused.value.messages[0]
    assert not Fund.objects.exists()
    assert not FundLine.objects.exists()


def test_a_fund_need_not_be_divided(target, reviewer):
    assert not make_fund(target, reviewer, lines=()).lines.exists()


def test_what_belongs_elsewhere_is_refused(target, reviewer, make_target, other_district):
    elsewhere = make_target(region=other_district)
    foreign = Department.objects.create(region=other_district, name="白塔区财政局", short_name="区财政局")
    for terms in ({"lead": foreign}, {"target": elsewhere}):
        with pytest.raises(ValidationError):
            make_fund(target, reviewer, **terms)


def test_only_the_office_sets_up(target, reporter, leader, foreign_reviewer):
    for user in (reporter, leader, foreign_reviewer):
        with pytest.raises(PermissionDenied):
            make_fund(target, user)


def test_two_who_change_it_at_once(fund, reviewer):
    first, second = Fund.objects.get(), Fund.objects.get()
    save_fund(fund=first, lines=[("全部", Decimal(6256))], by=reviewer)
    with pytest.raises(FundChangedError):
        save_fund(fund=second, lines=PARTS, by=reviewer)
    assert [line.name for line in fund.lines.all()] == ["全部"]


def test_from_filing_to_approval_and_back(fund, reporter, reviewer):
    spending = file_spending(fund=fund, month=6, amount=Decimal(3000), by=reporter)
    approve(spending=spending, seen=Decimal(3000), by=reviewer)
    with pytest.raises(ValidationError):
        file_spending(fund=fund, month=6, amount=Decimal(2000), by=reporter)
    open_again(spending=spending, by=reviewer)
    file_spending(fund=fund, month=6, amount=Decimal(2000), by=reporter)
    stored = Spending.objects.get()
    assert (stored.amount, stored.is_approved) == (2000, False)
    assert [row.amount for row in Spending.history.order_by("history_id")] == [3000, 3000, 3000, 2000]


def test_what_the_office_did_not_see_is_not_approved(fund, reporter, reviewer):
    spending = file_spending(fund=fund, month=6, amount=Decimal(3000), by=reporter)
    file_spending(fund=fund, month=6, amount=Decimal(3001), by=reporter)
    with pytest.raises(FundChangedError):
        approve(spending=spending, seen=Decimal(3000), by=reviewer)
    assert not Spending.objects.get().is_approved


@pytest.mark.parametrize(("month", "amount"), [(7, 1), (0, 1), (6, -1)])
def test_bad_figures_are_refused(fund, reporter, month, amount):
    with pytest.raises(ValidationError):
        file_spending(fund=fund, month=month, amount=Decimal(amount), by=reporter)
    assert not Spending.objects.exists()


def test_only_the_lead_files_and_only_the_office_approves(fund, reporter, other_reporter, reviewer, leader):
    for user in (other_reporter, reviewer, leader):
        with pytest.raises(PermissionDenied):
            file_spending(fund=fund, month=6, amount=Decimal(1), by=user)
    spending = spend(fund, 6, 100, reporter, is_approved=False)
    for user in (reporter, leader):
        with pytest.raises(PermissionDenied):
            approve(spending=spending, seen=Decimal(100), by=user)
