"""Money against schedule, as a table of decisions."""

from decimal import Decimal

import pytest

from tracker.evaluation import DEFAULT_RULES, Status
from tracker.projects.pace import Window, pace_of


@pytest.mark.parametrize(
    ("plan", "filed", "month", "status"),
    [
        (1200, {6: 600}, 6, Status.ON_PACE),
        (1200, {6: 599}, 6, Status.BEHIND),
        (1200, {6: 480}, 6, Status.BEHIND),
        (1200, {6: 479}, 6, Status.FAR_BEHIND),
        (1200, {6: 720}, 6, Status.AHEAD),
        (1200, {6: 1200}, 6, Status.DONE),
        (1200, {5: 1200}, 6, Status.DONE),
        (1200, {5: 600}, 6, Status.UNREPORTED),
        (1200, {}, 6, Status.UNREPORTED),
        (1200, {6: 0}, 6, Status.FAR_BEHIND),
        (None, {6: 600}, 6, Status.NOT_ASSESSABLE),
        (0, {6: 600}, 6, Status.NOT_ASSESSABLE),
    ],
)
def test_the_status_of_money(plan, filed, month, status):
    amounts = {each: Decimal(amount) for each, amount in filed.items()}
    plan = None if plan is None else Decimal(plan)
    assert pace_of(plan, amounts, month, Window(), DEFAULT_RULES, is_over=False).status == status


def test_a_year_that_is_over_short_of_the_plan_is_missed():
    filed = {12: Decimal("1199.9999")}
    assert pace_of(Decimal(1200), filed, 12, Window(), DEFAULT_RULES, is_over=True).status == Status.MISSED


@pytest.mark.parametrize(
    ("first", "last", "month", "share"),
    [(1, 12, 3, "0.25"), (7, 12, 6, "0"), (7, 12, 9, "0.5"), (7, 12, 12, "1"), (1, 6, 6, "1"), (12, 12, 11, "0")],
)
def test_the_schedule_spreads_the_plan_over_the_months_of_building(first, last, month, share):
    assert Window(first, last).expected(month) == Decimal(share)


def test_before_its_window_nothing_is_due():
    assert pace_of(Decimal(600), {}, 6, Window(7, 12), DEFAULT_RULES, is_over=False).status == Status.NOT_DUE


@pytest.mark.parametrize(
    ("filed", "still"),
    [
        ({4: 100, 5: 200}, 0),
        ({4: 100, 5: 200, 6: 200}, 1),
        ({4: 200, 5: 200, 6: 200}, 2),
        ({4: 100, 6: 100}, 0),
        ({1: 0}, 1),
        ({}, 0),
    ],
)
def test_a_month_that_was_not_filed_is_no_month_without_movement(filed, still):
    amounts = {each: Decimal(amount) for each, amount in filed.items()}
    assert pace_of(Decimal(1200), amounts, 6, Window(), DEFAULT_RULES, is_over=False).still == still
