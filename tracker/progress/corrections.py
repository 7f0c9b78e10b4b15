"""Correcting an approved figure: a department asks, the office decides; what stood before is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.shared.history import id_of, save_as
from tracker.progress.judgement import judge_value
from tracker.progress.models import Correction, ProgressEntry
from tracker.progress.origins import Vintage
from tracker.progress.services import ConflictError, bumped, error_in, locked, require_reporter
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

State = Correction.State


@dataclass(frozen=True, slots=True)
class Correcting:
    """The right figure, why it differs, and why the target is behind with it."""

    value: Decimal
    kind: str
    reason: str
    behind_reason: str = ""


@transaction.atomic
def ask_correction(
    *, entry: ProgressEntry, correcting: Correcting, by: User, version: int, now: dt.datetime | None = None
) -> Correction:
    """Ask the office to correct an approved figure; until it does, the approved one counts.

    Raises PermissionDenied, ConflictError, or ValidationError (state, not_a_number, withdrawn, already_asked,
    reason_required, same_value, behind_reason_required); nothing is stored then.
    """
    entry = locked(entry, version)
    require_reporter(entry.target, by)
    return _asked(entry, correcting, by, now or timezone.now())


@transaction.atomic
def correct(
    *, entry: ProgressEntry, correcting: Correcting, by: User, version: int, now: dt.datetime | None = None
) -> Correction:
    """Correct an approved figure as the office: asked for and approved by the same reviewer. Raises as asking does."""
    now = now or timezone.now()
    entry = locked(entry, version)
    _require_reviewer(entry, by)
    return _approved(_asked(entry, correcting, by, now), by=by, note="", now=now)


@transaction.atomic
def approve_correction(
    *, correction: Correction, by: User, version: int, note: str = "", now: dt.datetime | None = None
) -> Correction:
    """Put the corrected figure into its entry; every judgement follows in the same transaction.

    `version` is that of the entry. Raises PermissionDenied, ConflictError, or ValidationError (state, withdrawn).
    """
    correction = _open(correction, by, version)
    _check_correctable(correction.entry)
    return _approved(correction, by=by, note=note, now=now or timezone.now())


@transaction.atomic
def refuse_correction(
    *, correction: Correction, by: User, version: int, note: str, now: dt.datetime | None = None
) -> Correction:
    """Leave the approved figure as it is, and say why. Raises as approving, and ValidationError (note_required)."""
    if not note.strip():
        raise ValidationError(_("Say in a note why the figure stays as it is."), code="note_required")
    correction = _open(correction, by, version)
    return _decided(correction, State.REFUSED, by=by, note=note, now=now or timezone.now(), action="correction refused")


def _asked(entry: ProgressEntry, correcting: Correcting, by: User, now: dt.datetime) -> Correction:
    _check_correctable(entry)
    if entry.corrections.waiting().exists():
        raise ValidationError(_("A correction of this figure waits for the office already."), code="already_asked")
    _check_words(entry, correcting, timezone.localdate(now))
    correction = Correction(
        entry=entry,
        value_before=entry.value,
        value=correcting.value,
        kind=correcting.kind,
        reason=correcting.reason.strip(),
        behind_reason=correcting.behind_reason.strip(),
        asked_by_id=id_of(by),
        asked_at=now,
    )
    save_as(correction, by=by, action="correction asked for")
    return correction


def _check_correctable(entry: ProgressEntry) -> None:
    if entry.state != ProgressEntry.State.APPROVED:
        raise ValidationError(
            _("Only an approved figure is corrected; this one can still be filed anew."), code="state"
        )
    if not entry.target.takes_number:
        message = _("This target is told of in words, without a figure: put what is new into the next month.")
        raise ValidationError(message, code="not_a_number")
    if entry.target.is_withdrawn:
        raise ValidationError(_("This target was withdrawn; its figures stay as they are."), code="withdrawn")


def _check_words(entry: ProgressEntry, correcting: Correcting, today: dt.date) -> None:
    if not correcting.reason.strip():
        raise error_in("reason", _("Say why the figure is corrected."))
    if correcting.value == entry.value and correcting.kind != Correction.Kind.FINAL:
        raise ValidationError({"value": ValidationError(_("This is the figure that stands already."), "same_value")})
    verdict = judge_value(entry.target, month=entry.month, value=correcting.value, today=today)
    if verdict.status.needs_reason and not (correcting.behind_reason.strip() or entry.reason):
        raise error_in("behind_reason", _("With this figure the target is behind schedule: say why."))


def _open(correction: Correction, by: User, version: int) -> Correction:
    entry = locked(correction.entry, version)
    _require_reviewer(entry, by)
    # Read under the lock of the entry: who comes second finds it decided.
    current = Correction.objects.get(pk=correction.pk)
    if current.state != State.ASKED:
        raise ValidationError(_("This correction was decided meanwhile."), code="state")
    current.entry = entry
    return current


def _approved(correction: Correction, *, by: User, note: str, now: dt.datetime) -> Correction:
    entry = correction.entry
    if entry.value != correction.value_before:
        raise ConflictError(entry)
    entry.value, entry.corrected_at = correction.value, now
    entry.reason = correction.behind_reason or entry.reason
    if correction.kind == Correction.Kind.FINAL:
        entry.vintage = Vintage.FINAL
    bumped(entry, by=by, action="corrected")
    return _decided(correction, State.APPROVED, by=by, note=note, now=now, action="correction approved")


def _decided(correction: Correction, state: str, *, by: User, note: str, now: dt.datetime, action: str) -> Correction:
    correction.state, correction.note = state, note.strip()
    correction.decided_by_id, correction.decided_at = id_of(by), now
    save_as(correction, by=by, action=action)
    return correction


def _require_reviewer(entry: ProgressEntry, by: User) -> None:
    if not Target.objects.reviewable_by(by).filter(pk=entry.target_id).exists():
        raise PermissionDenied
