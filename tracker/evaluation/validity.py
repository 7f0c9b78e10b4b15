"""How long a verdict stands when nothing but the day of looking changes."""

from collections.abc import Iterator
from datetime import date, timedelta

from tracker.evaluation.periods import calendar_of, period_end
from tracker.evaluation.rules import Rules
from tracker.evaluation.schedule import MONTHS
from tracker.evaluation.terms import Shape, TargetTerms


def holds_until(terms: TargetTerms, *, month: int, as_of: date, rules: Rules) -> date | None:
    """The last day on which the verdict of `as_of` on the end of `month` is still the same; None: for good.

    It may stand longer, never shorter. What turns the verdict on a month turns that on every later month too: where
    the newest month still stands, all before it do.
    """
    if terms.withdrawn:
        return None
    return min((day for day in _last_days(terms, month, as_of, rules) if day >= as_of), default=None)


def _last_days(terms: TargetTerms, month: int, as_of: date, rules: Rules) -> Iterator[date]:
    """The days after which something turns: a figure falls due, a verdict begins to count, the year is over."""
    if month == MONTHS:
        yield max(terms.due, period_end(terms.year, MONTHS))
    if terms.shape is Shape.MILESTONE:
        if as_of <= _end_of(terms, month):
            yield as_of  # being late counts in days
    elif terms.shape is Shape.QUALITATIVE:
        if terms.verdict is not None:
            yield terms.verdict.given_on - timedelta(days=1)
    else:
        grace = timedelta(days=rules.reporting_days)
        yield from (period_end(terms.year, each) + grace for each in calendar_of(terms) if each <= month)


def _end_of(terms: TargetTerms, month: int) -> date:
    """The day up to which a milestone is looked at: December until the deadline."""
    end = period_end(terms.year, month)
    return max(end, terms.due) if month == MONTHS else end
