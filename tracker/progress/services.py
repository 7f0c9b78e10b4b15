"""Filing progress and approving it: draft → submitted → approved, or returned and submitted again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.shared.history import id_of, save_as
from tracker.progress.closing import Closing, check_open, office_day
from tracker.progress.evidence import Attachment, attach
from tracker.progress.judgement import judge_value
from tracker.progress.models import ProgressEntry
from tracker.progress.origins import Origin
from tracker.targets.announcing import announce, announced_together
from tracker.targets.models import Target
from tracker.targets.periods import has_begun, months_of
from tracker.verdicts.basis import basis_on

if TYPE_CHECKING:
    from reports.shared.people import User

State = ProgressEntry.State
NOT_SAID = Origin()


@dataclass(frozen=True, slots=True)
class Filing:
    """What a reporter fills in for one target and month; `value` in the target's unit, year to date if it adds up.

    What `origin` leaves open is taken as it stands already, else as it usually is (`usual_origin`).
    """

    value: Decimal | None = None
    narrative: str = ""
    problem: str = ""
    next_step: str = ""
    reason: str = ""
    origin: Origin = NOT_SAID


class ConflictError(Exception):
    """Somebody else saved the entry meanwhile: `current` is what is stored, `attempted` what was not."""

    def __init__(self, current: ProgressEntry, attempted: Filing | None = None) -> None:
        super().__init__(_("Somebody else has changed this entry meanwhile."))
        self.current = current
        self.attempted = attempted


@transaction.atomic
def save_draft(
    *,
    target: Target,
    month: int,
    filing: Filing,
    by: User,
    version: int,
    now: dt.datetime | None = None,
    files: Sequence[Attachment] = (),
) -> ProgressEntry:
    """Keep what was typed without submitting it; a returned entry stays returned.

    `version` is that of the entry that `by` saw, 0 for none.
    Raises PermissionDenied, ValidationError (period, state, closed) or ConflictError; nothing is stored then.
    """
    entry, _closing = _opened(target, month, filing, by, version, now or timezone.now())
    return _stored(entry, filing, by=by, action="draft saved", files=files)


@transaction.atomic
def submit(
    *,
    target: Target,
    month: int,
    filing: Filing,
    by: User,
    version: int,
    now: dt.datetime | None = None,
    files: Sequence[Attachment] = (),
) -> ProgressEntry:
    """Submit the figure (or, for a target without a number, the words) of a month for approval.

    Raises as `save_draft`, and ValidationError with code `value_required`, `narrative_required`,
    or `reason_required` when the figure puts the target behind or worse and no reason is given.
    """
    now = now or timezone.now()
    entry, closing = _opened(target, month, filing, by, version, now)
    _check_complete(target, month, filing, timezone.localdate(now))
    # What was returned keeps the day of its first filing: mending takes the time that the office took too.
    entry.is_late = (
        entry.is_late if entry.state == State.RETURNED else _comes_late(target, month, office_day(now), closing)
    )
    entry.state, entry.submitted_at = State.SUBMITTED, now
    return _stored(entry, filing, by=by, action="submitted", files=files)


@transaction.atomic
def withdraw_to_draft(*, entry: ProgressEntry, by: User, version: int, now: dt.datetime | None = None) -> ProgressEntry:
    """Take a submitted entry back before a reviewer has decided; only the department that filed it may.

    Raises PermissionDenied, ValidationError (state, closed) or ConflictError.
    """
    entry = locked(entry, version)
    require_reporter(entry.target, by)
    _require_state(entry, State.SUBMITTED, _("Only a submitted entry that nobody has decided can be taken back."))
    check_open(entry.target, entry.month, office_day(now or timezone.now()))
    entry.state = State.DRAFT
    return bumped(entry, by=by, action="taken back")


@transaction.atomic
def approve(
    *, entry: ProgressEntry, by: User, version: int, note: str = "", now: dt.datetime | None = None
) -> ProgressEntry:
    """Approve a submitted entry: from now on it decides the official status.

    Raises PermissionDenied, ValidationError (state) or ConflictError.
    """
    return _decided(entry, State.APPROVED, by=by, version=version, note=note, now=now, action="approved")


@transaction.atomic
def return_(
    *, entry: ProgressEntry, by: User, version: int, note: str, now: dt.datetime | None = None
) -> ProgressEntry:
    """Send a submitted entry back with a note that says what to mend.

    Raises PermissionDenied, ValidationError (state, empty note) or ConflictError.
    """
    if not note.strip():
        raise ValidationError(_("Say in a note what the department should mend."), code="note_required")
    return _decided(entry, State.RETURNED, by=by, version=version, note=note, now=now, action="returned")


@transaction.atomic
def approve_many(*, entries: dict[int, int], by: User, now: dt.datetime | None = None) -> list[ProgressEntry]:
    """Approve several entries at once, given as id → version; all of them or none.

    Raises as `approve`; ids that `by` may not review raise PermissionDenied.
    """
    found = ProgressEntry.objects.reviewable_by(by).filter(pk__in=entries).select_related("target")
    # By their targets' numbers, the order in which everybody locks targets.
    ordered = found.order_by("target_id", "month")
    if len(ordered) != len(entries):
        raise PermissionDenied
    with announced_together():
        return [approve(entry=entry, by=by, version=entries[entry.pk], now=now) for entry in ordered]


def _opened(
    target: Target, month: int, filing: Filing, by: User, version: int, now: dt.datetime
) -> tuple[ProgressEntry, Closing]:
    require_reporter(target, by)
    # The target's row serves as the lock: two first entries for one month cannot pass at once.
    _check_period(Target.objects.select_for_update().get(pk=target.pk), month, timezone.localdate(now))
    entry = ProgressEntry.objects.filter(target=target, month=month).first()
    if entry is not None and entry.version != version:
        raise ConflictError(entry, filing)
    if entry is not None and not entry.is_editable:
        raise ValidationError(_not_editable(entry), code="state")
    closing = check_open(target, month, office_day(now))
    return entry or ProgressEntry(target=target, month=month, version=0, filed_by_id=id_of(by)), closing


def _comes_late(target: Target, month: int, today: dt.date, closing: Closing) -> bool:
    return closing.is_late(target, month, today, basis_on(today, month=month).rules.reporting_days)


def _not_editable(entry: ProgressEntry) -> str:
    if entry.state == State.APPROVED:
        if entry.target.takes_number:
            return _("This entry is approved. If its figure is wrong, ask for a correction on the target's page.")
        return _("This entry is approved and stays as it is: put what is new into the next month.")
    return _("This entry waits for approval. Take it back first if you want to change it.")


def _check_period(target: Target, month: int, today: dt.date) -> None:
    if target.is_withdrawn:
        raise ValidationError(_("This target was withdrawn; nothing is filed for it any more."), code="withdrawn")
    if month not in months_of(target):
        months = "、".join(str(each) for each in months_of(target))
        message = _("There is no figure for month %(month)s. This target is filed for these months: %(months)s.")
        raise ValidationError(message, code="period", params={"month": month, "months": months})
    if not has_begun(target.year, month, today):
        message = _("%(year)s-%(month)02d has not begun yet; it can be filed from its first day on.")
        raise ValidationError(message, code="future", params={"year": target.year, "month": month})


def _check_complete(target: Target, month: int, filing: Filing, today: dt.date) -> None:
    if not target.takes_number:
        if not filing.narrative.strip():
            raise error_in("narrative", _("Say in a sentence how far it is."))
        # Its status hangs on what the reviewer enters (dates of stages, a verdict): it says nothing of this filing.
        return
    if filing.value is None:
        raise error_in("value", _("Enter the figure."))
    verdict = judge_value(target, month=month, value=filing.value, today=today)
    if verdict.status.needs_reason and not filing.reason.strip():
        raise error_in("reason", _("With this figure the target is behind schedule: say why."))


def error_in(field: str, message: str) -> ValidationError:
    """Return the error that a field must be filled in, with the code `<field>_required`."""
    return ValidationError({field: ValidationError(message, code=f"{field}_required")})


def _stored(
    entry: ProgressEntry, filing: Filing, *, by: User, action: str, files: Sequence[Attachment]
) -> ProgressEntry:
    entry.value, entry.narrative, entry.problem = filing.value, filing.narrative.strip(), filing.problem.strip()
    entry.next_step, entry.reason = filing.next_step.strip(), filing.reason.strip()
    entry.source, entry.vintage = _origin_of(entry, filing)
    entry.filed_by_id = id_of(by)
    entry = bumped(entry, by=by, action=action)
    attach(entry, files, by=by)
    return entry


def _origin_of(entry: ProgressEntry, filing: Filing) -> Origin:
    """What the writer said, what stands already, or what is usual; nothing where there is no figure."""
    if filing.value is None:
        return Origin()
    given = Origin(filing.origin.source or entry.source, filing.origin.vintage or entry.vintage)
    if all(given):
        return given
    usual = usual_origin(entry.target)
    return Origin(given.source or usual.source, given.vintage or usual.vintage)


def usual_origin(target: Target) -> Origin:
    """Return where the figures of `target` came from last, empty where nobody has said so: nothing is claimed.

    One query.
    """
    told = ProgressEntry.objects.filter(target=target).exclude(source="").only("source", "vintage")
    entry = told.order_by("-month").first()
    return entry.origin if entry else Origin()


def bumped(entry: ProgressEntry, *, by: User, action: str) -> ProgressEntry:
    """Store an entry in its next version, and announce that its target is judged by something else."""
    entry.version += 1
    save_as(entry, by=by, action=action)
    announce([entry.target_id])
    return entry


def locked(entry: ProgressEntry, version: int) -> ProgressEntry:
    """Return the entry as it is stored, locked with its target. Raises ConflictError unless it is of `version`."""
    # First the target, then its entry: what follows from the figures is kept under the target's lock.
    Target.objects.select_for_update(no_key=True).only("pk").get(pk=entry.target_id)
    current = ProgressEntry.objects.select_for_update(of=("self",)).select_related("target").get(pk=entry.pk)
    if current.version != version:
        raise ConflictError(current)
    return current


def _decided(
    entry: ProgressEntry, state: str, *, by: User, version: int, note: str, now: dt.datetime | None, action: str
) -> ProgressEntry:
    entry = locked(entry, version)
    if not Target.objects.reviewable_by(by).filter(pk=entry.target_id).exists():
        raise PermissionDenied
    _require_state(entry, State.SUBMITTED, _("Only a submitted entry can be approved or returned."))
    if entry.target.is_withdrawn and state == State.APPROVED:
        raise ValidationError(_("This target was withdrawn; return the entry instead."), code="withdrawn")
    entry.state, entry.review_note = state, note.strip()
    entry.reviewed_by_id, entry.reviewed_at = id_of(by), now or timezone.now()
    return bumped(entry, by=by, action=action)


def require_reporter(target: Target, by: User) -> None:
    """Raise PermissionDenied unless `by` files for the target."""
    if not Target.objects.reported_by(by).filter(pk=target.pk).exists():
        raise PermissionDenied


def _require_state(entry: ProgressEntry, state: str, message: str) -> None:
    if entry.state != state:
        raise ValidationError(message, code="state")
