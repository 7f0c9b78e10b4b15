"""The three lists of an office over the same rows: tasks, projects, and who answers for what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from reports.organisation.models import Department
from reports.shared.display import UNKNOWN
from tracker.standings.reading import Shown
from tracker.targets.display import stages_in_words
from tracker.targets.models import Target
from tracker.targets.task_table import Task


@dataclass(frozen=True)
class Line:
    """One line of a list: a task, how it stands, and in the list of duties whose duty it is."""

    task: Task
    shown: Shown | None
    department: Department | None = None

    @property
    def target(self) -> Target:
        """The target."""
        return self.task.target

    @property
    def stages_done(self) -> str:
        """How many stages of a milestone are done, and of how many; nothing where it has none."""
        return stages_in_words(self.target)

    @property
    def next_stage(self) -> str:
        """The open stage that is planned first, with its day."""
        still_open = [stage for stage in self.target.stages.all() if stage.done_on is None]
        first = min(still_open, key=lambda stage: stage.planned_on, default=None)
        return f"{first.planned_on.isoformat()} {first.name}" if first else ""

    @property
    def part(self) -> str:
        """Whether the department leads or supports."""
        leads = self.department is None or self.department.pk == self.target.lead_id
        return pgettext("part of a department", "leads") if leads else pgettext("part of a department", "supports")

    @property
    def status(self) -> str:
        """How it stands by approved figures, in words."""
        return str(self.shown.label) if self.shown else UNKNOWN


Column = tuple[str | Promise, Callable[[Line], object]]
NUMBER: Column = (gettext_lazy("No."), lambda line: line.target.number)
PROMISE: Column = (gettext_lazy("Annual target"), lambda line: line.task.promise)
LEAD: Column = (gettext_lazy("Lead department"), lambda line: line.target.lead.label)
LEADER: Column = (
    gettext_lazy("Responsible leader"),
    lambda line: line.target.leader.title if line.target.leader else "",
)
DEADLINE: Column = (gettext_lazy("Deadline"), lambda line: line.target.deadline)
STATUS: Column = (gettext_lazy("Status"), lambda line: line.status)


@dataclass(frozen=True)
class ListKind:
    """One of the lists: its name, the lines that it takes of a task, and its columns."""

    label: str | Promise
    lines: Callable[[Task, Shown | None], list[Line]]
    columns: Sequence[Column]


def _of_task(task: Task, shown: Shown | None) -> list[Line]:
    return [Line(task, shown)]


def _of_project(task: Task, shown: Shown | None) -> list[Line]:
    """Key projects, and whatever else is done in stages."""
    is_project = task.target.target_class == Target.TargetClass.PROJECT or bool(task.target.stages.all())
    return [Line(task, shown)] if is_project else []


def _of_duties(task: Task, shown: Shown | None) -> list[Line]:
    return [Line(task, shown, each) for each in (task.target.lead, *task.target.supporting.all())]


LISTS: Mapping[str, ListKind] = {
    "tasks": ListKind(
        pgettext_lazy("list", "Tasks"),
        _of_task,
        (
            NUMBER,
            (gettext_lazy("Task"), lambda line: line.target.name),
            PROMISE,
            (gettext_lazy("Class"), lambda line: str(Target.TargetClass(line.target.target_class).label)),
            LEAD,
            (gettext_lazy("Supporting departments"), lambda line: line.task.supporting),
            DEADLINE,
            STATUS,
        ),
    ),
    "projects": ListKind(
        pgettext_lazy("list", "Projects"),
        _of_project,
        (
            NUMBER,
            (gettext_lazy("Project"), lambda line: line.target.name),
            PROMISE,
            (gettext_lazy("Stages done"), lambda line: line.stages_done),
            (gettext_lazy("Next stage"), lambda line: line.next_stage),
            LEAD,
            LEADER,
            DEADLINE,
            STATUS,
        ),
    ),
    "duties": ListKind(
        pgettext_lazy("list", "Responsibilities"),
        _of_duties,
        (
            (gettext_lazy("Department"), lambda line: line.department.label if line.department else ""),
            (gettext_lazy("Part"), lambda line: line.part),
            NUMBER,
            (gettext_lazy("Task"), lambda line: line.target.name),
            LEADER,
            (gettext_lazy("Contact"), lambda line: line.target.contact.title if line.target.contact else ""),
            DEADLINE,
            STATUS,
        ),
    ),
}


def lines_of(kind: ListKind, tasks: Iterable[Task], shown: Mapping[int, Shown]) -> list[Line]:
    """Return the lines of a list, those of duties department by department with what each leads first."""
    lines = [line for task in tasks for line in kind.lines(task, shown.get(task.target.pk))]
    return sorted(lines, key=_place)


def drawn_lines(kind: ListKind, lines: Iterable[Line]) -> list[SafeString]:
    """Return the lines as rows of the page's table; a phone shows each cell beside its column's name."""
    columns = [(f'data-label="{escape(str(word))}"', cell) for word, cell in kind.columns]
    rows = ("".join(_drawn(line, label, cell(line)) for label, cell in columns) for line in lines)
    return [mark_safe(f"<tr>{row}</tr>\n") for row in rows]  # noqa: S308 - every word is escaped


def _drawn(line: Line, label: str, said: object) -> str:
    """One cell: the name of a target is the way to its page, a status has its colour, a day is not broken."""
    words = said.isoformat() if isinstance(said, dt.date) else escape(str(said))
    if said == line.target.name:
        return f'<td class="card-title" {label}><a href="{line.target.get_absolute_url()}">{words}</a></td>'
    if said == line.status and line.shown:
        sign = f'<span aria-hidden="true">{line.shown.symbol}</span>'
        return f'<td {label}><span class="tag tone-{line.shown.tone}">{sign} {words}</span></td>'
    return f'<td class="nowrap" {label}>{words}</td>' if isinstance(said, dt.date) else f"<td {label}>{words}</td>"


def _place(line: Line) -> tuple[object, ...]:
    department = line.department
    if department is None:
        return (0, "", False, line.target.number)
    return (department.order, department.name, department.pk != line.target.lead_id, line.target.number)
