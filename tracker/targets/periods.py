"""Which months a target is filed for, and from which day on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tracker.evaluation import Frequency
from tracker.evaluation.periods import calendar, period_end
from tracker.targets.models import Target
from tracker.verdicts.basis import latest_month


def months_of(target: Target) -> tuple[int, ...]:
    """Return the months for which a figure of `target` exists: those of its frequency, and that of its deadline."""
    return calendar(Frequency(target.frequency), target.deadline, target.year)


def has_begun(year: int, month: int, today: dt.date) -> bool:
    """Tell whether the month can be filed: from its first day on."""
    return dt.date(year, month, 1) <= today


def is_due(year: int, month: int, today: dt.date) -> bool:
    """Tell whether the month's figure is owed: from the day after its end."""
    return period_end(year, month) < today


def asked_months(target: Target) -> tuple[int, ...]:
    """Return the months that are asked for: those of `months_of`, up to the one that tells of a milestone's end."""
    return until_done(months_of(target), target.year, [stage.done_on for stage in target.stages.all()])


def until_done(months: tuple[int, ...], year: int, stages: Sequence[dt.date | None]) -> tuple[int, ...]:
    """Keep the months up to the one that tells that the last of the stages was done; all while one is open."""
    done = [day for day in stages if day is not None]
    if not stages or len(done) < len(stages):
        return months
    before = [month for month in months if (year, month) < (max(done).year, max(done).month)]
    return months[: len(before) + 1]


def due_months(target: Target, today: dt.date) -> tuple[int, ...]:
    """Return the months whose figures are owed on `today`, in order."""
    latest = latest_month(target.year, today)
    return tuple([month for month in asked_months(target) if month <= latest])
