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
from tracker.targets.announcing import announce, announced_together
from tracker.targets.models import Stage, Target

if TYPE_CHECKING:
    from reports.shared.people import User

CHANGEABLE = frozenset({
    "lead", "leader", "contact", "deadline", "target_class", "nature", "weight", "source_level", "parent", "frequency",
    "direction", "accumulates", "baseline", "reference", "schedule",
})  # fmt: skip


class TargetChangedError(Exception):
    """Somebody else changed the target since it was shown: `current` is what is stored."""

    def __init__(self, current: Target) -> None:
        super().__init__(current.pk)
        self.current = current


@dataclass(frozen=True, slots=True)
class Revision:
    """What somebody wants to change of one target that they saw in `version`."""

    target: Target
    version: int
    changes: Mapping[str, Any]
    supporting: Sequence[Department] | None = None


class RowsRefusedError(Exception):
    """Of several rows nothing was changed: what is wrong with which, and which somebody else changed meanwhile."""

    def __init__(self, errors: Mapping[int, ValidationError], current: Mapping[int, Target]) -> None:
        super().__init__(f"{len(errors)} rows in error, {len(current)} changed meanwhile")
        self.errors = errors
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

    Raises PermissionDenied (also for a department or post of another region), TargetChangedError, or ValidationError
    without a reason or for terms that cannot be; ValueError for another field.
    """
    _require(reason, _("Say why the target changes."))
    return _revised(Revision(target, version, changes, supporting), by, reason)


@transaction.atomic
def change_many(*, revisions: Sequence[Revision], by: User, reason: str) -> list[Target]:
    """Change the terms of several targets for one reason, by the rules of `change_terms`: all of them or none.

    Raises as `change_terms`, but RowsRefusedError for all rows that are wrong or that somebody else has changed.
    """
    _require(reason, _("Say why the targets change."))
    errors: dict[int, ValidationError] = {}
    current: dict[int, Target] = {}
    done = []
    with announced_together():
        for revision in sorted(revisions, key=lambda each: each.target.pk):
            try:
                done.append(_revised(revision, by, reason))
            except TargetChangedError as error:
                current[revision.target.pk] = error.current
            except ValidationError as error:
                errors[revision.target.pk] = error
        if errors or current:
            raise RowsRefusedError(errors, current)
    return done


def _revised(revision: Revision, by: User, reason: str) -> Target:
    if unknown := set(revision.changes) - CHANGEABLE:
        raise ValueError(f"Not changeable: {', '.join(sorted(unknown))}.")
    target = _locked(revision.target, by, revision.version)
    check_terms(target, revision.changes, revision.supporting)
    for name, value in revision.changes.items():
        setattr(target, name, value)
    if revision.supporting is not None:
        target.supporting.set([each.pk for each in revision.supporting])
    return _saved(target, by, reason)


def check_terms(target: Target, changes: Mapping[str, Any], supporting: Sequence[Department] | None = None) -> None:
    """Refuse terms that cannot be. Raises PermissionDenied for what is another region's, or ValidationError."""
    named = [changes.get(name) for name in ("lead", "leader", "contact")]
    if any(each is not None and each.region_id != target.region_id for each in (*named, *(supporting or ()))):
        raise PermissionDenied
    is_binding = target.nature == Target.Nature.BINDING
    if is_binding and changes.get("deadline", target.deadline) != target.deadline:
        message = _("The deadline of a binding target changes by an approved change request only.")
        raise ValidationError({"deadline": ValidationError(message, code="binding")})
    if is_binding and changes.get("nature", target.nature) != target.nature:
        message = _("That a target is binding is taken from it by an approved change request only.")
        raise ValidationError({"nature": ValidationError(message, code="binding")})
    if parent := changes.get("parent"):
        _check_parent(target, parent)


def _check_parent(target: Target, parent: Target) -> None:
    if (parent.region_id, parent.year) != (target.region_id, target.year):
        raise PermissionDenied
    above: Target | None = parent
    while above is not None:
        if above.pk == target.pk:
            message = _("A target cannot be a part of itself or of its own part.")
            raise ValidationError({"parent": ValidationError(message, code="circle")})
        above = Target.objects.filter(pk=above.parent_id).first() if above.parent_id else None


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
def plan_stages(
    *, target: Target, by: User, version: int, stages: Sequence[PlannedStage], is_open_list: bool | None = None
) -> Target:
    """Replace the stages of a milestone: known ones are changed, missing ones removed, others added.

    A milestone of several objects has a stage for each and is done when all are; `is_open_list` says that the promise
    speaks of more than it names (等), None leaves that as it is.

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
    target.is_open_list = target.is_open_list if is_open_list is None else is_open_list
    return _saved(target, by, "stages planned")


@transaction.atomic
def set_withdrawn(*, target: Target, by: User, version: int, is_withdrawn: bool, reason: str) -> Target:
    """Withdraw a target, or take it up again: it stays visible and leaves every denominator.

    Raises PermissionDenied, TargetChangedError, or ValidationError without a reason.
    """
    target = _locked(target, by, version)
    _require(reason, _("Say why the target is withdrawn or taken up again."))
    if is_withdrawn and target.nature == Target.Nature.BINDING:
        raise ValidationError(_("A binding target is withdrawn by an approved change request only."), code="binding")
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
    announce([target.pk])
    return target
