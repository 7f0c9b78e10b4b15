"""What a reviewer sets on an adopted target, with a reason: terms, stages, a verdict in words, withdrawal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from reports.organisation.models import Department
from reports.shared.history import delete_as, save_as
from tracker.targets.models import Stage, Target

if TYPE_CHECKING:
    from reports.shared.people import User

CHANGEABLE = frozenset(
    {"lead", "deadline", "target_class", "frequency", "direction", "accumulates", "baseline", "reference", "schedule"}
)


class TargetChangedError(Exception):
    """Somebody else changed the target since it was shown: `current` is what is stored."""

    def __init__(self, current: Target) -> None:
        super().__init__(current.pk)
        self.current = current


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """A step of a milestone as the reviewer plans it; `pk` is None for a new one."""

    name: str
    planned_on: dt.date
    done_on: dt.date | None = None
    pk: int | None = None


@transaction.atomic
def change_terms(
    *,
    target: Target,
    by: User,
    version: int,
    reason: str,
    changes: Mapping[str, Any],
    supporting: Sequence[Department] | None = None,
) -> Target:
    """Change who does it, by when and how it is judged (`CHANGEABLE` fields); what is promised never changes here.

    Raises PermissionDenied (also for a department of another region), TargetChangedError, or ValidationError without
    a reason; ValueError for another field.
    """
    if unknown := set(changes) - CHANGEABLE:
        raise ValueError(f"Not changeable: {', '.join(sorted(unknown))}.")
    target = _locked(target, by, version)
    if any(each.region_id != target.region_id for each in (changes.get("lead", target.lead), *(supporting or ()))):
        raise PermissionDenied
    _require(reason, _("Say why the target changes."))
    for name, value in changes.items():
        setattr(target, name, value)
    if supporting is not None:
        target.supporting.set(supporting)
    return _saved(target, by, reason)


@transaction.atomic
def give_verdict(*, target: Target, by: User, version: int, verdict: str, reason: str, today: dt.date) -> Target:
    """Judge a target without a number, in words; an empty `verdict` takes the judgement back.

    Raises PermissionDenied, TargetChangedError, or ValidationError without a reason or for a target with a number.
    """
    target = _locked(target, by, version)
    if target.takes_number:
        raise ValidationError(_("This target has a number: its figures decide."), code="number")
    _require(reason, _("Say why you judge it so."))
    target.verdict = verdict
    target.verdict_reason, target.verdict_on = (reason.strip(), today) if verdict else ("", None)
    return _saved(target, by, reason)


@transaction.atomic
def plan_stages(*, target: Target, by: User, version: int, stages: Sequence[PlannedStage]) -> Target:
    """Replace the stages of a milestone: known ones are changed, missing ones removed, others added.

    Raises PermissionDenied, TargetChangedError, or ValidationError when two stages share a name or the target has a
    number.
    """
    target = _locked(target, by, version)
    if target.measure:
        raise ValidationError(_("This target has a number: its figures decide."), code="number")
    if len({each.name for each in stages}) != len(stages):
        raise ValidationError(_("Every stage needs a name of its own."), code="stage_names")
    known: dict[int | None, Stage] = {stage.pk: stage for stage in target.stages.all()}
    for stage in [stage for pk, stage in known.items() if pk not in {each.pk for each in stages}]:
        delete_as(stage, by=by)
    _free_names([known[each.pk] for each in stages if each.pk in known and known[each.pk].name != each.name])
    for planned in stages:
        _plan_stage(known.get(planned.pk) or Stage(target=target), planned, by)
    return _saved(target, by, "stages planned")


@transaction.atomic
def set_withdrawn(*, target: Target, by: User, version: int, is_withdrawn: bool, reason: str) -> Target:
    """Withdraw a target, or take it up again: it stays visible and leaves every denominator.

    Raises PermissionDenied, TargetChangedError, or ValidationError without a reason.
    """
    target = _locked(target, by, version)
    _require(reason, _("Say why the target is withdrawn or taken up again."))
    target.is_withdrawn = is_withdrawn
    return _saved(target, by, reason)


def _locked(target: Target, by: User, version: int) -> Target:
    if not Target.objects.reviewable_by(by).filter(pk=target.pk).exists():
        raise PermissionDenied
    current = Target.objects.select_for_update().get(pk=target.pk)
    if current.version != version:
        raise TargetChangedError(current)
    return current


def _require(reason: str, message: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": ValidationError(message, code="reason_required")})


def _free_names(stages: Sequence[Stage]) -> None:
    """Let stages exchange their names, which must be unique at every moment."""
    for stage in stages:
        Stage.objects.filter(pk=stage.pk).update(name=f"#{stage.pk}")


def _plan_stage(stage: Stage, planned: PlannedStage, by: User) -> None:
    before = (stage.name, stage.planned_on, stage.done_on)
    stage.name, stage.planned_on, stage.done_on = planned.name, planned.planned_on, planned.done_on
    if stage.pk is None or before != (stage.name, stage.planned_on, stage.done_on):
        save_as(stage, by=by, action="stage planned")


def _saved(target: Target, by: User, reason: str) -> Target:
    target.version += 1
    save_as(target, by=by, action=reason.strip()[:100])
    return target
