"""Taking a task table over: all rows or none, for one reason."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from reports.organisation.models import rights_of
from tracker.targets.imports.comparing import Preview
from tracker.targets.models import TaskTableFile
from tracker.targets.services import change_many

if TYPE_CHECKING:
    from reports.shared.people import User

LONGEST_REASON = 200


@transaction.atomic
def take_over(*, kept: TaskTableFile, preview: Preview, by: User, reason: str, now: dt.datetime) -> None:
    """Store what a file changes, as it was shown.

    Raises PermissionDenied, ValidationError (without a reason, or when a row is wrong), or RowsRefusedError when
    somebody changed a row meanwhile; nothing is stored then.
    """
    if not rights_of(by).reviews(kept.region_id):
        raise PermissionDenied
    if preview.problems:
        raise ValidationError(_("Correct the errors first: nothing of the file is stored in part."), code="problems")
    if len(reason) > LONGEST_REASON:
        raise ValidationError(_("Say in at most 200 characters why the targets change."), code="reason")
    change_many(revisions=preview.revisions, by=by, reason=reason)
    kept.applied_at = now
    kept.save(update_fields=["applied_at"])
