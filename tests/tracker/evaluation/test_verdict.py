"""Every code of an explanation is said by some judgement, with numbers in it that fit."""

from datetime import date

import pytest

from tests.tracker.evaluation.cases import FOUR_TIERS, YEAR, codes, judge, promise
from tracker.evaluation import Frequency, QualitativeVerdict, ReasonCode, Shape, Stage, Status


def reviewed(month):
    verdict = QualitativeVerdict(Status.BEHIND, "资料不全", date(YEAR, 6, 30))
    return judge(promise(Shape.QUALITATIVE, None, verdict=verdict), {}, month)


def staged(*stages, month=4):
    return judge(promise(Shape.MILESTONE, None, stages=stages, due=date(YEAR, 6, 30)), {}, month)


COUNT = promise(Shape.CUMULATIVE, 24)
ZERO = promise(Shape.ZERO, 0, "起")
START, FINISH = Stage("开工", date(YEAR, 3, 1)), Stage("竣工", date(YEAR, 6, 30))
BEGUN, FINISHED_EARLY = (
    Stage("开工", date(YEAR, 3, 1), date(YEAR, 3, 1)),
    Stage("竣工", date(YEAR, 6, 30), date(YEAR, 4, 9)),
)
FINISHED_LATE = Stage("竣工", date(YEAR, 6, 30), date(YEAR, 7, 9))

EXAMPLES = {
    ReasonCode.WITHDRAWN: judge(promise(Shape.RATE, 50, "%", withdrawn=True), {}, 6),
    ReasonCode.NOT_DUE_UNTIL: judge(promise(Shape.RATE, 50, "%", frequency=Frequency.ANNUAL), {}, 6),
    ReasonCode.NO_JANUARY_FIGURE: judge(promise(Shape.RATE, 50, frequency=Frequency.MONTHLY_FROM_FEBRUARY), {}, 1),
    ReasonCode.NO_STAGE_DUE: staged(FINISH),
    ReasonCode.FIGURE_MISSING: judge(COUNT, {}, 6),
    ReasonCode.EARLIER_FIGURE: judge(promise(Shape.RATE, 50, frequency=Frequency.QUARTERLY), {3: 50}, 4),
    ReasonCode.SETTLED_EARLIER: judge(COUNT, {3: 24}, 4),
    ReasonCode.TARGET_VALUE_MISSING: judge(promise(Shape.RATE, None), {4: 3}, 4),
    ReasonCode.BASELINE_MISSING: judge(promise(Shape.MULTIPLE, 2), {4: 3}, 4),
    ReasonCode.BASELINE_NOT_POSITIVE: judge(promise(Shape.MULTIPLE, 2, baseline=0), {4: 3}, 4),
    ReasonCode.REFERENCE_MISSING: judge(promise(Shape.RELATIVE, 2), {4: 3}, 4),
    ReasonCode.VERDICT_MISSING: judge(promise(Shape.QUALITATIVE, None), {}, 4),
    ReasonCode.FINAL_VERDICT_MISSING: reviewed(12),
    ReasonCode.TARGET_FROM_BASELINE: judge(promise(Shape.MULTIPLE, 2, baseline=5), {4: 3}, 4),
    ReasonCode.TARGET_FROM_REFERENCE: judge(promise(Shape.RELATIVE, 2, reference=5), {4: 3}, 4),
    ReasonCode.COMPLETION: judge(COUNT, {4: 3}, 4),
    ReasonCode.COMPLETION_FROM_BASELINE: judge(promise(Shape.STOCK, 24, baseline=5), {4: 3}, 4),
    ReasonCode.AGAINST_SCHEDULE: judge(COUNT, {4: 3}, 4),
    ReasonCode.COMPARED_DIRECTLY: judge(promise(Shape.GROWTH, 7, "%"), {4: 3}, 4),
    ReasonCode.HEADROOM: judge(promise(Shape.CEILING, 7, "%", "le"), {4: 3}, 4),
    ReasonCode.PROJECTION: judge(promise(Shape.CEILING, 7, "万元", "le", accumulates=True), {4: 3}, 4),
    ReasonCode.BAND: judge(promise(Shape.APPROX, 7, "%", "approx"), {4: 3}, 4),
    ReasonCode.EVENTS: judge(ZERO, {4: 3}, 4),
    ReasonCode.RANK_GAP: judge(promise(Shape.RANK, 7, "位"), {4: 3}, 4),
    ReasonCode.STAGES: staged(START),
    ReasonCode.STAGE_LATE: staged(START),
    ReasonCode.STAGE_EARLY: staged(FINISHED_EARLY, Stage("验收", date(YEAR, 6, 30))),
    ReasonCode.STAGE_DONE_LATE: staged(BEGUN, FINISHED_LATE, month=8),
    ReasonCode.REVIEWED: reviewed(6),
    ReasonCode.THRESHOLD: judge(COUNT, {4: 3}, 4),
    ReasonCode.REACHED: judge(COUNT, {4: 24}, 4),
    ReasonCode.NOT_REACHED: judge(COUNT, {12: 3}, 12),
    ReasonCode.HOLDS: judge(ZERO, {4: 0}, 4),
    ReasonCode.BEYOND_REPAIR: judge(ZERO, {4: 3}, 4),
    ReasonCode.ALREADY_AT_TARGET: judge(promise(Shape.STOCK, 24, baseline=25), {4: 24}, 4),
    ReasonCode.NO_BASELINE_CAUTION: judge(promise(Shape.STOCK, 24), {4: 3}, 4),
    ReasonCode.TOTAL_FELL_CAUTION: judge(COUNT, {3: 4, 4: 3}, 4),
    ReasonCode.CRITICAL_WHEN_OVERDUE: judge(
        promise(Shape.CUMULATIVE, 24, due=date(YEAR, 3, 31)), {4: 20}, 4, rules=FOUR_TIERS
    ),
    ReasonCode.OVERDUE: judge(promise(Shape.RATE, 50, due=date(YEAR, 3, 31)), {4: 3}, 4),
}


@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_code_is_said_by_some_judgement(code):
    assert code in codes(EXAMPLES[code])
