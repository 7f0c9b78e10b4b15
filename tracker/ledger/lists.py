"""The three lists of an office over the same rows: tasks, projects, and who answers for what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from reports.organisation.models import Department, Region, rights_of
from reports.organisation.rights import Rights
from reports.shared.display import UNKNOWN
from reports.shared.people import apart_from_request
from reports.shared.prefetching import keep_beside
from reports.shared.prepared import GIVEN, READERS, Prepared
from tracker.standings.reading import Shown
from tracker.targets.display import stages_in_words, supporting_in_words, target_in_words
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

SHOWN = (
    "number", "name", "year", "region", "target_class", "measure", "comparator", "value", "value_high", "unit",
    "standard", "stretch_value", "is_open_list", "deadline", "leader__title", "contact__title",
    "lead__name", "lead__short_name", "lead__name_en", "lead__order",
)  # fmt: skip
"""What the lists show of a target and of who answers for it."""


@dataclass(frozen=True)
class Line:
    """One line of a list: a target, how it stands, and in the list of duties whose duty it is."""

    target: Target
    shown: Shown | None
    department: Department | None = None

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


def name_of(line: Line) -> str:
    """Return the target's name."""
    return line.target.name


def status_of(line: Line) -> str:
    """Return how it stands by approved figures, in words."""
    return str(line.shown.label) if line.shown else UNKNOWN


Cell = Callable[[Line], object]
Column = tuple[str | Promise, Cell]
NUMBER: Column = (gettext_lazy("No."), lambda line: line.target.number)
PROMISE: Column = (gettext_lazy("Annual target"), lambda line: target_in_words(line.target))
LEAD: Column = (gettext_lazy("Lead department"), lambda line: line.target.lead.label)
LEADER: Column = (
    gettext_lazy("Responsible leader"),
    lambda line: line.target.leader.title if line.target.leader else "",
)
DEADLINE: Column = (gettext_lazy("Deadline"), lambda line: line.target.deadline)
STATUS: Column = (gettext_lazy("Status"), status_of)


@dataclass(frozen=True)
class ListKind:
    """One of the lists: its name, the lines that it takes of a target, and its columns."""

    label: str | Promise
    lines: Callable[[Target, Shown | None], list[Line]]
    columns: Sequence[Column]


def _of_task(target: Target, shown: Shown | None) -> list[Line]:
    return [Line(target, shown)]


def _of_project(target: Target, shown: Shown | None) -> list[Line]:
    """Key projects, and whatever else is done in stages."""
    is_project = target.target_class == Target.TargetClass.PROJECT or bool(target.stages.all())
    return [Line(target, shown)] if is_project else []


def _of_duties(target: Target, shown: Shown | None) -> list[Line]:
    return [Line(target, shown, each) for each in (target.lead, *target.supporting.all())]


LISTS: Mapping[str, ListKind] = {
    "tasks": ListKind(
        pgettext_lazy("list", "Tasks"),
        _of_task,
        (
            NUMBER,
            (gettext_lazy("Task"), name_of),
            PROMISE,
            (gettext_lazy("Class"), lambda line: str(Target.TargetClass(line.target.target_class).label)),
            LEAD,
            (gettext_lazy("Supporting departments"), lambda line: supporting_in_words(line.target)),
            DEADLINE,
            STATUS,
        ),
    ),
    "projects": ListKind(
        pgettext_lazy("list", "Projects"),
        _of_project,
        (
            NUMBER,
            (gettext_lazy("Project"), name_of),
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
            (gettext_lazy("Task"), name_of),
            LEADER,
            (gettext_lazy("Contact"), lambda line: line.target.contact.title if line.target.contact else ""),
            DEADLINE,
            STATUS,
        ),
    ),
}


def listed(user: User, region: Region, year: int) -> list[Target]:
    """Return the targets that `user` may read and that are not withdrawn, with all that a line says. Three queries."""
    targets = _asked(apart_from_request(user), rights_of(user), year).rows(region.pk)
    keep_beside(targets, "supporting", back="supported_targets")
    keep_beside(targets, "stages", back="target")
    return targets


@lru_cache(READERS)
def _asked(user: User, _rights: Rights, year: int) -> Prepared[Target]:
    targets = Target.objects.for_user(user).filter(region=GIVEN, year=year).active()
    return Prepared(targets.select_related("lead", "leader", "contact").only(*SHOWN).order_by("number"))


def lines_of(kind: ListKind, targets: Iterable[Target], shown: Mapping[int, Shown]) -> list[Line]:
    """Return the lines of a list, those of duties department by department with what each leads first."""
    lines = [line for target in targets for line in kind.lines(target, shown.get(target.pk))]
    return sorted(lines, key=_place)


def drawn_lines(kind: ListKind, lines: Iterable[Line]) -> list[SafeString]:
    """Return the lines as rows of the page's table; a phone shows each cell beside its column's name."""
    columns = [(_DRAWN.get(cell, _plain), f'data-label="{escape(str(word))}"', cell) for word, cell in kind.columns]
    rows = ("".join(draw(line, label, cell(line)) for draw, label, cell in columns) for line in lines)
    return [mark_safe(f"<tr>{row}</tr>\n") for row in rows]  # noqa: S308 - every word is escaped


def _way(line: Line, label: str, said: object) -> str:
    address = line.target.get_absolute_url()
    return f'<td class="card-title" {label}><a href="{address}">{escape(str(said))}</a></td>'


def _status(line: Line, label: str, said: object) -> str:
    if line.shown is None:
        return _plain(line, label, said)
    sign = f'<span aria-hidden="true">{line.shown.symbol}</span>'
    return f'<td {label}><span class="tag tone-{line.shown.tone}">{sign} {escape(str(said))}</span></td>'


def _plain(_line: Line, label: str, said: object) -> str:
    """A day is not broken."""
    if isinstance(said, dt.date):
        return f'<td class="nowrap" {label}>{said.isoformat()}</td>'
    return f"<td {label}>{escape(str(said))}</td>"


# The name of a target is the way to its page, a status has its colour, all else stands as it is.
_DRAWN: Mapping[Cell, Callable[[Line, str, object], str]] = {name_of: _way, status_of: _status}


def _place(line: Line) -> tuple[object, ...]:
    department = line.department
    if department is None:
        return (0, "", False, line.target.number)
    return (department.order, department.name, department.pk != line.target.lead_id, line.target.number)
