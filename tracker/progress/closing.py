"""When a month closes: the end of a day of the next month, unless the office has opened it again for a department."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.organisation.models import Department, rights_of
from reports.shared.history import id_of, save_as
from tracker.evaluation.periods import period_end
from tracker.progress.models import ClosingDay, Reopening
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

OFFICE_TIME = ZoneInfo("Asia/Shanghai")
Month = tuple[int, int, int]
"""A department, a year and a month."""


@dataclass(frozen=True)
class Closing:
    """The closing days of some regions and the months that were opened again; what is in neither never closes."""

    days: dict[int | None, int | None] = field(default_factory=dict)
    reopened: dict[Month, dt.date] = field(default_factory=dict)

    def closes_on(self, target: Target, month: int) -> dt.date | None:
        """Return the last day on which the month is filed in time; None where it never closes."""
        day = self.days.get(target.region_id, self.days.get(None))
        return _day_of_next_month(target.year, month, day) if day else None

    def open_until(self, target: Target, month: int) -> dt.date | None:
        """Return the last day on which the month may be filed, reopening included; None where it never closes."""
        closes_on = self.closes_on(target, month)
        reopened = self.reopened.get((target.lead_id, target.year, month))
        return max(closes_on, reopened) if closes_on and reopened else closes_on

    def is_closed(self, target: Target, month: int, today: dt.date) -> bool:
        """Tell whether nothing is filed for the month any more."""
        until = self.open_until(target, month)
        return until is not None and until < today

    def is_late(self, target: Target, month: int, today: dt.date, reporting_days: int) -> bool:
        """Tell whether what is filed today comes after the closing day, or after the day it was due.

        Where no month closes and the rules give no days for reporting, nothing says by when: nothing is late then.
        """
        closes_on = self.closes_on(target, month)
        grace = dt.timedelta(days=reporting_days)
        due_on = period_end(target.year, month) + grace if reporting_days else None
        return any(day is not None and day < today for day in (closes_on, due_on))


def office_day(now: dt.datetime) -> dt.date:
    """Return the day that an instant falls on where the offices are."""
    return timezone.localdate(now, OFFICE_TIME)


def closing_of(targets: Iterable[Target]) -> Closing:
    """Return when the months of some targets close. Two queries, one where nothing ever closes."""
    rows = list(targets)
    days = _days({each.region_id for each in rows})
    if not any(days.values()):
        return Closing(days)
    departments, years = {each.lead_id for each in rows}, {each.year for each in rows}
    opened = Reopening.objects.filter(department__in=departments, year__in=years).order_by()
    months = opened.values_list("department", "year", "month", "until")
    return Closing(days, {(department, year, month): until for department, year, month, until in months})


def check_open(target: Target, month: int, today: dt.date) -> Closing:
    """Return when the target's months close. Raises ValidationError (closed) if this one has."""
    closing = closing_of([target])
    if closing.is_closed(target, month, today):
        message = _(
            "%(year)s-%(month)02d was closed at the end of %(day)s; nothing is filed for it any more. "
            "Ask the office to open it again for your department."
        )
        until = closing.open_until(target, month)
        params = {"year": target.year, "month": month, "day": until and until.isoformat()}
        raise ValidationError(message, code="closed", params=params)
    return closing


@transaction.atomic
def reopen(
    *, department: Department, year: int, month: int, until: dt.date, reason: str, by: User, today: dt.date
) -> Reopening:
    """Open a month again for a department up to a day; who does so anew sets another day.

    Raises PermissionDenied, or ValidationError (reason_required, until_passed).
    """
    # Its row serves as the lock: two who open the same month meet here.
    department = Department.objects.select_for_update().get(pk=department.pk)
    if not rights_of(by).reviews(department.region_id):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": ValidationError(_("Say why the month is opened again."), "reason_required")})
    if until < today:
        raise ValidationError({"until": ValidationError(_("Choose today or a later day."), "until_passed")})
    key = {"department": department, "year": year, "month": month}
    row = Reopening.objects.filter(**key).first() or Reopening(**key)
    row.until, row.reason, row.made_by_id = until, reason.strip(), id_of(by)
    save_as(row, by=by, action="opened again")
    return row


def closing_days_for(user: User) -> QuerySet[ClosingDay]:
    """Return the closing days that hold where `user` reviews: for all regions, and of one's own. One query."""
    own = rights_of(user).may_review("region")
    return ClosingDay.objects.filter(own | Q(region=None) if own else own).select_related("region")


def _days(regions: Collection[int]) -> dict[int | None, int | None]:
    rows = ClosingDay.objects.filter(Q(region=None) | Q(region__in=regions)).order_by()
    return dict(rows.values_list("region", "day"))


def _day_of_next_month(year: int, month: int, day: int) -> dt.date:
    return period_end(year, month) + dt.timedelta(days=day)
