"""Which months a target is filed for, and from which day on."""

from __future__ import annotations

import datetime as dt

from tracker.evaluation.periods import calendar_of, period_end
from tracker.targets.models import Target
from tracker.targets.terms import terms_of


def months_of(target: Target) -> tuple[int, ...]:
    """Return the months for which a figure of `target` exists: those of its frequency, and that of its deadline."""
    return calendar_of(terms_of(target))


def has_begun(year: int, month: int, today: dt.date) -> bool:
    """Tell whether the month can be filed: from its first day on."""
    return dt.date(year, month, 1) <= today


def is_due(year: int, month: int, today: dt.date) -> bool:
    """Tell whether the month's figure is owed: from the day after its end."""
    return period_end(year, month) < today


def asked_months(target: Target) -> tuple[int, ...]:
    """Return the months that are asked for: those of `months_of`, up to the one that tells of a milestone's end."""
    terms, months = terms_of(target), months_of(target)
    ends = [stage.done for stage in terms.stages]
    if not ends or None in ends:
        return months
    end = max(end for end in ends if end is not None)
    before = [month for month in months if (target.year, month) < (end.year, end.month)]
    return months[: len(before) + 1]


def due_months(target: Target, today: dt.date) -> tuple[int, ...]:
    """Return the months whose figures are owed on `today`, in order."""
    return tuple(month for month in asked_months(target) if is_due(target.year, month, today))
