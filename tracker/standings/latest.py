"""The status of targets of several years, each at the latest month of its year that is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from tracker.progress.judgement import Judged, judge_each
from tracker.targets.models import Target
from tracker.verdicts.basis import basis_on, month_to_judge


def judged_latest(
    targets: Iterable[Target], *, today: dt.date, month: int | None = None, include_submitted: bool = False
) -> list[Judged]:
    """Judge targets at the end of `month`, or of the latest month of each one's year.

    Three queries, and that of the targets if they are not loaded yet.
    """
    basis = basis_on(today, month=month or 1, include_submitted=include_submitted)
    return judge_each(targets, lambda each: replace(basis, month=month or month_to_judge(each.year, today)))


def by_target(judged: Iterable[Judged]) -> dict[int, Judged]:
    """Return the verdicts under their targets' numbers."""
    return {each.target.pk: each for each in judged}
