"""Which months have a figure, when it is due, and when the year is over."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from tracker.evaluation.schedule import MONTHS
from tracker.evaluation.terms import Frequency, Observation, TargetTerms

_MONTHS_OF = {
    Frequency.MONTHLY: range(1, MONTHS + 1),
    Frequency.MONTHLY_FROM_FEBRUARY: range(2, MONTHS + 1),
    Frequency.QUARTERLY: range(3, MONTHS + 1, 3),
    Frequency.ANNUAL: range(MONTHS, MONTHS + 1),
}


@lru_cache(maxsize=1024)
def period_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def deadline_month(terms: TargetTerms) -> int:
    """The month of the target's year in which all of it is due; December when the deadline lies behind the year."""
    if terms.due.year > terms.year:
        return MONTHS
    return terms.due.month if terms.due.year == terms.year else 1


def calendar_of(terms: TargetTerms) -> tuple[int, ...]:
    """The months for which a figure exists: those of its frequency, and the month of its deadline."""
    return calendar(terms.frequency, terms.due, terms.year)


def calendar(frequency: Frequency, due: date, year: int) -> tuple[int, ...]:
    """The same for a promise of `year` that is due on a day."""
    return _calendar(frequency, due.month if due.year == year else None)


@lru_cache(maxsize=64)
def _calendar(frequency: Frequency, deadline: int | None) -> tuple[int, ...]:
    months = {*_MONTHS_OF[frequency], deadline or MONTHS}
    return tuple(sorted(months))


def latest_due_month(terms: TargetTerms, *, month: int, as_of: date, reporting_days: int) -> int | None:
    """The newest month up to `month` whose figure must be there on `as_of`; None while nothing is due."""
    closed_before = as_of - timedelta(days=reporting_days)
    past = (each for each in reversed(calendar_of(terms)) if each <= month)
    return next((each for each in past if period_end(terms.year, each) < closed_before), None)


def figures_until(terms: TargetTerms, observations: Sequence[Observation], month: int) -> tuple[Observation, ...]:
    """The reported figures up to `month` in the order of their months.

    What was filed for a month in which this figure does not exist (half-year estimates of an annual one) is not judged.
    Raises ValueError when a month comes twice.
    """
    if len({each.month for each in observations}) != len(observations):
        raise ValueError("There are two observations for one month.")
    calendar = calendar_of(terms)
    known = [each for each in observations if each.value is not None and each.month in calendar and each.month <= month]
    return tuple(sorted(known, key=lambda each: each.month))


def is_year_over(terms: TargetTerms, *, month: int, as_of: date) -> bool:
    """Whether the whole year is judged, from a day after its end and after the deadline."""
    return month == MONTHS and as_of > max(terms.due, period_end(terms.year, MONTHS))
