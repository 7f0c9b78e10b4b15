"""Which months a target is filed for, and from which day on."""

from __future__ import annotations

import datetime as dt

from tracker.evaluation.periods import calendar_of, period_end
from tracker.models import Target
from tracker.services.judging import terms_of


def months_of(target: Target) -> tuple[int, ...]:
    """Return the months for which a figure of `target` exists: those of its frequency, and that of its deadline."""
    return calendar_of(terms_of(target))


def has_begun(year: int, month: int, today: dt.date) -> bool:
    """Tell whether the month can be filed: from its first day on."""
    return dt.date(year, month, 1) <= today


def is_due(year: int, month: int, today: dt.date) -> bool:
    """Tell whether the month's figure is owed: from the day after its end."""
    return period_end(year, month) < today


def due_months(target: Target, today: dt.date) -> tuple[int, ...]:
    """Return the months whose figures are owed on `today`, in order."""
    return tuple(month for month in months_of(target) if is_due(target.year, month, today))
