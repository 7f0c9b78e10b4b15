"""Filling a scorecard, all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.scorecards.marking import marks_of
from tracker.scorecards.models import Filling, Mark, Scorecard
from tracker.verdicts.basis import month_to_judge

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def months_to_fill(scorecard: Scorecard) -> range:
    """Return the months of its year that are over, the newest last; empty before the year's first month is."""
    today = timezone.localdate()
    return range(1, (month_to_judge(scorecard.year, today) if scorecard.year <= today.year else 0) + 1)


@transaction.atomic
def fill(*, scorecard: Scorecard, month: int, by: User) -> Filling:
    """Store what every district has in every item at the end of a month; what was filled before stays beside it.

    Raises PermissionDenied for anybody but the office of its region, ValidationError for a month that is not over, for
    a scorecard without items, and where nobody has anything in any of them.
    """
    if not Scorecard.objects.filled_by(by).filter(pk=scorecard.pk).exists():
        raise PermissionDenied
    if month not in months_to_fill(scorecard):
        raise ValidationError(_("The month is not over yet; a scorecard is filled after its end."))
    locked = Scorecard.objects.select_for_update().get(pk=scorecard.pk)
    marks = marks_of(locked, month, timezone.localdate())
    if not marks:
        raise ValidationError(_("The scorecard has no items yet. An administrator adds them in the administration."))
    if all(mark.share is None for mark in marks):
        raise ValidationError(_("Nothing can be scored: no district has figures for any of the items."))
    version = (locked.fillings.filter(month=month).aggregate(last=Max("version"))["last"] or 0) + 1
    filling = Filling.objects.create(
        scorecard=locked, month=month, version=version, scoring=locked.scoring, filled_at=timezone.now(), filled_by=by
    )
    for mark in marks:
        mark.filling = filling
    Mark.objects.bulk_create(marks)
    return filling
