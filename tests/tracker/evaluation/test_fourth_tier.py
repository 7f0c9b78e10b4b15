"""Schemes of four tiers: what is critical, and that without the line nothing ever is."""

from datetime import date
from decimal import Decimal

import pytest

from tests.tracker.evaluation.cases import FOUR_TIERS, YEAR, YEAR_END, codes, judge, judge_figure, promise
from tracker.evaluation import QualitativeVerdict, ReasonCode, Rules, Shape, Stage, Status, TargetTerms

LATE_GROWTH = promise(Shape.GROWTH, 7, "%")
AMOUNT = promise(Shape.CUMULATIVE, 100)


@pytest.mark.parametrize(
    ("terms", "actual", "status"),
    [
        (AMOUNT, 45, Status.BEHIND),
        (AMOUNT, "44.9", Status.FAR_BEHIND),
        (AMOUNT, 35, Status.FAR_BEHIND),
        (AMOUNT, "34.9", Status.CRITICAL),
        (promise(Shape.STOCK, 200, baseline=100), 134, Status.CRITICAL),
        (LATE_GROWTH, 6, Status.BEHIND),
        (LATE_GROWTH, "0.0", Status.FAR_BEHIND),
        (LATE_GROWTH, "-0.1", Status.CRITICAL),
        (promise(Shape.APPROX, 5, "%", "approx"), "-0.1", Status.CRITICAL),
        (promise(Shape.APPROX, 5, "%", "approx"), 1, Status.FAR_BEHIND),
        (promise(Shape.CEILING, 100, "天", "le"), 102, Status.BEHIND),
        (promise(Shape.CEILING, 100, "天", "le"), 105, Status.FAR_BEHIND),
        (promise(Shape.CEILING, 100, "天", "le"), "105.1", Status.CRITICAL),
        (promise(Shape.CEILING, "5.5", "%", "le"), "5.7", Status.BEHIND),
        (promise(Shape.CEILING, "5.5", "%", "le"), "5.77", Status.FAR_BEHIND),
        (promise(Shape.CEILING, "5.5", "%", "le"), "5.78", Status.CRITICAL),
        (promise(Shape.CEILING, 24, "万元", "le", accumulates=True), 25, Status.CRITICAL),
        (promise(Shape.ZERO, 0, "起", "eq", accumulates=True), 1, Status.CRITICAL),
        (promise(Shape.RATE, 50, "%"), 10, Status.FAR_BEHIND),
        (promise(Shape.RANK, 3, "位"), 30, Status.FAR_BEHIND),
    ],
)
def test_the_fourth_tier_in_june(terms, actual, status):
    assert judge_figure(terms, actual, 6, rules=FOUR_TIERS).status is status


def test_what_is_not_done_by_its_deadline_is_critical_and_says_so():
    terms = promise(Shape.CUMULATIVE, 100, due=date(YEAR, 6, 30))
    assert judge(terms, {6: 99}, 6, rules=FOUR_TIERS).status is Status.BEHIND
    verdict = judge(terms, {7: 99}, 7, rules=FOUR_TIERS)
    assert verdict.status is Status.CRITICAL
    assert codes(verdict)[-2:] == [ReasonCode.CRITICAL_WHEN_OVERDUE, ReasonCode.OVERDUE]
    assert judge(terms, {7: 100}, 7, rules=FOUR_TIERS).status is Status.DONE


@pytest.mark.parametrize(("day", "status"), [((4, 1), Status.FAR_BEHIND), ((3, 31), Status.CRITICAL)])
def test_a_stage_more_than_ninety_days_late(day, status):
    stages = (Stage("开工", date(YEAR, *day)),)
    terms = TargetTerms(Shape.MILESTONE, None, "", "eq", YEAR_END, YEAR, stages=stages)
    assert judge(terms, {}, 6, rules=FOUR_TIERS).status is status


def test_missed_before_the_year_is_over():
    said = QualitativeVerdict(Status.MISSED, "做不成了", date(YEAR, 5, 2))
    terms = promise(Shape.QUALITATIVE, None, "", "qualitative", verdict=said)
    assert judge(terms, {}, 6, rules=FOUR_TIERS).status is Status.CRITICAL
    assert judge(terms, {}, 6).status is Status.FAR_BEHIND


@pytest.mark.parametrize("name", ["critical_from", "level_critical_from", "milestone_critical_days"])
def test_a_line_on_the_wrong_side_is_refused(name):
    with pytest.raises(ValueError, match=name):
        Rules(**{name: Decimal(-1) if name.endswith("days") else Decimal(1)})
