"""Urging a department to report a month, with a record."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.shared.history import id_of
from tracker.dispatch.models import Urging
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target
from tracker.targets.periods import due_months

if TYPE_CHECKING:
    from reports.shared.people import User

SETTLED = (ProgressEntry.State.SUBMITTED, ProgressEntry.State.APPROVED)


@transaction.atomic
def urge(*, target: Target, month: int, by: User, now: dt.datetime | None = None) -> Urging:
    """Urge the department that leads a target to report a month; at most once a day.

    Raises PermissionDenied, or ValidationError (`not_due`, `duplicate`).
    """
    today = timezone.localdate(now)
    if not Target.objects.reviewable_by(by).filter(pk=target.pk).exists():
        raise PermissionDenied
    settled = target.entries.filter(month=month, state__in=SETTLED).exists()
    if settled or target.is_withdrawn or month not in due_months(target, today):
        raise ValidationError(_("Nothing is owed for this month."), code="not_due")
    try:
        with transaction.atomic():
            return Urging.objects.create(target=target, month=month, on=today, by_id=id_of(by))
    except IntegrityError as error:
        raise ValidationError(_("This was urged today already."), code="duplicate") from error
