"""Money against schedule: what should be spent by a month, what is, and whether anything moves. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tracker.evaluation import Rules, Status
from tracker.evaluation.findings import Threshold, short_of

HUNDRED = Decimal(100)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Window:
    """The months of a year in which money is to be spent, the first and the last; empty where first is after last."""

    first: int = 1
    last: int = MONTHS

    def expected(self, month: int) -> Decimal:
        """Return the share that should be spent at the end of a month: months gone ÷ months of the window."""
        if month >= self.last:
            return Decimal(1)
        return Decimal(max(month - self.first + 1, 0)) / Decimal(self.last - self.first + 1)


@dataclass(frozen=True, slots=True)
class Pace:
    """How money stands at the end of a month; the completion and gap are None where nothing can be said."""

    status: Status
    plan: Decimal | None
    spent: Decimal | None
    month: int | None
    """The month that the figure is of; an older one than asked for is not the figure asked for."""
    expected: Decimal
    still: int = 0
    """Months in a row, up to the last one filed, in which nothing was added."""

    @property
    def completion(self) -> Decimal | None:
        """The share of the plan that is spent."""
        return self.spent / self.plan if self.plan and self.spent is not None else None

    @property
    def gap(self) -> Decimal | None:
        """How far ahead of (or behind) the schedule, in percentage points."""
        return None if self.completion is None else (self.completion - self.expected) * HUNDRED


def pace_of(
    plan: Decimal | None, filed: Mapping[int, Decimal], month: int, window: Window, rules: Rules, *, is_over: bool
) -> Pace:
    """Judge the amounts filed (by month, each since January) at the end of a month.

    `is_over`: whether the year is. A month without a figure is never filled from the one before: it is not reported.
    """
    known = {each: amount for each, amount in filed.items() if each <= month}
    newest = max(known, default=None)
    spent = known[newest] if newest else None
    pace = Pace(Status.NOT_DUE, plan, spent, newest, window.expected(month), _still(known, window, month))
    status = _status(pace, month, window, rules, is_over=is_over)
    return Pace(status, pace.plan, pace.spent, pace.month, pace.expected, pace.still)


def _status(pace: Pace, month: int, window: Window, rules: Rules, *, is_over: bool) -> Status:
    if month < window.first and pace.spent is None:
        return Status.NOT_DUE
    if pace.plan is None or not pace.plan:
        return Status.NOT_ASSESSABLE
    if pace.completion is not None and pace.completion >= 1:
        return Status.DONE
    if pace.month != month:
        return Status.UNREPORTED
    return _by_gap(pace.gap or Decimal(0), rules, is_over=is_over)


def _by_gap(gap: Decimal, rules: Rules, *, is_over: bool) -> Status:
    if is_over:
        return Status.MISSED
    if gap >= rules.ahead_from:
        return Status.AHEAD
    if gap >= 0:
        return Status.ON_PACE
    critical = Threshold("critical_from", rules.critical_from) if rules.critical_from is not None else None
    return short_of(gap, (Threshold("behind_from", rules.behind_from), critical)).status


def _still(known: Mapping[int, Decimal], window: Window, month: int) -> int:
    """Count from the last month filed backwards; a month that was not filed breaks the count."""
    still = 0
    for each in sorted(known, reverse=True):
        before = known.get(each - 1, Decimal(0) if each == 1 else None)
        if each < window.first or each > window.last or before is None or known[each] > before:
            break
        still += 1
    return still
