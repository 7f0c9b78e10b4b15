"""What a reviewer must know of a submitted entry: the step since the last figure, and the status it would give."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import QuerySet

from reports.shared.display import year_month
from tracker.evaluation.units import gap_unit_of
from tracker.progress.judgement import Judged, judge_row
from tracker.progress.models import ProgressEntry
from tracker.progress.owed import Duty, duty_of
from tracker.targets.models import Target
from tracker.verdicts.basis import basis_on


@dataclass(frozen=True)
class PendingApproval:
    """An entry, what was filed before, and the verdict that it would give."""

    entry: ProgressEntry
    duty: Duty
    judged: Judged

    @property
    def target(self) -> Target:
        """The target."""
        return self.entry.target

    @property
    def period(self) -> str:
        """The month of the year in words."""
        return year_month(self.target.year, self.entry.month)

    @property
    def step(self) -> Decimal | None:
        """The change since the last figure; None where there is none to compare with."""
        last = self.duty.last
        if last is None or last.value is None or self.entry.value is None:
            return None
        return self.entry.value - last.value

    @property
    def step_unit(self) -> str:
        """The unit of the step: points for rates and shares."""
        return gap_unit_of(self.target.unit)


def pending_approvals(entries: QuerySet[ProgressEntry], today: dt.date) -> list[PendingApproval]:
    """Return entries with what a reviewer must know of them. Four queries."""
    joined = entries.select_related("target__lead", "target__region", "filed_by")
    rows = list(joined.prefetch_related("target__stages", "target__entries"))
    if not rows:
        return []
    basis = basis_on(today, month=1, include_submitted=True)
    return [
        PendingApproval(
            entry=entry,
            duty=duty_of(entry.target, entry.month, basis),
            judged=judge_row(entry.target, entry.target.entries.all(), replace(basis, month=entry.month)),
        )
        for entry in rows
    ]
