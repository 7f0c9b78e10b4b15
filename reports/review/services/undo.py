"""Taking back a reviewer's own last step, if nobody has touched its rows since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from reports.library.models import Statement, WorkReport
from reports.library.services.statement_rows import DECISION, MEANING, POSITION, STATE, holds, lock, restore, save_rows
from reports.review.models import ReviewAction
from reports.review.services.decisions import DECIDED, Outcome, Ref, StaleError, fetch, refuse_adopted

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NothingToUndoError(Exception):
    """The user has done nothing here that is not undone already."""


def last_action(report: WorkReport, user: User) -> ReviewAction | None:
    """Return the user's last step in this report that is not undone."""
    return ReviewAction.objects.filter(report=report, user=user, undone_at=None).order_by("-pk").first()


def undo(*, report: WorkReport, user: User) -> tuple[ReviewAction, Outcome]:
    """Give the rows of the user's last step back what they held before; rows that it had made are removed.

    Raises NothingToUndoError, StaleError where somebody (a new reading too) changed one of the rows since,
    AdoptedError where one has become a target.
    """
    with transaction.atomic():
        lock(report)
        action = last_action(report, user)
        if action is None:
            raise NothingToUndoError
        rows = _rows_of(action)
        save_rows(rows, STATE if action.verb in DECIDED else (*MEANING, *POSITION, *DECISION), user=user)
        action.undone_at = timezone.now()
        action.save(update_fields=["undone_at"])
        return action, Outcome(rows)


def _rows_of(action: ReviewAction) -> list[Statement]:
    """Return the rows (unsaved) as they were before the action; own later steps that are undone do not count."""
    rows = fetch(action.report, [Ref(taken["pk"], taken["version"]) for taken in action.after])
    later = {taken["pk"]: taken for taken in action.after}
    changed = [row for row in rows if not holds(row, later[row.pk])]
    if changed:
        raise StaleError(changed)
    refuse_adopted(rows)
    earlier = {taken["pk"]: taken for taken in action.before}
    for row in rows:
        if row.pk in earlier:
            restore(row, earlier[row.pk])
        else:
            row.state = Statement.State.REMOVED
    return rows
