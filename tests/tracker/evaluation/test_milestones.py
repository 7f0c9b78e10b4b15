"""Milestones: done, or days late."""

from datetime import date

import pytest

from tests.tracker.evaluation.cases import YEAR, codes, judge, params, promise
from tracker.evaluation import ReasonCode, Rules, Shape, Stage, Status


def day(month, number, year=YEAR):
    return date(year, month, number)


START, TOP, OPEN = day(3, 31), day(8, 31), day(12, 20)


def milestone(start=None, top=None, opened=None, **more):
    stages = (Stage("开工", START, start), Stage("封顶", TOP, top), Stage("投用", OPEN, opened))
    return promise(Shape.MILESTONE, None, "", "eq", **{"stages": stages, **more})


@pytest.mark.parametrize(
    ("terms", "month", "as_of", "status", "days"),
    [
        # nothing planned yet, nothing done: not due, and not on pace either
        (milestone(), 2, None, Status.NOT_DUE, None),
        (milestone(), 3, None, Status.NOT_DUE, None),
        (milestone(start=day(2, 10)), 2, None, Status.AHEAD, 31),
        (milestone(start=day(3, 15)), 3, day(3, 20), Status.ON_PACE, 11),
        (milestone(start=day(3, 31)), 4, None, Status.ON_PACE, 0),
        (milestone(), 4, None, Status.BEHIND, -30),
        (milestone(), 4, day(4, 1), Status.BEHIND, -1),
        (milestone(), 5, day(5, 1), Status.FAR_BEHIND, -31),
        # begun late but caught up; the next stage is not due
        (milestone(start=day(5, 15)), 5, None, Status.ON_PACE, 0),
        # a later stage done does not hide one that is late
        (milestone(top=day(4, 2)), 4, None, Status.BEHIND, -30),
        (milestone(start=day(3, 1), top=day(5, 1)), 5, None, Status.AHEAD, 92),
        (milestone(start=day(3, 1)), 9, None, Status.BEHIND, -30),
        # what happened later is not known yet
        (milestone(start=day(3, 1), top=day(10, 5)), 9, day(11, 1), Status.BEHIND, -30),
        (milestone(start=day(3, 1), top=day(8, 1), opened=day(12, 1)), 12, day(12, 5), Status.DONE, 30),
        (milestone(start=day(3, 1), top=day(8, 1), opened=day(11, 1)), 11, None, Status.DONE, 60),
        (milestone(start=day(3, 1), top=day(8, 1)), 12, day(12, 31), Status.BEHIND, -11),
        (milestone(start=day(3, 1), top=day(8, 1)), 12, None, Status.MISSED, -11),
        (milestone(start=day(3, 1), top=day(8, 1), opened=day(1, 5, YEAR + 1)), 12, None, Status.MISSED, -11),
        # without stages it is one, planned for the deadline
        (milestone(stages=()), 6, None, Status.NOT_DUE, None),
        (milestone(stages=(), due=day(6, 30)), 7, None, Status.FAR_BEHIND, -31),
        (milestone(stages=()), 12, None, Status.MISSED, 0),
        (milestone(withdrawn=True), 12, None, Status.WITHDRAWN, None),
    ],
)
def test_milestones(terms, month, as_of, status, days):
    verdict = judge(terms, {}, month, as_of)
    assert (verdict.status, verdict.gap) == (status, days)
    assert verdict.completion is None
    assert verdict.gap_unit == ("" if days is None else "天")


def test_done_behind_the_deadline_is_done_but_not_as_promised():
    terms = promise(Shape.MILESTONE, None, "", "eq", due=day(6, 30), stages=(Stage("通车", day(6, 30), day(7, 12)),))
    verdict = judge(terms, {}, 7)
    assert (verdict.status, verdict.met, verdict.gap) == (Status.DONE, False, -12)
    assert params(verdict, ReasonCode.STAGE_DONE_LATE) == {"stage": "通车", "date": day(7, 12), "days": 12}


def test_a_deadline_behind_the_year_is_waited_for():
    terms = milestone(start=day(3, 1), top=day(8, 1), opened=day(2, 10, YEAR + 1), due=day(3, 31, YEAR + 1))
    assert judge(terms, {}, 12, day(2, 1, YEAR + 1)).status is Status.FAR_BEHIND
    assert judge(terms, {}, 12, day(2, 11, YEAR + 1)).status is Status.DONE


def test_the_latest_stage_is_named_with_its_remedy():
    verdict = judge(milestone(), {}, 9)
    assert codes(verdict) == [ReasonCode.STAGES, ReasonCode.STAGE_LATE, ReasonCode.THRESHOLD]
    assert params(verdict, ReasonCode.STAGE_LATE) == {"stage": "开工", "date": START, "days": 183}
    assert params(verdict, ReasonCode.THRESHOLD) == {"rule": "milestone_behind_days", "threshold": -30, "gap": -183}
    assert verdict.remedy is not None
    assert (verdict.remedy.stage, verdict.remedy.by, verdict.remedy.value) == ("开工", day(10, 31), None)


def test_the_days_are_rules():
    rules = Rules(milestone_behind_days=7, milestone_ahead_days=100)
    assert judge(milestone(), {}, 4, rules=rules).status is Status.FAR_BEHIND
    assert judge(milestone(start=day(2, 10)), {}, 2, rules=rules).status is Status.ON_PACE
