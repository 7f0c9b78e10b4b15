"""Zero, missing, not due and not applicable are four different things; which figure is judged, and when."""

from datetime import date
from decimal import Decimal, localcontext

import pytest

from tests.tracker.evaluation.cases import NEXT_YEAR, YEAR, codes, judge, judge_figure, params, promise
from tracker.evaluation import DEFAULT_RULES, Frequency, Observation, ReasonCode, Rules, Shape, Status, evaluate

MONTHLY, QUARTERLY, ANNUAL = Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.ANNUAL
FROM_FEBRUARY = Frequency.MONTHLY_FROM_FEBRUARY


def count(**more):
    return promise(Shape.CUMULATIVE, 24, **more)


@pytest.mark.parametrize(
    ("terms", "figures", "month", "as_of", "status", "actual", "code"),
    [
        # a zero is a figure
        (count(), {6: 0}, 6, None, Status.FAR_BEHIND, 0, ReasonCode.THRESHOLD),
        (promise(Shape.GROWTH, 0, "%"), {6: 0}, 6, None, Status.ON_PACE, 0, ReasonCode.HOLDS),
        # missing: due, and no number
        (count(), {}, 6, None, Status.UNREPORTED, None, ReasonCode.FIGURE_MISSING),
        (count(), {6: None}, 6, None, Status.UNREPORTED, None, ReasonCode.FIGURE_MISSING),
        (count(), {5: 10}, 6, None, Status.UNREPORTED, None, ReasonCode.FIGURE_MISSING),
        (count(), {11: 23}, 12, None, Status.UNREPORTED, None, ReasonCode.FIGURE_MISSING),
        # not due: the time has not come
        (count(), {}, 1, date(YEAR, 1, 31), Status.NOT_DUE, None, ReasonCode.NOT_DUE_UNTIL),
        (count(frequency=QUARTERLY), {}, 2, None, Status.NOT_DUE, None, ReasonCode.NOT_DUE_UNTIL),
        (count(frequency=ANNUAL), {}, 11, None, Status.NOT_DUE, None, ReasonCode.NOT_DUE_UNTIL),
        (count(frequency=FROM_FEBRUARY), {}, 1, None, Status.NOT_DUE, None, ReasonCode.NO_JANUARY_FIGURE),
        # not applicable: there is nothing to compare, or nothing promised any more
        (promise(Shape.RELATIVE, 1, "%", "relative"), {6: 5}, 6, None, Status.NOT_ASSESSABLE, 5, None),
        (count(withdrawn=True), {6: 5}, 6, None, Status.WITHDRAWN, None, ReasonCode.WITHDRAWN),
    ],
)
def test_four_different_nothings(terms, figures, month, as_of, status, actual, code):
    verdict = judge(terms, figures, month, as_of)
    assert (verdict.status, verdict.actual) == (status, actual)
    assert code is None or code in codes(verdict)


def test_what_is_missing_is_named_with_the_last_figure_known():
    verdict = judge(count(), {3: 6, 4: 8, 5: None}, 6)
    assert params(verdict, ReasonCode.FIGURE_MISSING) == {"month": 6, "last_month": 4, "last_value": 8}


def test_a_figure_that_is_owed_is_asked_for_even_where_the_yardstick_is_missing():
    terms = promise(Shape.RELATIVE, 1, "%", "relative")
    assert judge(terms, {5: 4}, 6).status is Status.UNREPORTED


@pytest.mark.parametrize(
    ("frequency", "figures", "month", "as_of", "status", "actual_month"),
    [
        (MONTHLY, {5: 10, 6: 12}, 6, None, Status.ON_PACE, 6),
        # the month is still running: the one before counts, unless this one is there already
        (MONTHLY, {5: 10}, 6, date(YEAR, 6, 30), Status.ON_PACE, 5),
        (MONTHLY, {5: 10}, 6, date(YEAR, 7, 1), Status.UNREPORTED, None),
        (MONTHLY, {5: 10, 6: 9}, 6, date(YEAR, 6, 20), Status.FAR_BEHIND, 6),
        # later months are not looked at
        (MONTHLY, {6: 12, 7: 24}, 6, date(YEAR, 9, 1), Status.ON_PACE, 6),
        (FROM_FEBRUARY, {2: 4}, 2, None, Status.ON_PACE, 2),
        (FROM_FEBRUARY, {1: 24, 2: 4}, 2, None, Status.ON_PACE, 2),
        (FROM_FEBRUARY, {}, 2, None, Status.UNREPORTED, None),
        (FROM_FEBRUARY, {}, 2, date(YEAR, 2, 20), Status.NOT_DUE, None),
        (QUARTERLY, {3: 6}, 5, None, Status.ON_PACE, 3),
        (QUARTERLY, {3: 6}, 6, date(YEAR, 6, 15), Status.ON_PACE, 3),
        (QUARTERLY, {3: 6}, 6, None, Status.UNREPORTED, None),
        (QUARTERLY, {3: 6, 5: 24}, 5, None, Status.ON_PACE, 3),
        (QUARTERLY, {3: 6, 6: 12}, 8, None, Status.ON_PACE, 6),
        (QUARTERLY, {12: 24}, 12, None, Status.DONE, 12),
        (ANNUAL, {6: 20}, 6, None, Status.NOT_DUE, None),
        (ANNUAL, {}, 12, date(YEAR, 12, 31), Status.NOT_DUE, None),
        (ANNUAL, {}, 12, date(YEAR + 1, 1, 1), Status.UNREPORTED, None),
        (ANNUAL, {12: 24}, 12, None, Status.DONE, 12),
        (ANNUAL, {12: 23}, 12, None, Status.MISSED, 12),
        (ANNUAL, {12: 23}, 12, date(YEAR, 12, 28), Status.BEHIND, 12),
    ],
)
def test_the_newest_figure_that_must_be_there_is_judged(frequency, figures, month, as_of, status, actual_month):
    verdict = judge(count(frequency=frequency), figures, month, as_of)
    assert (verdict.status, verdict.actual_month) == (status, actual_month)


def test_an_older_figure_is_named_as_such():
    verdict = judge(count(frequency=QUARTERLY), {3: 6}, 5)
    assert params(verdict, ReasonCode.EARLIER_FIGURE) == {"month": 5, "actual_month": 3}


@pytest.mark.parametrize(
    ("frequency", "month", "figures", "status"),
    [
        (QUARTERLY, 5, {5: 24}, Status.DONE),
        (QUARTERLY, 5, {3: 6}, Status.UNREPORTED),
        (ANNUAL, 5, {5: 20}, Status.FAR_BEHIND),
        (ANNUAL, 4, {}, Status.NOT_DUE),
    ],
)
def test_the_month_of_the_deadline_has_a_figure_whatever_the_frequency(frequency, month, figures, status):
    assert judge(count(frequency=frequency, due=date(YEAR, 5, 31)), figures, month).status is status


def test_figures_are_owed_only_when_the_days_for_reporting_are_over():
    rules = Rules(reporting_days=18)
    assert judge(count(), {5: 10}, 6, date(YEAR, 7, 18), rules).actual_month == 5
    assert judge(count(), {5: 10}, 6, date(YEAR, 7, 19), rules).status is Status.UNREPORTED
    # the last figure of the year is not in yet: November's share does not decide the year
    assert judge(count(), {11: 21}, 12, date(YEAR + 1, 1, 10), rules).status is Status.BEHIND
    assert judge(count(), {11: 21, 12: 23}, 12, date(YEAR + 1, 1, 10), rules).status is Status.MISSED


@pytest.mark.parametrize(
    ("terms", "figures", "status"),
    [
        (count(), {4: 24}, Status.DONE),
        (count(), {4: 23}, Status.UNREPORTED),
        (promise(Shape.CEILING, 24, "万元", "le", accumulates=True), {4: 25}, Status.FAR_BEHIND),
        (promise(Shape.CEILING, 24, "万元", "le", accumulates=True), {4: 3}, Status.UNREPORTED),
        # a level may fall again, so its old figure decides nothing
        (promise(Shape.STOCK, 24, baseline=20), {4: 24}, Status.UNREPORTED),
        (promise(Shape.GROWTH, 7, "%"), {4: 9}, Status.UNREPORTED),
    ],
)
def test_what_cannot_change_any_more_is_not_called_unreported(terms, figures, status):
    verdict = judge(terms, figures, 6)
    assert verdict.status is status
    assert (ReasonCode.SETTLED_EARLIER in codes(verdict)) == (status is not Status.UNREPORTED)


def test_a_total_that_fell_is_pointed_out():
    verdict = judge(count(), {5: 14, 6: 12}, 6)
    assert params(verdict, ReasonCode.TOTAL_FELL_CAUTION) == {"month": 6, "before": 14, "actual": 12}
    assert ReasonCode.TOTAL_FELL_CAUTION not in codes(judge(promise(Shape.GROWTH, 7, "%"), {5: 9, 6: 8}, 6))


def test_every_verdict_names_its_rules():
    rules = Rules(name="从严", version="3", behind_from=Decimal(-5))
    assert judge_figure(count(), 10, 6, rules=rules).rules_version == "3"
    assert judge_figure(count(), 10, 6, rules=rules).status is Status.FAR_BEHIND
    assert judge(count(withdrawn=True), {}, 6, rules=rules).rules_version == "3"


def test_the_callers_decimal_context_changes_nothing():
    expected = judge_figure(count(), "13.37", 7)
    with localcontext() as context:
        context.prec = 3
        assert judge_figure(count(), "13.37", 7) == expected


def test_the_order_of_the_figures_does_not_matter():
    assert judge(count(), {6: 12, 2: 3, 4: 8}, 6) == judge(count(), {2: 3, 4: 8, 6: 12}, 6)


@pytest.mark.parametrize("month", [0, 13])
def test_a_month_is_one_to_twelve(month):
    with pytest.raises(ValueError, match="A month is"):
        evaluate(count(), [], month=month, as_of=NEXT_YEAR, rules=DEFAULT_RULES)


def test_two_figures_of_one_month_are_refused():
    twice = [Observation(3, Decimal(1)), Observation(3, Decimal(2))]
    with pytest.raises(ValueError, match="two observations"):
        evaluate(count(), twice, month=6, as_of=NEXT_YEAR, rules=DEFAULT_RULES)
