"""Keeping projects, their stages and what they need: each checks rights, locks, writes, and leaves a history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.organisation.models import rights_of
from reports.shared.history import id_of, save_as
from tracker.projects.models import Need, Project, ProjectYear
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

STAGE_FIELDS = ("signed_on", "started_on", "in_use_on", "at_capacity_on", "in_statistics_on")


@transaction.atomic
def keep_project(
    project: Project,
    values: Mapping[str, Any],
    *,
    version: int,
    by: User,
    targets: Iterable[Target] | None = None,
    planned: tuple[int, Decimal | None] | None = None,
) -> Project:
    """Record a project or change it; `planned` is a year and what is to be invested in it.

    The office changes everything, the lead department the days of stages alone. Raises PermissionDenied, and
    ValidationError (`changed`, or what the fields and the database refuse); nothing is stored then.
    """
    project = _locked(project, version) if project.pk else project
    is_office = rights_of(by).reviews(project.region_id)
    if not is_office and (project.lead_id not in rights_of(by).departments or set(values) - set(STAGE_FIELDS)):
        raise PermissionDenied
    for name, value in values.items():
        setattr(project, name, value)
    if project.lead.region_id != project.region_id:
        raise ValidationError({"lead": ValidationError(_("Choose a department of the region."), code="lead")})
    project.version += 1 if project.pk else 0
    project.full_clean(exclude=["version"])
    _check_days(project)
    save_as(project, by=by, action="")
    if targets is not None and is_office:
        _serve(project, list(targets), by)
    if planned is not None and is_office:
        _plan(project, *planned, by=by)
    return project


@transaction.atomic
def raise_need(project: Project, *, kind: str, words: str, due: dt.date, by: User) -> Need:
    """Say what a project needs and by when. Raises PermissionDenied, ValidationError (`duplicate`)."""
    project = _kept(project, by)
    if project.needs.filter(words=words.strip(), met_on=None).exists():
        message = _("This need is recorded already and still open.")
        raise ValidationError({"words": ValidationError(message, code="duplicate")})
    need = Need(project=project, kind=kind, words=words.strip(), due=due, raised_by_id=id_of(by))
    save_as(need, by=by, action="")
    return need


@transaction.atomic
def meet_need(need: Need, *, words: str, by: User, now: dt.datetime | None = None) -> Need:
    """Say how a need was met. Raises PermissionDenied, ValidationError (`state`, `words`)."""
    _kept(need.project, by)
    need = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    if need.met_on:
        raise ValidationError(_("This need was met already."), code="state")
    if not words.strip():
        raise ValidationError(_("Say how it was met."), code="words")
    need.met_on, need.met_words = timezone.localdate(now), words.strip()
    save_as(need, by=by, action="")
    return need


def may_keep(project: Project, user: User) -> bool:
    """Tell whether `user` keeps it up to date: as the office, or for its lead."""
    rights = rights_of(user)
    return rights.reviews(project.region_id) or project.lead_id in rights.departments


def _kept(project: Project, by: User) -> Project:
    project = Project.objects.select_for_update(of=("self",), no_key=True).get(pk=project.pk)
    if not may_keep(project, by):
        raise PermissionDenied
    return project


def _locked(project: Project, version: int) -> Project:
    found = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if found.version != version:
        message = _("Somebody else has changed it meanwhile. Look at it again; nothing was stored.")
        raise ValidationError(message, code="changed")
    return found


def _check_days(project: Project) -> None:
    today = timezone.localdate()
    ahead = [name for name in (*STAGE_FIELDS, "stopped_on") if (day := getattr(project, name)) and day > today]
    if ahead:
        message = _("This day has not come yet. What is planned belongs into the planned days.")
        raise ValidationError({name: ValidationError(message, code="ahead") for name in ahead})


def _serve(project: Project, targets: list[Target], by: User) -> None:
    seen = Target.objects.for_user(by).filter(region=project.region_id, pk__in=[each.pk for each in targets])
    if seen.count() != len(targets):
        raise PermissionDenied
    project.targets.set(targets)


def _plan(project: Project, year: int, amount: Decimal | None, *, by: User) -> None:
    row = ProjectYear.objects.filter(project=project, year=year).first() or ProjectYear(project=project, year=year)
    if amount is None or (row.pk and row.planned == amount):
        return
    row.planned = amount
    row.full_clean()
    save_as(row, by=by, action="")
