"""Who is behind two months in a row (连续两个月): at the end of a month and of the one before it.

Only a month for which a figure is filed tells anything new: a quarter's figure is one bad month, not three. So a target
of quarters counts in March, June, September and December, by the same rule as its level of dispatch.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from tracker.evaluation import Frequency, Status
from tracker.evaluation.periods import calendar
from tracker.standings.reading import Stand, with_status
from tracker.targets.models import Target
from tracker.verdicts.basis import Basis, month_to_judge

BEHIND = frozenset(status for status in Status if status.needs_reason)


def is_behind_again(stand: Stand, previous: str | None) -> bool:
    """Tell whether a target is behind for the second month in a row; `previous` is its status a month before.

    The standing's target should be joined.
    """
    target, month = stand.standing.target, stand.standing.month
    is_asked = month in calendar(Frequency(target.frequency), target.deadline, target.year)
    return is_asked and stand.status in BEHIND and previous in BEHIND


def behind_again(targets: QuerySet[Target], basis: Basis, *, year: int, month: int | None) -> QuerySet[Target]:
    """Keep those of a year's `targets` that are so at the end of `month` (None: of the newest one)."""
    month = month or month_to_judge(year, basis.as_of)
    if month == 1:
        return targets.none()
    now = with_status(targets.filter(_asked(year, month)), BEHIND, basis, year=year, month=month)
    return with_status(now, BEHIND, basis, year=year, month=month - 1)


def _asked(year: int, month: int) -> Q:
    """The condition that a figure is filed for the month: by the frequency, or since all is due then."""
    whole_year = dt.date(year, 12, 31)
    frequencies = [each.value for each in Frequency if month in calendar(each, whole_year, year)]
    return Q(frequency__in=frequencies) | Q(deadline__year=year, deadline__month=month)
