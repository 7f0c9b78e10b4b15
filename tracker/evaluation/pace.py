"""Shapes that are worked off over the year and judged by completion against schedule."""

from dataclasses import replace
from decimal import Decimal

from reports.shared.units import PERCENTAGE_POINTS
from tracker.evaluation.case import Case, without_noise
from tracker.evaluation.comparison import hold_level
from tracker.evaluation.course import Course, course_of
from tracker.evaluation.findings import ON_PACE_FROM, Finding, by_pace, catch_up
from tracker.evaluation.status import Status
from tracker.evaluation.verdict import Reason, ReasonCode, Remedy, Verdict


def judge_cumulative(case: Case) -> Verdict:
    """新增20家, 完成投资160亿元: C = A ÷ T. A target of zero or less has no completion and is compared directly."""
    course = course_of(case)
    return work_off(case, course, met=case.reaches(case.lower_edge)) if course else hold_level(case)


def judge_change(case: Case) -> Verdict:
    """提高2个百分点, 减少1.2万吨: A is the change reported, in the promised direction; C = A ÷ T."""
    return judge_cumulative(case)


def judge_stock(case: Case) -> Verdict:
    """达到230家: C = (A − B) ÷ (T − B). A baseline at the target or better turns it into a level to be held."""
    baseline, course = case.terms.baseline, course_of(case)
    if baseline is None:
        return _without_baseline(case)
    if course is None:
        held = hold_level(case)
        known = Reason(ReasonCode.ALREADY_AT_TARGET, {"baseline": baseline, "target": case.target})
        return replace(held, reasons=(known, *held.reasons))
    return work_off(case, course, met=case.reaches(case.lower_edge))


def work_off(case: Case, course: Course, *, met: bool) -> Verdict:
    """Judge how far along its course a target is, up or down: D = C − e in percentage points."""
    completion = (case.actual - course.start) / (course.goal - course.start)
    gap = without_noise((completion - case.expected) * 100)
    found = by_pace(case, met=met, gap=gap, goal=case.lower_edge)
    return Verdict(
        status=found.status,
        completion=completion,
        expected=case.expected,
        gap=gap,
        gap_unit=PERCENTAGE_POINTS,
        met=met,
        reasons=(_share(case, course.start, completion), _pace(case, completion, gap), found.reason),
        remedy=_remedy(case, course, found),
    )


def _without_baseline(case: Case) -> Verdict:
    """C = A ÷ T counts what existed before the year, so it can never show that a department is ahead."""
    judged = judge_cumulative(case)
    caution = Reason(ReasonCode.NO_BASELINE_CAUTION)
    if judged.status is not Status.AHEAD or judged.gap is None:
        return replace(judged, reasons=(caution, *judged.reasons))
    reasons = (caution, *judged.reasons[:-1], ON_PACE_FROM.reason(judged.gap))
    return replace(judged, status=Status.ON_PACE, reasons=reasons)


def _share(case: Case, start: Decimal, completion: Decimal) -> Reason:
    params = {"actual": case.actual, "target": case.target, "completion": completion}
    if start:
        return Reason(ReasonCode.COMPLETION_FROM_BASELINE, {**params, "baseline": start})
    return Reason(ReasonCode.COMPLETION, params)


def _pace(case: Case, completion: Decimal, gap: Decimal) -> Reason:
    params = {"completion": completion, "expected": case.expected, "gap": gap}
    return Reason(ReasonCode.AGAINST_SCHEDULE, params)


def _remedy(case: Case, course: Course, found: Finding) -> Remedy | None:
    if not found.needs_remedy:
        return None
    month = case.later_months[0]
    value = course.at(case.expected_by(month))
    return catch_up(case, value=value, month=month, remaining=abs(case.target - case.actual))
