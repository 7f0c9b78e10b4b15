"""Amounts, counts, levels and changes that are worked off over the year: C, e, D and the status."""

from datetime import date
from decimal import Decimal

import pytest

from tests.tracker.evaluation.cases import YEAR, codes, dec, judge_figure, params, promise
from tracker.evaluation import ReasonCode, Schedule, Shape, Status

IN_DECEMBER = date(YEAR, 12, 20)


@pytest.mark.parametrize(
    ("target", "actual", "month", "status", "gap"),
    [
        # 新增20家: D = A ÷ T − months ÷ 12
        (20, 10, 6, Status.ON_PACE, "0"),
        (20, 12, 6, Status.AHEAD, "10"),
        (20, "11.99", 6, Status.ON_PACE, "9.95"),
        (20, "9.99", 6, Status.BEHIND, "-0.05"),
        (20, 8, 6, Status.BEHIND, "-10"),
        (20, "7.99", 6, Status.FAR_BEHIND, "-10.05"),
        (20, 0, 6, Status.FAR_BEHIND, "-50"),
        (20, -3, 6, Status.FAR_BEHIND, "-65"),
        (20, 20, 6, Status.DONE, "50"),
        (20, 31, 2, Status.DONE, None),
        (20, "19.999", 6, Status.AHEAD, "49.995"),
        # 1/12 has no end: exactly on the line and exactly ten points ahead must still be seen as such
        (240, 20, 1, Status.ON_PACE, "0"),
        (240, "19.999999", 1, Status.BEHIND, None),
        (60, 11, 1, Status.AHEAD, "10"),
        (60, 41, 7, Status.AHEAD, "10"),
        (30, 8, 2, Status.AHEAD, "10"),
        (60, 5, 1, Status.ON_PACE, "0"),
        (60, 29, 7, Status.BEHIND, "-10"),
        # nothing in January: 8.3 points short
        (20, 0, 1, Status.BEHIND, None),
        # the year is over
        (160, 160, 12, Status.DONE, "0"),
        (160, "159.99", 12, Status.MISSED, "-0.00625"),
        (160, 0, 12, Status.MISSED, "-100"),
    ],
)
def test_amounts_are_judged_by_completion_against_schedule(target, actual, month, status, gap):
    verdict = judge_figure(promise(Shape.CUMULATIVE, target), actual, month)
    assert verdict.status is status
    assert verdict.gap_unit == "百分点"
    assert gap is None or verdict.gap == Decimal(gap)


@pytest.mark.parametrize(
    ("comparator", "actual", "month", "status", "met"),
    [
        ("ge", 20, 12, Status.DONE, True),
        ("eq", 20, 12, Status.DONE, True),
        ("gt", 20, 12, Status.MISSED, False),
        ("gt", 20, 6, Status.AHEAD, False),
        ("gt", "20.1", 12, Status.DONE, True),
        ("approx", 19, 12, Status.DONE, True),
        ("approx", "18.99", 12, Status.MISSED, False),
        ("between", 20, 12, Status.DONE, True),
        ("between", 33, 12, Status.DONE, True),
        ("between", "19.5", 12, Status.MISSED, False),
    ],
)
def test_the_comparator_says_what_reaches_an_amount(comparator, actual, month, status, met):
    terms = promise(Shape.CUMULATIVE, 20, comparator=comparator, value_high=30 if comparator == "between" else None)
    verdict = judge_figure(terms, actual, month)
    assert (verdict.status, verdict.met) == (status, met)


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "month", "status", "completion"),
    [
        # 达到230家, 200 before the year: C = (A − 200) ÷ 30
        (200, 230, 215, 6, Status.ON_PACE, "0.5"),
        (200, 230, 218, 6, Status.AHEAD, "0.6"),
        (200, 230, 212, 6, Status.BEHIND, "0.4"),
        (200, 230, 211, 6, Status.FAR_BEHIND, None),
        (200, 230, 200, 6, Status.FAR_BEHIND, "0"),
        (200, 230, 194, 6, Status.FAR_BEHIND, "-0.2"),
        (200, 230, 230, 3, Status.DONE, "1"),
        (200, 230, 229, 12, Status.MISSED, None),
        (-5, 5, 0, 6, Status.ON_PACE, "0.5"),
        # without a baseline A ÷ T counts what was there before: never ahead
        (None, 230, 200, 1, Status.ON_PACE, None),
        (None, 200, 100, 6, Status.ON_PACE, "0.5"),
        (None, 200, 90, 6, Status.BEHIND, "0.45"),
        (None, 230, 230, 1, Status.DONE, "1"),
        (None, 230, 229, 12, Status.MISSED, None),
        # a level that is there already has to be held; five per cent short is far
        (235, 230, 232, 6, Status.ON_PACE, None),
        (235, 230, 230, 12, Status.DONE, None),
        (230, 230, 229, 6, Status.BEHIND, None),
        (230, 230, "218.5", 6, Status.BEHIND, None),
        (230, 230, 218, 6, Status.FAR_BEHIND, None),
        (230, 230, 229, 12, Status.MISSED, None),
    ],
)
def test_levels_are_judged_by_the_way_from_the_baseline(baseline, target, actual, month, status, completion):
    verdict = judge_figure(promise(Shape.STOCK, target, baseline=baseline), actual, month)
    assert verdict.status is status
    assert completion is None or verdict.completion == Decimal(completion)


def test_a_level_without_a_baseline_says_that_its_share_flatters():
    verdict = judge_figure(promise(Shape.STOCK, 230), 200, 1)
    assert ReasonCode.NO_BASELINE_CAUTION in codes(verdict)
    assert params(verdict, ReasonCode.THRESHOLD)["rule"] == "on_pace_from"


def test_a_level_to_be_held_has_no_completion_rate_and_a_gap_in_its_unit():
    verdict = judge_figure(promise(Shape.STOCK, 230, baseline=235), 228, 6)
    assert (verdict.completion, verdict.gap, verdict.gap_unit) == (None, Decimal(-2), "家")
    assert params(verdict, ReasonCode.ALREADY_AT_TARGET) == {"baseline": 235, "target": 230}


@pytest.mark.parametrize(
    ("target", "unit", "actual", "month", "status", "completion"),
    [
        (2, "个百分点", 1, 6, Status.ON_PACE, "0.5"),
        (2, "个百分点", "1.2", 6, Status.AHEAD, "0.6"),
        (2, "个百分点", "-0.5", 6, Status.FAR_BEHIND, "-0.25"),
        (3, "位", 3, 9, Status.DONE, "1"),
        ("1.2", "万吨", "1.1", 12, Status.MISSED, None),
    ],
)
def test_changes_are_completed_by_the_change_reported(target, unit, actual, month, status, completion):
    verdict = judge_figure(promise(Shape.CHANGE, target, unit), actual, month)
    assert verdict.status is status
    assert completion is None or verdict.completion == Decimal(completion)


@pytest.mark.parametrize(
    ("target", "actual", "month", "status", "gap"),
    [
        (0, 0, 6, Status.ON_PACE, "0"),
        (0, -1, 6, Status.FAR_BEHIND, "-1"),
        (-100, -98, 6, Status.ON_PACE, "2"),
        (-100, -104, 6, Status.BEHIND, "-4"),
        (-100, -106, 6, Status.FAR_BEHIND, "-6"),
        (-100, -100, 12, Status.DONE, "0"),
    ],
)
def test_a_target_of_zero_or_less_has_no_completion_rate(target, actual, month, status, gap):
    verdict = judge_figure(promise(Shape.CUMULATIVE, target, "亿元"), actual, month)
    assert (verdict.status, verdict.completion, verdict.gap) == (status, None, Decimal(gap))


LATE_PLAN = Schedule(tuple(Decimal(n) / 100 for n in (0, 0, 0, 5, 10, 20, 30, 40, 55, 70, 85, 100)))


@pytest.mark.parametrize(
    ("schedule", "due", "actual", "month", "expected", "status"),
    [
        (LATE_PLAN, None, 0, 3, "0", Status.ON_PACE),
        (LATE_PLAN, None, 20, 6, "0.2", Status.ON_PACE),
        (LATE_PLAN, None, 30, 6, "0.2", Status.AHEAD),
        (LATE_PLAN, None, 29, 7, "0.3", Status.BEHIND),
        (Schedule.even(6), date(YEAR, 6, 30), 50, 3, "0.5", Status.ON_PACE),
        (Schedule.even(6), date(YEAR, 6, 30), 99, 6, "1", Status.BEHIND),
        # from the deadline on all of it is expected, whatever the plan says
        (Schedule(), date(YEAR, 6, 30), 60, 6, "1", Status.FAR_BEHIND),
        (Schedule(), date(YEAR - 1, 6, 30), 95, 1, "1", Status.BEHIND),
        # a deadline behind the year leaves the year's own schedule alone
        (Schedule(), date(YEAR + 1, 6, 30), 50, 6, "0.5", Status.ON_PACE),
    ],
)
def test_the_targets_own_schedule_says_what_is_expected(schedule, due, actual, month, expected, status):
    terms = promise(Shape.CUMULATIVE, 100, schedule=schedule, **({"due": due} if due else {}))
    verdict = judge_figure(terms, actual, month)
    assert (verdict.expected, verdict.status) == (Decimal(expected), status)


def test_past_its_deadline_but_within_the_year_it_is_overdue_and_not_yet_missed():
    terms = promise(Shape.CUMULATIVE, 100, schedule=Schedule.even(6), due=date(YEAR, 6, 30))
    verdict = judge_figure(terms, 95, 8)
    assert verdict.status is Status.BEHIND
    assert params(verdict, ReasonCode.OVERDUE) == {"due": date(YEAR, 6, 30), "days": 62}


def test_in_december_nothing_is_missed_before_the_year_is_over():
    terms = promise(Shape.CUMULATIVE, 100)
    assert judge_figure(terms, 95, 12, as_of=IN_DECEMBER).status is Status.BEHIND
    assert judge_figure(terms, 95, 12, as_of=date(YEAR, 12, 31)).status is Status.BEHIND
    assert judge_figure(terms, 95, 12, as_of=date(YEAR + 1, 1, 1)).status is Status.MISSED


def test_an_old_month_is_judged_as_it_was():
    assert judge_figure(promise(Shape.CUMULATIVE, 100), 50, 6, as_of=date(YEAR + 2, 1, 1)).status is Status.ON_PACE


@pytest.mark.parametrize(
    ("actual", "month", "value", "by", "remaining", "months", "per_month"),
    [
        (60, 6, 140, date(YEAR, 7, 31), 180, 6, 30),
        (180, 11, 240, date(YEAR, 12, 31), 60, 1, 60),
        (200, 12, 240, date(YEAR, 12, 31), 40, 0, None),
    ],
)
def test_the_remedy_says_what_by_when_and_how_much_a_month(actual, month, value, by, remaining, months, per_month):
    as_of = IN_DECEMBER if month == 12 else None
    remedy = judge_figure(promise(Shape.CUMULATIVE, 240), actual, month, as_of=as_of).remedy
    assert remedy is not None
    assert (remedy.by, remedy.months) == (by, months)
    assert round(remedy.value, 9) == value
    assert (remedy.remaining, remedy.per_month) == (dec(remaining), dec(per_month))


@pytest.mark.parametrize(("actual", "month"), [(20, 1), (120, 6), (240, 6), (200, 12)])
def test_what_is_on_pace_reached_or_over_needs_no_remedy(actual, month):
    assert judge_figure(promise(Shape.CUMULATIVE, 240), actual, month).remedy is None


def test_the_verdict_shows_its_inputs_its_arithmetic_and_the_threshold():
    verdict = judge_figure(promise(Shape.STOCK, 230, baseline=200), 212, 6)
    assert codes(verdict) == [
        ReasonCode.COMPLETION_FROM_BASELINE,
        ReasonCode.AGAINST_SCHEDULE,
        ReasonCode.THRESHOLD,
    ]
    assert params(verdict, ReasonCode.COMPLETION_FROM_BASELINE) == {
        "actual": 212,
        "baseline": 200,
        "target": 230,
        "completion": Decimal("0.4"),
    }
    assert params(verdict, ReasonCode.AGAINST_SCHEDULE) == {
        "completion": Decimal("0.4"),
        "expected": Decimal("0.5"),
        "gap": -10,
    }
    assert params(verdict, ReasonCode.THRESHOLD) == {"rule": "behind_from", "threshold": -10, "gap": -10}
