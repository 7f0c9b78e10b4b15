"""Preparing a meeting, gathering its agenda anew, closing it for good."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.organisation.models import Region, rights_of
from reports.shared.history import save_as
from tracker.dispatch.agenda import gather
from tracker.dispatch.models import Meeting

if TYPE_CHECKING:
    from reports.shared.people import User


@transaction.atomic
def prepare_meeting(
    *, region: Region, kind: str, held_on: dt.date, chair: str, by: User, now: dt.datetime | None = None
) -> Meeting:
    """Prepare a meeting about the last month that is over on its day, with its agenda as it stands now.

    Raises PermissionDenied, and ValidationError (code `duplicate`) for a second one of a kind on a day.
    """
    now = now or timezone.now()
    if not rights_of(by).reviews(region.pk):
        raise PermissionDenied
    Region.objects.select_for_update(no_key=True, of=("self",)).only("pk").get(pk=region.pk)
    if Meeting.objects.filter(region=region, kind=kind, held_on=held_on).exists():
        message = _("There is a meeting of this kind on that day already.")
        raise ValidationError({"held_on": ValidationError(message, code="duplicate")})
    about = min(held_on, timezone.localdate(now)).replace(day=1) - dt.timedelta(days=1)
    meeting = Meeting(region=region, kind=kind, held_on=held_on, chair=chair, year=about.year, month=about.month)
    return _gathered(meeting, by=by, now=now)


@transaction.atomic
def gather_again(*, meeting: Meeting, by: User, now: dt.datetime | None = None) -> Meeting:
    """Gather the agenda of a meeting that is not closed anew. Raises PermissionDenied or ValidationError (`closed`)."""
    return _gathered(_opened(meeting, by), by=by, now=now or timezone.now())


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: User, now: dt.datetime | None = None) -> Meeting:
    """Close a meeting: agenda and decisions stay as they are. Raises as `gather_again`."""
    meeting = _opened(meeting, by)
    meeting.closed_at = now or timezone.now()
    meeting.version += 1
    save_as(meeting, by=by, action="meeting closed")
    return meeting


def _opened(meeting: Meeting, by: User) -> Meeting:
    if not Meeting.objects.held_by(by).filter(pk=meeting.pk).exists():
        raise PermissionDenied
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("region").get(pk=meeting.pk)
    if meeting.is_closed:
        raise ValidationError(_("This meeting is closed and stays as it is."), code="closed")
    return meeting


def _gathered(meeting: Meeting, *, by: User, now: dt.datetime) -> Meeting:
    meeting.agenda, meeting.gathered_at = gather(meeting, timezone.localdate(now)), now
    meeting.version += 1
    save_as(meeting, by=by, action="agenda gathered")
    return meeting
