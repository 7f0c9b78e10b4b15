"""Keeping deeds, confirming that they are complete, switching their public page: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.organisation.models import Department, Region, rights_of
from reports.shared.history import id_of, save_as
from tracker.livelihood.models import Deed, Publication
from tracker.livelihood.standing import Standing
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User


@transaction.atomic
def keep_deed(
    deed: Deed,
    values: Mapping[str, Any],
    *,
    supporting: Iterable[Department],
    targets: Iterable[Target],
    version: int,
    by: User,
) -> Deed:
    """Record a deed or change it; the office's step.

    Raises PermissionDenied, and ValidationError (`changed`, `confirmed`, or what the fields and the database refuse).
    """
    _lock_region(deed.region_id)
    deed = locked(deed, version) if deed.pk else deed
    if not rights_of(by).reviews(deed.region_id):
        raise PermissionDenied
    if deed.is_confirmed:
        message = _("The deed is confirmed as complete. Take that back first; then it can be changed.")
        raise ValidationError(message, code="confirmed")
    for name, value in values.items():
        setattr(deed, name, value)
    helpers, served = [each for each in supporting if each.pk != deed.lead_id], list(targets)
    _check_places(deed, helpers)
    _check_targets(deed, served, by)
    deed.version += 1 if deed.pk else 0
    deed.full_clean()
    save_as(deed, by=by, action="")
    deed.supporting.set(helpers)
    deed.targets.set(served)
    return deed


@transaction.atomic
def confirm(deed: Deed, *, words: str, version: int, by: User) -> Deed:
    """Confirm that a deed is complete by its standard, saying how that was checked; the office's step.

    Raises PermissionDenied, ValidationError (`changed`, `state`, `words`): only a deed all of whose sites are done.
    """
    deed = _of_office(deed, version, by)
    if deed.is_confirmed:
        raise ValidationError(_("This deed is confirmed already."), code="state")
    counts = Deed.objects.with_counts().get(pk=deed.pk)
    if counts.standing != Standing.TO_CONFIRM:
        message = _("%(done)s of %(total)s sites are done. A deed is complete only when all of its sites are.")
        params = {"done": counts.counts.done, "total": counts.counts.total}
        raise ValidationError(message, code="state", params=params)
    if not words.strip():
        raise ValidationError({"words": ValidationError(_("Say how it was checked."), code="words")})
    deed.confirmed_at, deed.confirmed_by_id, deed.confirmed_words = timezone.now(), id_of(by), words.strip()
    deed.returned_why = ""
    return _decided(deed, by, "completion confirmed")


@transaction.atomic
def send_back(deed: Deed, *, words: str, version: int, by: User) -> Deed:
    """Send a deed back to its department with a reason: one that was confirmed, or whose sites are all said to be done.

    The reason is shown until something is filed or confirmed; the history keeps it. Raises PermissionDenied,
    ValidationError (`changed`, `state`, `words`).
    """
    deed = _of_office(deed, version, by)
    if not deed.is_confirmed and Deed.objects.with_counts().get(pk=deed.pk).standing != Standing.TO_CONFIRM:
        raise ValidationError(_("This deed is under way; there is nothing to send back."), code="state")
    if not words.strip():
        raise ValidationError({"words": ValidationError(_("Say why it is sent back."), code="words")})
    deed.confirmed_at, deed.confirmed_by, deed.confirmed_words = None, None, ""
    deed.returned_why = words.strip()
    return _decided(deed, by, "returned")


@transaction.atomic
def switch_public_page(region: Region, year: int, *, is_on: bool, by: User) -> Publication:
    """Open the deeds of a region and year to everybody, or close them again; the history keeps who did.

    Raises PermissionDenied unless `by` reviews the region, ValidationError (`code`, `empty`) for a region without a
    code, which has no address, and for a year without deeds.
    """
    if not rights_of(by).reviews(region.pk):
        raise PermissionDenied
    if is_on and not region.code:
        message = _("This region has no code, so that its page would have no address. An administrator enters it.")
        raise ValidationError(message, code="code")
    if is_on and not Deed.objects.filter(region=region, year=year).exists():
        raise ValidationError(_("No deed is recorded for this year; there is nothing to show."), code="empty")
    _lock_region(region.pk)
    page = Publication.objects.filter(region=region, year=year).first() or Publication(region=region, year=year)
    if page.is_on == is_on:
        return page
    page.is_on, page.changed_by_id, page.changed_at = is_on, id_of(by), timezone.now()
    save_as(page, by=by, action="switched on" if is_on else "switched off")
    return page


def locked(deed: Deed, version: int) -> Deed:
    """Return a deed, locked until the transaction ends. Raises ValidationError (`changed`) for another version."""
    found = Deed.objects.select_for_update(of=("self",)).get(pk=deed.pk)
    if found.version != version:
        message = _("Somebody else has changed it meanwhile. Look at it again; nothing was stored.")
        raise ValidationError(message, code="changed")
    return found


def _lock_region(key: int) -> None:
    """Let nobody else record deeds of a region or switch its page meanwhile: numbers and names stand there once."""
    Region.objects.select_for_update(of=("self",), no_key=True).get(pk=key)


def _of_office(deed: Deed, version: int, by: User) -> Deed:
    if not rights_of(by).reviews(deed.region_id):
        raise PermissionDenied
    return locked(deed, version)


def _decided(deed: Deed, by: User, action: str) -> Deed:
    deed.version += 1
    save_as(deed, by=by, action=action)
    return deed


def _check_places(deed: Deed, supporting: Iterable[Department]) -> None:
    if deed.lead.region_id != deed.region_id:
        raise ValidationError({"lead": ValidationError(_("Choose a department of the region."), code="lead")})
    if any(each.region_id != deed.region_id for each in supporting):
        message = _("Choose departments of the region.")
        raise ValidationError({"supporting": ValidationError(message, code="supporting")})
    if deed.deadline and deed.deadline.year < deed.year:
        message = _("The deadline lies before the year of the deed.")
        raise ValidationError({"deadline": ValidationError(message, code="deadline")})


def _check_targets(deed: Deed, targets: list[Target], by: User) -> None:
    own = Target.objects.for_user(by).filter(
        region=deed.region_id, year=deed.year, pk__in=[each.pk for each in targets]
    )
    if own.count() != len(targets):
        message = _("Choose targets of the same region and year.")
        raise ValidationError({"targets": ValidationError(message, code="targets")})
