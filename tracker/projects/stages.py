"""The stages of a project: how far it has come, what is due when, and whether it is in the statistics."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from tracker.projects.models import Project

MONTHS = 12
STATISTICS_LATE, STATISTICS_VERY_LATE = 1, 2
"""Whole months after the start without being in the statistics: from one on it is late, above two very late."""


class Stage(models.TextChoices):
    """How far a project has come."""

    RESERVE = "reserve", pgettext_lazy("project stage", "in reserve")
    SIGNED = "signed", pgettext_lazy("project stage", "signed")
    STARTED = "started", pgettext_lazy("project stage", "started")
    IN_USE = "in_use", pgettext_lazy("project stage", "in operation")
    AT_CAPACITY = "at_capacity", pgettext_lazy("project stage", "at capacity")


DAY_OF = {
    Stage.SIGNED: "signed_on",
    Stage.STARTED: "started_on",
    Stage.IN_USE: "in_use_on",
    Stage.AT_CAPACITY: "at_capacity_on",
}
PLANNED_DAY_OF = {
    Stage.STARTED: "start_planned",
    Stage.IN_USE: "in_use_planned",
    Stage.AT_CAPACITY: "at_capacity_planned",
}


@dataclass(frozen=True, slots=True)
class StageDay:
    """One stage of one project: the day planned, the day reached, and how late it is or was."""

    stage: Stage
    planned: dt.date | None
    reached: dt.date | None
    days_late: int


def stage_of(project: Project) -> Stage:
    """Return the last stage that was reached: stages before it count as passed, whether their day is known or not."""
    return next((stage for stage in reversed(DAY_OF) if getattr(project, DAY_OF[stage])), Stage.RESERVE)


def days_of(project: Project, today: dt.date) -> list[StageDay]:
    """Return all stages with their days."""
    passed = list(DAY_OF)[: list(Stage).index(stage_of(project))]
    return [_day(project, stage, today, is_passed=stage in passed) for stage in DAY_OF]


def months_outside_statistics(project: Project, today: dt.date) -> int:
    """Return how many whole months have passed since it started without it being in the statistics."""
    if project.started_on is None or project.in_statistics_on or project.stopped_on:
        return 0
    started = project.started_on
    months = (today.year - started.year) * MONTHS + today.month - started.month - (today.day < started.day)
    return max(months, 0)


def _day(project: Project, stage: Stage, today: dt.date, *, is_passed: bool) -> StageDay:
    planned = getattr(project, PLANNED_DAY_OF[stage]) if stage in PLANNED_DAY_OF else None
    reached = getattr(project, DAY_OF[stage])
    # A stage that was passed on a day that nobody wrote down is not late: nothing is known of it.
    end = reached or (None if is_passed or project.stopped_on else today)
    late = max((end - planned).days, 0) if planned and end else 0
    return StageDay(stage, planned, reached, late)
