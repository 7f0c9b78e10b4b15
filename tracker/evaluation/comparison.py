"""Shapes that are compared directly at any month: they do not add up over the year, so no schedule applies."""

from decimal import Decimal

from reports.shared.units import RANKS
from tracker.evaluation.case import Case, without_noise
from tracker.evaluation.findings import Lines, Threshold, by_comparison, reach
from tracker.evaluation.terms import Direction
from tracker.evaluation.units import gap_unit_of, points_per
from tracker.evaluation.verdict import Reason, ReasonCode, Verdict


def judge_growth(case: Case) -> Verdict:
    """增长7%, 压减30%: gap = A − T in points; growth has no completion rate, its base may be negative."""
    return _at_least(case, case.lower_edge, _growth_lines(case, case.lower_edge))


def judge_rate(case: Case) -> Verdict:
    """占比50%以上: gap = A − T in points."""
    behind = _behind(case, "rate_behind_from")
    return _at_least(case, case.lower_edge, (behind, None if case.in_points else _critical_level(case)))


def hold_level(case: Case) -> Verdict:
    """A level without a way to go: gap = A − T."""
    return _at_least(case, case.lower_edge, (_behind(case, "level_behind_from"), _critical_level(case)))


def judge_ceiling(case: Case) -> Verdict:
    """失业率5.5%以内: gap = T − A, the headroom; a ceiling met has no percentage."""
    edge = case.upper_edge
    gap = _gap(case, edge - case.actual)
    why = Reason(ReasonCode.HEADROOM, _params(case, edge, gap))
    lines = _behind(case, "ceiling_behind_from"), _critical_level(case)
    return _verdict(case, case.stays_within(edge), gap, edge, lines, why)


def judge_band(case: Case) -> Verdict:
    """6—6.5%, 3%左右: distance to the band; better than the band in the good direction counts as met."""
    low, high = band_of(case)
    above = case.terms.direction is Direction.HIGHER
    distance = _beyond(case.actual, low, high) if above else -_beyond(case.actual, low, high)
    gap = _gap(case, distance)
    why = Reason(ReasonCode.BAND, {**_params(case, case.target, gap), "low": low, "high": high})
    edge = low if above else high
    lines = _behind(case, "growth_behind_from"), _critical_growth(case, edge) if above else _critical_level(case)
    return _verdict(case, distance >= 0, gap, edge, lines, why)


def judge_rank(case: Case) -> Verdict:
    """居第3位, 进入前10名: gap = T − A in places."""
    gap = case.target - case.actual
    why = Reason(ReasonCode.RANK_GAP, {"actual": case.actual, "target": case.target, "gap": gap})
    behind = Threshold("rank_behind_from", case.rules.rank_behind_from)
    return _verdict(case, case.stays_within(case.target), gap, case.target, (behind, None), why, unit=RANKS)


def band_of(case: Case) -> tuple[Decimal, Decimal]:
    """The lower and the upper end of what counts as inside."""
    if case.terms.value_high is None:
        return case.target - case.half_band, case.target + case.half_band
    low, high = sorted((case.target, case.terms.value_high))
    return low, high


def _at_least(case: Case, edge: Decimal, lines: Lines) -> Verdict:
    gap = _gap(case, case.actual - edge)
    why = Reason(ReasonCode.COMPARED_DIRECTLY, _params(case, edge, gap))
    return _verdict(case, case.reaches(edge), gap, edge, lines, why)


def _verdict(
    case: Case, met: bool, gap: Decimal, edge: Decimal, lines: Lines, why: Reason, unit: str | None = None
) -> Verdict:
    found = by_comparison(case, met=met, gap=gap, lines=lines, goal=edge)
    return Verdict(
        status=found.status,
        gap=gap,
        gap_unit=gap_unit_of(case.terms.unit) if unit is None else unit,
        met=met,
        reasons=(why, found.reason),
        remedy=reach(case, edge) if found.needs_remedy else None,
    )


def _behind(case: Case, rule: str) -> Threshold:
    """The rule for points where the unit has points, else the one in per cent of the target."""
    if case.in_points:
        return Threshold(rule, Decimal(getattr(case.rules, rule)))
    return Threshold("level_behind_from", abs(case.target) * case.rules.level_behind_from / 100)


def _growth_lines(case: Case, edge: Decimal) -> Lines:
    """Where growth below its target becomes far behind: a gap, or (天津) no growth at all; and where critical."""
    if not case.rules.growth_below_zero or not case.in_points:
        return _behind(case, "growth_behind_from"), _critical_growth(case, edge)
    return Threshold("growth_behind_from", _no_growth(case, edge)), _critical_growth(case, edge)


def _critical_growth(case: Case, edge: Decimal) -> Threshold | None:
    """Negative growth, where the rule set calls that critical; without points the line for levels."""
    if not case.in_points:
        return _critical_level(case)
    below_zero = case.rules.growth_critical_below_zero
    return Threshold("growth_critical_below_zero", _no_growth(case, edge)) if below_zero else None


def _no_growth(case: Case, edge: Decimal) -> Decimal:
    """No growth at all, as the gap that this is; at a target of zero or less any gap is below it."""
    return min(_gap(case, -edge), Decimal(0))


def _critical_level(case: Case) -> Threshold | None:
    """The line in per cent of the target, for ceilings and levels."""
    share = case.rules.level_critical_from
    return None if share is None else Threshold("level_critical_from", _gap(case, abs(case.target) * share / 100))


def _gap(case: Case, difference: Decimal) -> Decimal:
    return without_noise(difference * points_per(case.terms.unit))


def _params(case: Case, edge: Decimal, gap: Decimal) -> dict[str, Decimal | str]:
    return {"actual": case.actual, "target": edge, "gap": gap, "unit": gap_unit_of(case.terms.unit)}


def _beyond(actual: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """How far above (positive) or below (negative) the band; zero inside."""
    return max(actual - high, Decimal(0)) + min(actual - low, Decimal(0))
