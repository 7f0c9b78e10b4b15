"""Judge a target: the way in, and the order in which things are asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Context, localcontext

from tracker.evaluation.bounds import judge_any_ceiling, judge_zero
from tracker.evaluation.case import Case
from tracker.evaluation.comparison import judge_band, judge_growth, judge_rank, judge_rate
from tracker.evaluation.milestones import judge_milestone
from tracker.evaluation.pace import judge_change, judge_cumulative, judge_stock
from tracker.evaluation.periods import calendar_of, figures_until, period_end
from tracker.evaluation.qualitative import judge_qualitative
from tracker.evaluation.resolution import resolve
from tracker.evaluation.rules import Rules
from tracker.evaluation.schedule import MONTHS
from tracker.evaluation.status import Status
from tracker.evaluation.terms import Frequency, Observation, Shape, TargetTerms
from tracker.evaluation.verdict import ParamValue, Reason, ReasonCode, Verdict

_JUDGES: Mapping[Shape, Callable[[Case], Verdict]] = {
    Shape.CUMULATIVE: judge_cumulative,
    Shape.GROWTH: judge_growth,
    Shape.DECLINE: judge_growth,
    Shape.STOCK: judge_stock,
    Shape.RATE: judge_rate,
    Shape.CEILING: judge_any_ceiling,
    Shape.RANGE: judge_band,
    Shape.APPROX: judge_band,
    Shape.ZERO: judge_zero,
    Shape.RANK: judge_rank,
    Shape.CHANGE: judge_change,
}


def evaluate(
    terms: TargetTerms, observations: Sequence[Observation], *, month: int, as_of: date, rules: Rules
) -> Verdict:
    """Judge the target at the end of `month` of its year, seen on `as_of`.

    Figures of later months are not looked at, so an old month can be judged again as it was. The arithmetic has its own
    precision: the caller's decimal context has no influence.
    Raises ValueError for a month outside 1 to 12, or two observations of one month.
    """
    if not 1 <= month <= MONTHS:
        raise ValueError(f"A month is 1 to {MONTHS}, not {month}.")
    with localcontext(Context(prec=28)):
        verdict = _judge(terms, observations, month, as_of, rules)
    return replace(verdict, rules_version=rules.version)


def _judge(terms: TargetTerms, observations: Sequence[Observation], month: int, as_of: date, rules: Rules) -> Verdict:
    if terms.withdrawn:
        return Verdict(Status.WITHDRAWN, reasons=(Reason(ReasonCode.WITHDRAWN),))
    if terms.shape is Shape.MILESTONE:
        return judge_milestone(terms, month=month, as_of=as_of, rules=rules)
    if terms.shape is Shape.QUALITATIVE:
        return judge_qualitative(terms, month=month, as_of=as_of, rules=rules)
    figures = figures_until(terms, observations, month)
    return _judge_figures(Case(terms, figures, month, as_of, rules))


def _judge_figures(case: Case) -> Verdict:
    """Nothing due and nothing reported; due and missing; not comparable; and only then the figure itself."""
    if not case.figures:
        return _missing(case) if case.last_due else _not_due(case)
    terms, origin = resolve(case.terms)
    if _is_stale(case):
        return _settled(case, terms, origin) or _missing(case)
    if terms is None:
        return _with_figure(case, Verdict(Status.NOT_ASSESSABLE), origin)
    return _with_figure(case, _by_shape(case, terms), (*_about_figure(case), *origin))


def _by_shape(case: Case, terms: TargetTerms) -> Verdict:
    judged = case if terms is case.terms else replace(case, terms=terms)
    return _JUDGES[terms.shape](judged)


def _is_stale(case: Case) -> bool:
    return case.last_due is not None and case.actual_month < case.last_due


def _settled(case: Case, terms: TargetTerms | None, origin: tuple[Reason, ...]) -> Verdict | None:
    """The verdict on an old figure where nothing that is still missing could change it, else None.

    An amount of the year that has reached its target stays reached; a broken bound stays broken.
    """
    if terms is None:
        return None
    verdict = _by_shape(case, terms)
    reached = terms.shape is Shape.CUMULATIVE and verdict.status is Status.DONE
    if not reached and all(reason.code is not ReasonCode.BEYOND_REPAIR for reason in verdict.reasons):
        return None
    params = {"month": case.month, "actual_month": case.actual_month}
    return _with_figure(case, verdict, (Reason(ReasonCode.SETTLED_EARLIER, params), *origin))


def _with_figure(case: Case, verdict: Verdict, before: tuple[Reason, ...]) -> Verdict:
    return replace(
        verdict,
        actual=case.actual,
        actual_month=case.actual_month,
        reasons=(*before, *verdict.reasons, *_overdue(case, verdict)),
    )


def _missing(case: Case) -> Verdict:
    last = case.figures[-1] if case.figures else None
    params: dict[str, ParamValue] = {
        "month": case.last_due,
        "last_month": last.month if last else None,
        "last_value": last.value if last else None,
    }
    return Verdict(Status.UNREPORTED, reasons=(Reason(ReasonCode.FIGURE_MISSING, params),))


def _not_due(case: Case) -> Verdict:
    if case.terms.frequency is Frequency.MONTHLY_FROM_FEBRUARY and case.month == 1:
        return Verdict(Status.NOT_DUE, reasons=(Reason(ReasonCode.NO_JANUARY_FIGURE),))
    first = period_end(case.terms.year, calendar_of(case.terms)[0])
    return Verdict(Status.NOT_DUE, reasons=(Reason(ReasonCode.NOT_DUE_UNTIL, {"date": first}),))


def _about_figure(case: Case) -> tuple[Reason, ...]:
    """What a reader must know about the figure itself."""
    about = []
    if case.actual_month < case.month:
        params: dict[str, ParamValue] = {"month": case.month, "actual_month": case.actual_month}
        about.append(Reason(ReasonCode.EARLIER_FIGURE, params))
    before = case.figures[-2].value if len(case.figures) > 1 else None
    if before is not None and case.actual < before and _adds_up(case.terms):
        fell: dict[str, ParamValue] = {"month": case.actual_month, "before": before, "actual": case.actual}
        about.append(Reason(ReasonCode.TOTAL_FELL_CAUTION, fell))
    return tuple(about)


def _adds_up(terms: TargetTerms) -> bool:
    return terms.shape is Shape.CUMULATIVE or terms.accumulates


def _overdue(case: Case, verdict: Verdict) -> tuple[Reason, ...]:
    if case.days_overdue <= 0 or not verdict.status.is_late:
        return ()
    return (Reason(ReasonCode.OVERDUE, {"due": case.terms.due, "days": case.days_overdue}),)
