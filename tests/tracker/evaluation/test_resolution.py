"""Multiples of the year before, and promises relative to another figure."""

from decimal import Decimal

import pytest

from tests.tracker.evaluation.cases import codes, judge_figure, params, promise
from tracker.evaluation import Direction, ReasonCode, Shape, Status

LOWER = Direction.LOWER


@pytest.mark.parametrize(
    ("baseline", "factor", "accumulates", "actual", "month", "status", "completion"),
    [
        # 翻一番 of a stock of 50: from 50 to 100
        (50, 2, False, 75, 6, Status.ON_PACE, "0.5"),
        (50, 2, False, 100, 9, Status.DONE, "1"),
        (50, 2, False, 99, 12, Status.MISSED, "0.98"),
        # 翻一番 of an amount of the year: 100 from January on
        (50, 2, True, 50, 6, Status.ON_PACE, "0.5"),
        (50, 2, True, 30, 6, Status.FAR_BEHIND, "0.3"),
        (40, "1.5", True, 60, 12, Status.DONE, "1"),
    ],
)
def test_a_multiple_is_a_level_of_baseline_times_factor(
    baseline, factor, accumulates, actual, month, status, completion
):
    terms = promise(Shape.MULTIPLE, factor, "倍", "eq", baseline=baseline, accumulates=accumulates)
    verdict = judge_figure(terms, actual, month)
    assert (verdict.status, verdict.completion) == (status, Decimal(completion))
    assert params(verdict, ReasonCode.TARGET_FROM_BASELINE)["target"] == Decimal(baseline) * Decimal(factor)


@pytest.mark.parametrize(
    ("value", "unit", "reference", "more", "actual", "status", "gap"),
    [
        # 增速高于全市1个百分点, the city grew by 5.5 %
        (1, "个百分点", "5.5", {}, "6.5", Status.ON_PACE, "0"),
        (1, "个百分点", "5.5", {}, "6.2", Status.BEHIND, "-0.3"),
        (1, "个百分点", "5.5", {}, "5.5", Status.FAR_BEHIND, "-1"),
        (None, "%", "5.5", {}, "5.5", Status.ON_PACE, "0"),
        (1, "个百分点", "-3", {}, "-1.5", Status.ON_PACE, "0.5"),
        # 失业率低于全市0.5个百分点
        ("0.5", "个百分点", 5, {"direction": LOWER}, "4.5", Status.ON_PACE, "0"),
        ("0.5", "个百分点", 5, {"direction": LOWER}, "4.9", Status.BEHIND, "-0.4"),
        # 高于全市平均1000元
        (1000, "元", 40000, {}, 40500, Status.BEHIND, "-500"),
        (1000, "元", 40000, {}, 38000, Status.FAR_BEHIND, "-3000"),
        # 达到市级要求: the upper level asks for 120 in the year, or for 80 %
        (None, "家", 120, {"accumulates": True}, 60, Status.ON_PACE, "0"),
        (None, "家", 120, {"accumulates": True}, 30, Status.FAR_BEHIND, "-25"),
        (None, "%", 80, {}, 81, Status.ON_PACE, "1"),
        (None, "家", 230, {"baseline": 200}, 215, Status.ON_PACE, "0"),
    ],
)
def test_a_relative_promise_is_judged_as_its_shape_once_the_reference_is_known(
    value, unit, reference, more, actual, status, gap
):
    terms = promise(Shape.RELATIVE, value, unit, "relative", reference=reference, **more)
    verdict = judge_figure(terms, actual, 6)
    assert (verdict.status, verdict.gap) == (status, Decimal(gap))
    assert codes(verdict)[0] is ReasonCode.TARGET_FROM_REFERENCE


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (promise(Shape.RELATIVE, 1, "个百分点", "relative"), ReasonCode.REFERENCE_MISSING),
        (promise(Shape.RELATIVE, None, "", "relative"), ReasonCode.REFERENCE_MISSING),
        (promise(Shape.MULTIPLE, 2, "倍", "eq"), ReasonCode.BASELINE_MISSING),
        (promise(Shape.MULTIPLE, 2, "倍", "eq", baseline=0), ReasonCode.BASELINE_NOT_POSITIVE),
        (promise(Shape.MULTIPLE, 2, "倍", "eq", baseline=-4), ReasonCode.BASELINE_NOT_POSITIVE),
        (promise(Shape.CUMULATIVE, None), ReasonCode.TARGET_VALUE_MISSING),
        (promise(Shape.GROWTH, None, "%"), ReasonCode.TARGET_VALUE_MISSING),
        (promise(Shape.RANGE, 6, "%", "between"), ReasonCode.TARGET_VALUE_MISSING),
    ],
)
@pytest.mark.parametrize("month", [6, 12])
def test_what_lacks_its_yardstick_is_not_assessable_and_keeps_its_figure(terms, code, month):
    verdict = judge_figure(terms, 6, month)
    assert (verdict.status, verdict.actual, verdict.met) == (Status.NOT_ASSESSABLE, 6, None)
    assert codes(verdict) == [code]
