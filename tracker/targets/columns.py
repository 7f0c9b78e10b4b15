"""The columns of the task table as files have them: their heads, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.shared.display import plain
from tracker.targets.originals import originals_of
from tracker.targets.task_table import Task

Cell = Callable[[Task], object]

ACCUMULATES = {True: _("add up over the year"), False: _("as they stand")}
COLUMNS: dict[str, tuple[str | Promise, Cell]] = {
    "number": (_("No."), lambda task: task.target.number),
    "name": (_("Task"), lambda task: task.target.name),
    "promise": (_("Annual target"), lambda task: task.promise),
    "original": (_("Originally"), lambda task: originals_of(task.target).in_one_line),
    "target_class": (_("Class"), lambda task: task.target.get_target_class_display()),
    "nature": (_("Binding or expected"), lambda task: task.target.get_nature_display()),
    "weight": (_("Weight"), lambda task: plain(task.target.weight)),
    "source_level": (_("Source level"), lambda task: task.target.get_source_level_display()),
    "parent": (_("Part of No."), lambda task: task.target.parent.number if task.target.parent else ""),
    "lead": (_("Lead department"), lambda task: task.target.lead.label),
    "supporting": (_("Supporting departments"), lambda task: task.supporting),
    "leader": (_("Responsible leader"), lambda task: task.target.leader.title if task.target.leader else ""),
    "contact": (_("Contact"), lambda task: task.target.contact.title if task.target.contact else ""),
    "deadline": (_("Deadline"), lambda task: task.target.deadline),
    "frequency": (_("Filing frequency"), lambda task: task.target.get_frequency_display()),
    "accumulates": (_("Kind of figure"), lambda task: ACCUMULATES[task.target.accumulates]),
    "direction": (_("Good direction"), lambda task: task.target.get_direction_display()),
    "baseline": (_("Value before the year"), lambda task: figure(task.target.baseline)),
    "reference": (_("Figure to compare with"), lambda task: figure(task.target.reference)),
    "schedule": (_("Own schedule"), lambda task: schedule_in_words(task)),
}


def figure(value: object) -> str:
    """A figure as people type it; nothing where none is known."""
    return "" if value is None else plain(value).replace("\N{MINUS SIGN}", "-")  # type: ignore[arg-type]


def schedule_in_words(task: Task) -> str:
    """The own schedule: the percentages of the months, or a milestone's stages with their days."""
    if task.target.schedule:
        return " ".join(str(each) for each in task.target.schedule)
    return "；".join(f"{stage.planned_on.isoformat()} {stage.name}" for stage in task.target.stages.all())
