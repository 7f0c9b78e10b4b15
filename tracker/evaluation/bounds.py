"""Bounds that cannot be mended once they are broken: totals with a ceiling, and events that must not happen."""

from decimal import Decimal

from tracker.evaluation.case import Case, without_noise
from tracker.evaluation.comparison import judge_ceiling
from tracker.evaluation.course import Course, course_of
from tracker.evaluation.findings import Finding, beyond_repair, catch_up, holding, pace_lines, short_of
from tracker.evaluation.pace import work_off
from tracker.evaluation.units import gap_unit_of
from tracker.evaluation.verdict import Reason, ReasonCode, Remedy, Verdict


def judge_any_ceiling(case: Case) -> Verdict:
    """A ceiling on a total of the year looks at where the year is heading; any other is compared directly."""
    course = course_of(case)
    return _judge_total(case, course) if course else judge_ceiling(case)


def judge_zero(case: Case) -> Verdict:
    """零发生: the first event decides. 清零 of a stock (a baseline above zero): the way down."""
    course = course_of(case)
    if course is not None:
        return work_off(case, course, met=case.actual <= 0)
    worst = max(case.figures, key=lambda figure: figure.value or 0)
    events = max(worst.value or Decimal(0), Decimal(0))
    found = beyond_repair(case, goal=Decimal(0)) if events else holding(case, goal=Decimal(0))
    return Verdict(
        status=found.status,
        gap=-events,
        gap_unit=case.terms.unit,
        met=not events,
        reasons=(Reason(ReasonCode.EVENTS, {"actual": events, "month": worst.month}), found.reason),
    )


def _judge_total(case: Case, course: Course) -> Verdict:
    """能耗总量, 三公经费: A ÷ e must not pass T; judged by e − A ÷ T, which is mild while the year is young."""
    ceiling, used = course.goal, case.actual / course.goal
    spare = without_noise((case.expected - used) * 100)
    within = case.stays_within(ceiling)
    found = _course(case, ceiling, spare) if within else beyond_repair(case, goal=ceiling)
    return Verdict(
        status=found.status,
        expected=case.expected,
        gap=ceiling - case.actual,
        gap_unit=gap_unit_of(case.terms.unit),
        met=within,
        reasons=(_headroom(case, ceiling), _projection(case, ceiling, spare), found.reason),
        remedy=_slow_down(case, course) if within and found.needs_remedy else None,
    )


def _course(case: Case, ceiling: Decimal, spare: Decimal) -> Finding:
    """Never ahead: using little is no achievement, and never done before the year is over."""
    if spare >= 0 or case.is_final:
        return holding(case, goal=ceiling)
    return short_of(spare, pace_lines(case))


def _headroom(case: Case, ceiling: Decimal) -> Reason:
    unit = gap_unit_of(case.terms.unit)
    return Reason(
        ReasonCode.HEADROOM,
        {"actual": case.actual, "target": ceiling, "gap": ceiling - case.actual, "unit": unit},
    )


def _projection(case: Case, ceiling: Decimal, spare: Decimal) -> Reason:
    projection = case.actual / case.expected if case.expected else None
    params = {"actual": case.actual, "expected": case.expected, "projection": projection, "target": ceiling}
    return Reason(ReasonCode.PROJECTION, {**params, "gap": spare})


def _slow_down(case: Case, course: Course) -> Remedy:
    """A total cannot fall: the first month whose allowance is not used up yet."""
    open_months = [month for month in case.later_months if course.at(case.expected_by(month)) >= case.actual]
    month = open_months[0] if open_months else case.later_months[-1]
    value = course.at(case.expected_by(month))
    return catch_up(case, value=value, month=month, remaining=course.goal - case.actual)
