"""Asking for another promise, and deciding: the only way in which a promised value changes.

The original stays on record in the first approved request of its kind; nothing of it is ever overwritten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.organisation.models import Department, rights_of
from reports.shared.history import id_of, save_as
from tracker.targets.announcing import announce
from tracker.targets.models import ChangeRequest, Kind, RequestState, Target

if TYPE_CHECKING:
    from reports.shared.people import User


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for: `kind`, the new value, deadline or department that belongs to it, and why."""

    kind: str
    reason: str
    value: Decimal | None = None
    value_high: Decimal | None = None
    deadline: dt.date | None = None
    lead: Department | None = None
    decision: str = ""


def may_ask(user: User, target: Target) -> bool:
    """Tell whether `user` may ask to change a target: for the department that leads it, or as its reviewer."""
    rights = rights_of(user)
    return rights.reviews(target.region_id) or target.lead_id in rights.departments


@transaction.atomic
def ask(*, target: Target, wish: Wish, by: User, now: dt.datetime | None = None) -> ChangeRequest:
    """Ask for another value, deadline, lead department or for withdrawal; nothing changes before it is approved.

    Raises PermissionDenied, or ValidationError for a wish that changes nothing, lacks its reason, or waits already.
    """
    if not may_ask(by, target):
        raise PermissionDenied
    target = Target.objects.select_for_update(no_key=True).get(pk=target.pk)
    _check_wish(target, wish)
    if target.requests.waiting().filter(kind=wish.kind).exists():
        raise ValidationError(_("The same is asked for already and waits for a decision."), code="waiting")
    request = ChangeRequest(
        target=target,
        kind=wish.kind,
        new_value=wish.value,
        new_value_high=wish.value_high,
        new_deadline=wish.deadline,
        new_lead=wish.lead,
        reason=wish.reason.strip(),
        decision=wish.decision.strip(),
        asked_by_id=id_of(by),
        asked_at=now or timezone.now(),
    )
    save_as(request, by=by, action="change asked for")
    return request


@transaction.atomic
def approve_request(
    *, request: ChangeRequest, by: User, decision: str = "", note: str = "", now: dt.datetime | None = None
) -> Target:
    """Change the target as it was asked for; what it said before stays in the request.

    Raises PermissionDenied, or ValidationError when it is decided already, when a binding target lacks the reference of
    the decision, or when the target changed meanwhile so that nothing is left to do.
    """
    request = _opened(request, by, reviewer=True)
    target = request.target
    request.decision = decision.strip() or request.decision
    if target.nature == Target.Nature.BINDING and not request.decision:
        message = _("A binding target changes by a decision: enter its number or the meeting.")
        raise ValidationError({"decision": ValidationError(message, code="decision_required")})
    _check_wish(target, _wish_of(request))
    for name, value in _kept(target, request.kind).items():
        setattr(request, name, value)
    for name, value in _changes(request).items():
        setattr(target, name, value)
    target.version += 1
    save_as(target, by=by, action=request.reason[:100])
    _decided(request, RequestState.APPROVED, by, note, now, "change approved")
    announce([target.pk])
    return target


@transaction.atomic
def refuse_request(*, request: ChangeRequest, by: User, note: str, now: dt.datetime | None = None) -> ChangeRequest:
    """Leave the target as it is and say why. Raises PermissionDenied or ValidationError (decided, without a note)."""
    request = _opened(request, by, reviewer=True)
    if not note.strip():
        message = _("Say in a note why it is refused.")
        raise ValidationError({"note": ValidationError(message, code="note_required")})
    return _decided(request, RequestState.REFUSED, by, note, now, "change refused")


@transaction.atomic
def take_back_request(*, request: ChangeRequest, by: User, now: dt.datetime | None = None) -> ChangeRequest:
    """Take a request back that nobody has decided; the side that asked may.

    Raises PermissionDenied, or ValidationError when it is decided.
    """
    request = _opened(request, by, reviewer=False)
    return _decided(request, RequestState.TAKEN_BACK, by, "", now, "taken back")


@transaction.atomic
def ask_and_approve(*, target: Target, wish: Wish, by: User, now: dt.datetime | None = None) -> Target:
    """Change a target at once, as a reviewer who holds the decision: asked and approved in one step.

    Raises as `ask` and `approve_request`; nothing is stored then.
    """
    now = now or timezone.now()
    return approve_request(request=ask(target=target, wish=wish, by=by, now=now), by=by, now=now)


def _check_wish(target: Target, wish: Wish) -> None:
    if not wish.reason.strip():
        raise ValidationError({"reason": ValidationError(_("Say why it should change."), code="reason_required")})
    if target.is_withdrawn:
        raise ValidationError(_("This target was withdrawn; there is nothing to change any more."), code="withdrawn")
    match wish.kind:
        case Kind.VALUE:
            _check_value(target, wish)
        case Kind.DEADLINE:
            _check_new("deadline", wish.deadline, target.deadline)
        case Kind.NATURE:
            if target.nature != Target.Nature.BINDING:
                raise ValidationError(_("This target is not binding."), code="not_binding")
        case Kind.LEAD:
            _check_new("lead", wish.lead, target.lead)
            if wish.lead and wish.lead.region_id != target.region_id:
                raise PermissionDenied


def _check_value(target: Target, wish: Wish) -> None:
    if target.value is None:
        raise ValidationError(_("This target has no number that could change."), code="number")
    _check_new("value", wish.value, None)
    if (target.value_high is None) != (wish.value_high is None):
        message = _("Enter both ends of a range, or one value where one is promised.")
        raise ValidationError({"value_high": ValidationError(message, code="range")})
    if wish.value_high is not None and wish.value is not None and wish.value_high < wish.value:
        message = _("The upper value is below the lower one.")
        raise ValidationError({"value_high": ValidationError(message, code="range")})
    if (wish.value, wish.value_high) == (target.value, target.value_high):
        raise _nothing_new("value")


def _check_new(name: str, new: Any, old: Any) -> None:
    if new is None:
        message = _("Enter what it should be.")
        raise ValidationError({name: ValidationError(message, code="required")})
    if new == old:
        raise _nothing_new(name)


def _nothing_new(name: str) -> ValidationError:
    message = _("That is what the target says already.")
    return ValidationError({name: ValidationError(message, code="nothing_new")})


def _opened(request: ChangeRequest, by: User, *, reviewer: bool) -> ChangeRequest:
    """The request under the lock of its target, which comes first, as everywhere."""
    target = Target.objects.select_for_update().get(pk=request.target_id)
    rights = rights_of(by)
    if not (rights.reviews(target.region_id) if reviewer else may_ask(by, target) or request.asked_by_id == by.pk):
        raise PermissionDenied
    current = ChangeRequest.objects.select_for_update(of=("self",)).select_related("new_lead").get(pk=request.pk)
    if not current.is_open:
        message = _("This request is decided already: %(state)s.")
        raise ValidationError(message, code="decided", params={"state": current.get_state_display()})
    current.target = target
    return current


def _wish_of(request: ChangeRequest) -> Wish:
    return Wish(
        kind=request.kind,
        reason=request.reason,
        value=request.new_value,
        value_high=request.new_value_high,
        deadline=request.new_deadline,
        lead=request.new_lead,
    )


def _kept(target: Target, kind: str) -> Mapping[str, Any]:
    """What the target says before the change, as the columns of the request."""
    match kind:
        case Kind.VALUE:
            return {"old_value": target.value, "old_value_high": target.value_high}
        case Kind.DEADLINE:
            return {"old_deadline": target.deadline}
        case Kind.LEAD:
            return {"old_lead_id": target.lead_id}
    return {}


def _changes(request: ChangeRequest) -> Mapping[str, Any]:
    match request.kind:
        case Kind.VALUE:
            return {"value": request.new_value, "value_high": request.new_value_high}
        case Kind.DEADLINE:
            return {"deadline": request.new_deadline}
        case Kind.LEAD:
            return {"lead": request.new_lead}
        case Kind.NATURE:
            return {"nature": Target.Nature.EXPECTED}
    return {"is_withdrawn": True}


def _decided(
    request: ChangeRequest, state: str, by: User, note: str, now: dt.datetime | None, action: str
) -> ChangeRequest:
    request.state, request.note = state, note.strip()
    request.decided_by_id, request.decided_at = id_of(by), now or timezone.now()
    save_as(request, by=by, action=action)
    return request
