"""Growth, rates, ceilings, bands and ranks: compared directly at any month, never by schedule."""

from datetime import date
from decimal import Decimal

import pytest

from tests.tracker.evaluation.cases import YEAR, codes, judge_figure, params, promise
from tracker.evaluation import Direction, ReasonCode, Shape, Status

LOWER = Direction.LOWER


@pytest.mark.parametrize("month", [2, 6, 11])
@pytest.mark.parametrize(
    ("shape", "target", "actual", "status", "gap"),
    [
        (Shape.GROWTH, 7, 7, Status.ON_PACE, "0"),
        (Shape.GROWTH, 7, 15, Status.ON_PACE, "8"),
        (Shape.GROWTH, 7, "6.9999", Status.BEHIND, "-0.0001"),
        (Shape.GROWTH, 7, "6.5", Status.BEHIND, "-0.5"),
        (Shape.GROWTH, 7, "6.49", Status.FAR_BEHIND, "-0.51"),
        (Shape.GROWTH, 7, "-2.8", Status.FAR_BEHIND, "-9.8"),
        (Shape.GROWTH, "-5.5", "-1.9", Status.ON_PACE, "3.6"),
        (Shape.GROWTH, "-5.5", "-5.8", Status.BEHIND, "-0.3"),
        (Shape.GROWTH, 0, 0, Status.ON_PACE, "0"),
        (Shape.DECLINE, "2.5", "2.5", Status.ON_PACE, "0"),
        (Shape.DECLINE, "2.5", 3, Status.ON_PACE, "0.5"),
        (Shape.DECLINE, "2.5", "2.2", Status.BEHIND, "-0.3"),
        (Shape.DECLINE, 30, 10, Status.FAR_BEHIND, "-20"),
        (Shape.DECLINE, "2.5", -1, Status.FAR_BEHIND, "-3.5"),
    ],
)
def test_growth_and_decline_are_compared_in_points_at_any_month(month, shape, target, actual, status, gap):
    verdict = judge_figure(promise(shape, target, "%"), actual, month)
    assert (verdict.status, verdict.gap, verdict.gap_unit) == (status, Decimal(gap), "百分点")
    assert verdict.completion is None
    assert verdict.expected is None


@pytest.mark.parametrize(
    ("shape", "target", "unit", "comparator", "actual", "status"),
    [
        (Shape.GROWTH, 7, "%", "ge", 7, Status.DONE),
        (Shape.GROWTH, 7, "%", "gt", 7, Status.MISSED),
        (Shape.GROWTH, 7, "%", "ge", "6.999", Status.MISSED),
        (Shape.DECLINE, "2.5", "%", "ge", "2.6", Status.DONE),
        (Shape.RATE, 50, "%", "ge", 50, Status.DONE),
        (Shape.RATE, 50, "%", "ge", "49.9", Status.MISSED),
        (Shape.CEILING, "5.5", "%", "le", "5.5", Status.DONE),
        (Shape.CEILING, "5.5", "%", "lt", "5.5", Status.MISSED),
        (Shape.CEILING, "5.5", "%", "le", "5.6", Status.MISSED),
        (Shape.RANK, 3, "位", "le", 3, Status.DONE),
        (Shape.RANK, 3, "位", "le", 4, Status.MISSED),
        (Shape.APPROX, 3, "%", "approx", "2.5", Status.DONE),
        (Shape.APPROX, 3, "%", "approx", "2.49", Status.MISSED),
    ],
)
def test_done_and_missed_are_said_only_when_the_year_is_over(shape, target, unit, comparator, actual, status):
    terms = promise(shape, target, unit, comparator)
    assert judge_figure(terms, actual, 12).status is status
    assert judge_figure(terms, actual, 12, as_of=date(YEAR, 12, 31)).status not in (Status.DONE, Status.MISSED)


@pytest.mark.parametrize(
    ("target", "unit", "actual", "status", "gap", "gap_unit"),
    [
        (50, "%", 52, Status.ON_PACE, "2", "百分点"),
        (50, "%", 45, Status.BEHIND, "-5", "百分点"),
        (50, "%", "44.9", Status.FAR_BEHIND, "-5.1", "百分点"),
        (8, "成", "7.5", Status.BEHIND, "-5", "百分点"),
        (8, "成", "7.4", Status.FAR_BEHIND, "-6", "百分点"),
        (6, "‰", "5.5", Status.BEHIND, "-0.5", "千分点"),
        (2, "∶1", "1.9", Status.BEHIND, "-0.1", "∶1"),
        (2, "∶1", "1.8", Status.FAR_BEHIND, "-0.2", "∶1"),
    ],
)
def test_rates_and_shares_are_compared_in_points(target, unit, actual, status, gap, gap_unit):
    verdict = judge_figure(promise(Shape.RATE, target, unit), actual, 6)
    assert (verdict.status, verdict.gap, verdict.gap_unit) == (status, Decimal(gap), gap_unit)


@pytest.mark.parametrize(
    ("target", "unit", "comparator", "actual", "status", "gap"),
    [
        ("5.5", "%", "le", "5.2", Status.ON_PACE, "0.3"),
        ("5.5", "%", "le", "5.5", Status.ON_PACE, "0"),
        ("5.5", "%", "lt", "5.5", Status.BEHIND, "0"),
        ("5.5", "%", "le", 6, Status.BEHIND, "-0.5"),
        ("5.5", "%", "le", "6.01", Status.FAR_BEHIND, "-0.51"),
        (30, "微克/立方米", "le", 28, Status.ON_PACE, "2"),
        (30, "微克/立方米", "le", "31.5", Status.BEHIND, "-1.5"),
        (30, "微克/立方米", "le", 32, Status.FAR_BEHIND, "-2"),
        (100, "万吨", "approx", 105, Status.ON_PACE, "0"),
        (100, "万吨", "approx", 106, Status.BEHIND, "-1"),
    ],
)
def test_ceilings_have_headroom_and_no_percentage(target, unit, comparator, actual, status, gap):
    verdict = judge_figure(promise(Shape.CEILING, target, unit, comparator), actual, 6)
    assert (verdict.status, verdict.gap, verdict.completion) == (status, Decimal(gap), None)


@pytest.mark.parametrize(
    ("low", "high", "direction", "actual", "status", "gap"),
    [
        (6, "6.5", Direction.HIGHER, 6, Status.ON_PACE, "0"),
        (6, "6.5", Direction.HIGHER, "6.3", Status.ON_PACE, "0"),
        (6, "6.5", Direction.HIGHER, "7.1", Status.ON_PACE, "0.6"),
        (6, "6.5", Direction.HIGHER, "5.6", Status.BEHIND, "-0.4"),
        (6, "6.5", Direction.HIGHER, "5.4", Status.FAR_BEHIND, "-0.6"),
        (2, 3, LOWER, "1.2", Status.ON_PACE, "0.8"),
        (2, 3, LOWER, 3, Status.ON_PACE, "0"),
        (2, 3, LOWER, "3.4", Status.BEHIND, "-0.4"),
        (2, 3, LOWER, "3.6", Status.FAR_BEHIND, "-0.6"),
    ],
)
def test_a_range_is_met_inside_and_beyond_its_good_end(low, high, direction, actual, status, gap):
    terms = promise(Shape.RANGE, low, "%", "between", value_high=high, direction=direction)
    verdict = judge_figure(terms, actual, 6)
    assert (verdict.status, verdict.gap, verdict.met) == (status, Decimal(gap), status is Status.ON_PACE)


@pytest.mark.parametrize(
    ("target", "unit", "direction", "actual", "status", "gap"),
    [
        # 3%左右: ± 0.5 points
        (3, "%", Direction.HIGHER, "2.5", Status.ON_PACE, "0"),
        (3, "%", Direction.HIGHER, "3.5", Status.ON_PACE, "0"),
        (3, "%", Direction.HIGHER, 4, Status.ON_PACE, "0.5"),
        (3, "%", Direction.HIGHER, 2, Status.BEHIND, "-0.5"),
        (3, "%", Direction.HIGHER, "1.9", Status.FAR_BEHIND, "-0.6"),
        (3, "%", LOWER, "0.2", Status.ON_PACE, "2.3"),
        (3, "%", LOWER, "3.5", Status.ON_PACE, "0"),
        (3, "%", LOWER, 4, Status.BEHIND, "-0.5"),
        # 29万吨左右: ± 5 %
        (200, "万吨", Direction.HIGHER, 190, Status.ON_PACE, "0"),
        (200, "万吨", Direction.HIGHER, 230, Status.ON_PACE, "20"),
        (200, "万吨", Direction.HIGHER, 180, Status.BEHIND, "-10"),
        (200, "万吨", Direction.HIGHER, 179, Status.FAR_BEHIND, "-11"),
        (-4, "%", Direction.HIGHER, "-4.5", Status.ON_PACE, "0"),
        (-200, "万元", Direction.HIGHER, -211, Status.BEHIND, "-1"),
    ],
)
def test_about_is_a_band_and_better_than_the_band_is_met(target, unit, direction, actual, status, gap):
    verdict = judge_figure(promise(Shape.APPROX, target, unit, "approx", direction=direction), actual, 6)
    assert (verdict.status, verdict.gap) == (status, Decimal(gap))


@pytest.mark.parametrize(
    ("target", "actual", "status", "gap"),
    [
        (3, 1, Status.ON_PACE, 2),
        (3, 3, Status.ON_PACE, 0),
        (3, 5, Status.BEHIND, -2),
        (3, 6, Status.FAR_BEHIND, -3),
    ],
)
def test_ranks_are_compared_in_places(target, actual, status, gap):
    verdict = judge_figure(promise(Shape.RANK, target, "位", "eq"), actual, 6)
    assert (verdict.status, verdict.gap, verdict.gap_unit) == (status, Decimal(gap), "位")


def test_the_remedy_of_a_rate_is_the_target_in_the_next_period():
    remedy = judge_figure(promise(Shape.GROWTH, 7, "%"), 6, 6).remedy
    assert remedy is not None
    assert (remedy.value, remedy.by, remedy.per_month) == (7, date(YEAR, 7, 31), None)


def test_a_comparison_shows_its_numbers_and_its_threshold():
    verdict = judge_figure(promise(Shape.GROWTH, 7, "%"), "6.8", 6)
    assert codes(verdict) == [ReasonCode.COMPARED_DIRECTLY, ReasonCode.THRESHOLD]
    assert params(verdict, ReasonCode.COMPARED_DIRECTLY) == {
        "actual": Decimal("6.8"),
        "target": 7,
        "gap": Decimal("-0.2"),
        "unit": "百分点",
    }
    assert params(verdict, ReasonCode.THRESHOLD)["rule"] == "growth_behind_from"
