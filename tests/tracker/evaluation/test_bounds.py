"""Totals under a ceiling, and events that must not happen."""

from datetime import date
from decimal import Decimal

import pytest

from tests.tracker.evaluation.cases import NEXT_YEAR, YEAR, codes, judge, judge_figure, params, promise
from tracker.evaluation import ReasonCode, Schedule, Shape, Status


def total_ceiling(value=120, comparator="le", **more):
    return promise(Shape.CEILING, value, "万元", comparator, accumulates=True, **more)


@pytest.mark.parametrize(
    ("actual", "month", "status", "projection"),
    [
        # 120 for the year: 60 by June
        (60, 6, Status.ON_PACE, 120),
        (40, 6, Status.ON_PACE, 80),
        (0, 6, Status.ON_PACE, 0),
        (61, 6, Status.BEHIND, 122),
        (72, 6, Status.BEHIND, 144),
        (73, 6, Status.FAR_BEHIND, 146),
        (11, 1, Status.BEHIND, 132),
        (120, 11, Status.BEHIND, None),
        (121, 6, Status.FAR_BEHIND, 242),
        (119, 12, Status.DONE, 119),
        (120, 12, Status.DONE, 120),
        ("120.01", 12, Status.MISSED, None),
    ],
)
def test_a_total_under_a_ceiling_is_judged_by_where_it_is_heading(actual, month, status, projection):
    verdict = judge_figure(total_ceiling(), actual, month)
    assert (verdict.status, verdict.completion) == (status, None)
    assert verdict.gap == 120 - Decimal(actual)
    if projection is not None:
        assert round(params(verdict, ReasonCode.PROJECTION)["projection"], 9) == projection


@pytest.mark.parametrize(
    ("comparator", "actual", "status"),
    [
        ("lt", 120, Status.MISSED),
        ("le", 120, Status.DONE),
        ("approx", 126, Status.DONE),
        ("approx", 127, Status.MISSED),
        ("between", 140, Status.DONE),
        ("between", 141, Status.MISSED),
    ],
)
def test_the_comparator_says_what_a_ceiling_allows(comparator, actual, status):
    assert judge_figure(total_ceiling(comparator=comparator, value_high=140), actual, 12).status is status


def test_a_plan_that_expects_nothing_yet_has_no_projection():
    plan = Schedule(tuple(Decimal(n) / 10 for n in (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)))
    verdict = judge_figure(total_ceiling(schedule=plan), 1, 1)
    assert verdict.status is Status.BEHIND
    assert params(verdict, ReasonCode.PROJECTION)["projection"] is None


def test_the_remedy_under_a_ceiling_is_the_first_month_whose_allowance_is_not_used_up():
    remedy = judge_figure(total_ceiling(), 84, 6).remedy
    assert remedy is not None
    assert (remedy.by, remedy.remaining, remedy.months, remedy.per_month) == (date(YEAR, 9, 30), 36, 6, 6)
    assert remedy.value == 90


def test_a_broken_ceiling_on_a_total_cannot_be_mended():
    verdict = judge_figure(total_ceiling(), 121, 6)
    assert verdict.remedy is None
    assert codes(verdict)[-1] is ReasonCode.BEYOND_REPAIR


@pytest.mark.parametrize(
    ("figures", "month", "as_of", "status", "gap"),
    [
        ({1: 0, 2: 0}, 2, None, Status.ON_PACE, 0),
        ({1: 0, 2: 1}, 2, None, Status.FAR_BEHIND, -1),
        # the first event decides, also when a later month reports none, or nothing
        ({1: 0, 2: 1, 3: 0}, 3, None, Status.FAR_BEHIND, -1),
        ({1: 0, 2: 1}, 6, None, Status.FAR_BEHIND, -1),
        ({2: 1, 3: 3}, 3, None, Status.FAR_BEHIND, -3),
        ({12: 0}, 12, None, Status.DONE, 0),
        ({12: 0}, 12, date(YEAR, 12, 31), Status.ON_PACE, 0),
        ({3: 2, 12: 0}, 12, None, Status.MISSED, -2),
        ({3: 2}, 12, NEXT_YEAR, Status.MISSED, -2),
        # before the event it was not known
        ({1: 0, 2: 1}, 1, None, Status.ON_PACE, 0),
    ],
)
def test_the_first_event_decides(figures, month, as_of, status, gap):
    verdict = judge(promise(Shape.ZERO, 0, "起", "eq"), figures, month, as_of)
    assert (verdict.status, verdict.gap, verdict.completion) == (status, gap, None)


@pytest.mark.parametrize(
    ("actual", "month", "status", "completion"),
    [
        (8, 6, Status.ON_PACE, "0.5"),
        (16, 6, Status.FAR_BEHIND, "0"),
        (20, 6, Status.FAR_BEHIND, "-0.25"),
        (0, 6, Status.DONE, "1"),
        (1, 12, Status.MISSED, None),
    ],
)
def test_a_stock_to_be_cleared_is_worked_down_from_its_baseline(actual, month, status, completion):
    verdict = judge_figure(promise(Shape.ZERO, 0, "件", "eq", baseline=16), actual, month)
    assert verdict.status is status
    assert completion is None or verdict.completion == Decimal(completion)


def test_events_of_the_year_before_are_no_stock_to_be_cleared():
    terms = promise(Shape.ZERO, 0, "起", "eq", baseline=3, accumulates=True)
    assert judge_figure(terms, 0, 6).completion is None
    assert judge_figure(terms, 1, 6).status is Status.FAR_BEHIND


@pytest.mark.parametrize("value", [None, 5, 16])
def test_zero_is_zero_whatever_value_the_row_holds(value):
    terms = promise(Shape.ZERO, value, "件", "eq", baseline=16)
    assert judge_figure(terms, 8, 6).completion == Decimal("0.5")
