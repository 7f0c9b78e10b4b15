"""Who files in the place of a colleague until a day: named by the department itself or by the office."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.auth.models import User as Account
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from reports.organisation.models import Department, Membership, Role, rights_of
from reports.shared.history import id_of, save_as

if TYPE_CHECKING:
    from reports.shared.people import User

LONGEST = dt.timedelta(days=92)
"""A quarter: who is away for longer is replaced by the administration."""


def departments_of(user: User) -> QuerySet[Department]:
    """Return the departments for which `user` may name a stand-in: their own, or those of the regions they review.

    Who only stands in names nobody.
    """
    own = Membership.objects.of(user).filter(role=Role.REPORTER, named_by=None).values("department")
    may_name = Q(pk__in=own) | rights_of(user).may_review("region")
    return Department.objects.filter(may_name, is_active=True).select_related("region")


def colleagues_for(departments: QuerySet[Department], *, by: User, today: dt.date) -> QuerySet[Account]:
    """Return who may stand in: everybody but `by` with a role of their own in the region of one of the departments."""
    regions = departments.order_by().values("region")
    held = Membership.objects.holding(today).filter(region__in=regions, named_by=None).values("user")
    return Account.objects.filter(pk__in=held, is_active=True).exclude(pk=id_of(by)).order_by("username")


def stand_ins_for(user: User) -> QuerySet[Membership]:
    """Return the stand-ins, of today and of before, of the departments for which `user` may name one."""
    rows = Membership.objects.stand_ins().filter(department__in=departments_of(user).order_by())
    return rows.select_related("user", "department__region", "named_by").order_by("-valid_until", "pk")


@transaction.atomic
def name_stand_in(
    *, department: Department, colleague: Account, until: dt.date, by: User, today: dt.date
) -> Membership:
    """Let `colleague` file for a department up to and with a day; naming them again sets another day.

    Raises PermissionDenied, or ValidationError (until_passed, until_far, files_already, elsewhere).
    """
    # The department's row serves as the lock: two who name the same colleague meet here.
    if not departments_of(by).select_for_update(of=("self",)).filter(pk=department.pk):
        raise PermissionDenied
    _check_day(until, today)
    nearby = colleagues_for(Department.objects.filter(pk=department.pk), by=by, today=today)
    if not nearby.filter(pk=colleague.pk).exists():
        raise _error("colleague", _("Choose somebody else with a role in this region."), "elsewhere")
    key = {"user": colleague, "region_id": department.region_id, "department": department, "role": Role.REPORTER}
    row = Membership.objects.filter(**key).first() or Membership(**key)
    if row.pk and row.named_by_id is None and (row.valid_until is None or row.valid_until >= today):
        raise _error("colleague", _("They file for this department already."), "files_already")
    row.valid_until, row.named_by_id = until, id_of(by)
    save_as(row, by=by, action="stand-in named")
    return row


@transaction.atomic
def end_standing_in(*, membership: Membership, by: User, today: dt.date) -> None:
    """Take the right to file back from today on; what was filed stays. Raises PermissionDenied."""
    row = stand_ins_for(by).select_for_update(of=("self",)).filter(pk=membership.pk).first()
    if row is None:
        raise PermissionDenied
    row.valid_until = min(row.valid_until or today, today - dt.timedelta(days=1))
    save_as(row, by=by, action="standing in ended")


def _check_day(until: dt.date, today: dt.date) -> None:
    if until < today:
        raise _error("until", _("Choose today or a later day."), "until_passed")
    if until > today + LONGEST:
        words = _("A stand-in is named for a quarter at most. For longer ask the administration for a role.")
        raise _error("until", words, "until_far")


def _error(field: str, words: str, code: str) -> ValidationError:
    return ValidationError({field: ValidationError(words, code)})
