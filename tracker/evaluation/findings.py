"""From a gap to a status: the two ladders, and the remedies that lead up them again."""

from dataclasses import dataclass
from decimal import Decimal

from tracker.evaluation.case import Case, without_noise
from tracker.evaluation.periods import period_end
from tracker.evaluation.status import Status
from tracker.evaluation.verdict import Reason, ReasonCode, Remedy


@dataclass(frozen=True)
class Finding:
    """A status with the reason that decided it."""

    status: Status
    reason: Reason

    @property
    def needs_remedy(self) -> bool:
        """Whether there is something to catch up on, and time for it."""
        return self.status.is_late


@dataclass(frozen=True)
class Threshold:
    """A threshold under the name of the rule that set it, in the unit of the gap."""

    rule: str
    value: Decimal

    def reason(self, gap: Decimal) -> Reason:
        """Say that this threshold decided about `gap`."""
        return Reason(ReasonCode.THRESHOLD, {"rule": self.rule, "threshold": self.value, "gap": gap})


Lines = tuple[Threshold, Threshold | None]
"""Where behind becomes far behind, and where far behind becomes critical, if the rule set has that line."""
ON_PACE_FROM = Threshold("on_pace_from", Decimal(0))


def outcome(*, met: bool, goal: Decimal) -> Finding:
    """The status once it is settled: reached, or the year is over."""
    if met:
        return Finding(Status.DONE, Reason(ReasonCode.REACHED, {"target": goal}))
    return Finding(Status.MISSED, Reason(ReasonCode.NOT_REACHED, {"target": goal}))


def holding(case: Case, *, goal: Decimal) -> Finding:
    """The status of what is as promised but may change again: done only when the year is over."""
    if case.is_final:
        return outcome(met=True, goal=goal)
    return Finding(Status.ON_PACE, Reason(ReasonCode.HOLDS, {"target": goal}))


def by_pace(case: Case, *, met: bool, gap: Decimal, goal: Decimal) -> Finding:
    """The status of what is worked off over the year: once reached it is done, before that D decides."""
    if met or case.is_final:
        return outcome(met=met, goal=goal)
    ahead = pace_line(case, "ahead_from")
    # Where nothing is expected yet a relative line lies at zero: doing nothing is not ahead of it.
    if gap >= ahead.value and (gap > 0 or not case.rules.is_relative):
        return Finding(Status.AHEAD, ahead.reason(gap))
    if gap >= 0:
        return Finding(Status.ON_PACE, ON_PACE_FROM.reason(gap))
    if case.days_overdue > 0 and case.rules.has_fourth_tier:
        return Finding(Status.CRITICAL, Reason(ReasonCode.CRITICAL_WHEN_OVERDUE))
    return short_of(gap, pace_lines(case))


def pace_line(case: Case, rule: str) -> Threshold:
    """A line of completion against schedule, in points; a relative rule draws it at a share of what is expected."""
    line = Decimal(getattr(case.rules, rule))
    return Threshold(rule, without_noise(line * case.expected) if case.rules.is_relative else line)


def pace_lines(case: Case) -> Lines:
    """The lines below the schedule."""
    critical = pace_line(case, "critical_from") if case.rules.has_fourth_tier else None
    return pace_line(case, "behind_from"), critical


def by_comparison(case: Case, *, met: bool, gap: Decimal, lines: Lines, goal: Decimal) -> Finding:
    """The status of what is compared directly with the target: it holds or not."""
    if met:
        return holding(case, goal=goal)
    return outcome(met=False, goal=goal) if case.is_final else short_of(gap, lines)


def short_of(gap: Decimal, lines: Lines) -> Finding:
    """The status below the mark: behind down to the first line, far behind under it, critical under the second."""
    behind, critical = lines
    if gap >= behind.value:
        return Finding(Status.BEHIND, behind.reason(gap))
    if critical is not None and gap < critical.value:
        return Finding(Status.CRITICAL, critical.reason(gap))
    return Finding(Status.FAR_BEHIND, behind.reason(gap))


def beyond_repair(case: Case, *, goal: Decimal) -> Finding:
    """The status when a bound is broken and what accumulates cannot go back."""
    status = Status.MISSED if case.is_final else case.rules.worst_open
    return Finding(status, Reason(ReasonCode.BEYOND_REPAIR, {"target": goal}))


def reach(case: Case, value: Decimal) -> Remedy:
    """The remedy of what is compared directly: this figure in the next period."""
    return Remedy(value=value, by=period_end(case.terms.year, case.later_months[0]))


def catch_up(case: Case, *, value: Decimal, month: int, remaining: Decimal) -> Remedy:
    """The remedy of what accumulates: `value` by the end of `month`, and the rest in even steps until the deadline."""
    per_month = remaining / case.months_left if case.months_left else None
    return Remedy(value, period_end(case.terms.year, month), remaining, case.months_left, per_month)
