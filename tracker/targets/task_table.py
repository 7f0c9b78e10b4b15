"""The task table (任务分解表) of a region and year: every target with who does what by when, and its sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.extraction import unwrapped
from reports.library.models import Passage, Statement, WorkReport
from reports.organisation.models import Department, Region, rights_of
from reports.organisation.rights import Rights
from reports.shared.people import apart_from_request
from reports.shared.prefetching import all_but, keep_beside
from reports.shared.prepared import GIVEN, READERS, Prepared
from tracker.targets.display import supporting_in_words, target_in_words
from tracker.targets.models import Target
from tracker.targets.originals import Originals, n_changed, originals_of, with_originals

if TYPE_CHECKING:
    from reports.shared.people import User

HEADER = (
    gettext_lazy("No."),
    gettext_lazy("Task"),
    gettext_lazy("Annual target"),
    gettext_lazy("Class"),
    gettext_lazy("Lead department"),
    gettext_lazy("Supporting departments"),
    gettext_lazy("Deadline"),
    gettext_lazy("Source sentence"),
)


@dataclass(frozen=True)
class Task:
    """One row of the task table."""

    target: Target
    sentence: str
    section: str

    @property
    def promise(self) -> str:
        """The annual target in words."""
        return target_in_words(self.target)

    @property
    def supporting(self) -> str:
        """The supporting departments in one line."""
        return supporting_in_words(self.target)

    @property
    def source_url(self) -> str:
        """The address of its sentence; empty for a target that was not read from a report."""
        return self.target.statement.get_absolute_url() if self.target.statement else ""

    @property
    def originals(self) -> Originals:
        """What was promised first where a decision changed it."""
        return originals_of(self.target)


GROUPINGS: dict[str, tuple[str | Promise, Callable[[Task], str]]] = {
    "class": (gettext_lazy("class"), lambda task: str(Target.TargetClass(task.target.target_class).label)),
    "section": (gettext_lazy("section of the report"), lambda task: task.section or _("without a section")),
    "lead": (gettext_lazy("lead department"), lambda task: task.target.lead.label),
}
UNREAD = (
    *all_but(Statement, "report", "passage", "start", "end", "spans", of="statement"),
    *all_but(Passage, "report", "sentence", "section", "start", "end", of="statement__passage"),
    *all_but(Target, "number", "name", of="parent"),
    *all_but(Department, "name", "short_name", "name_en", of="lead"),
)
"""What no row shows of the rows that are joined to it."""
CLASS_ORDER = list(Target.TargetClass.values)


def quote_of(tasks: Sequence[Task]) -> Iterator[tuple[str, bool]]:
    """Yield the sentence that tasks share in pieces, each with whether it is the number of one of them."""
    statements = [task.target.statement for task in tasks if task.target.statement]
    if not statements:
        return
    passage = statements[0].passage
    text, at = passage.report.text, passage.start
    for start, end in sorted({tuple(each.spans["number"]) for each in statements if each.spans.get("number")}):
        if start >= at:
            yield unwrapped(text[at:start]), False
            yield unwrapped(text[start:end]), True
            at = end
    yield unwrapped(text[at : passage.end]), False


def tasks_of(user: User, region: Region, year: int, source: WorkReport | None = None) -> list[Task]:
    """Return the rows of the targets that `user` may read and that are not withdrawn, in the order of their numbers.

    `source` keeps those that come from one report. Four queries: targets, supporting departments, stages, report texts.
    """
    rows = _asked(apart_from_request(user), rights_of(user), year).rows(region.pk)
    if source is not None:
        rows = [target for target in rows if target.statement and target.statement.report_id == source.pk]
    keep_beside(rows, "supporting", back="supported_targets")
    keep_beside(rows, "stages", back="target")
    passages = [target.statement.passage for target in rows if target.statement]
    reports = WorkReport.objects.in_bulk({passage.report_id for passage in passages})
    for passage in passages:
        passage.report = reports[passage.report_id]
    return [_task(target) for target in rows]


@lru_cache(READERS)
def _asked(user: User, _rights: Rights, year: int) -> Prepared[Target]:
    joined = Target.objects.for_user(user).filter(region=GIVEN, year=year).active()
    joined = joined.select_related("lead", "leader", "contact", "parent", "statement__passage")
    return Prepared(with_originals(joined).defer(*UNREAD).order_by("number"))


def grouped(tasks: Sequence[Task], grouping: str) -> list[tuple[str, list[Task]]]:
    """Return the rows by class, section or lead; classes in their order, the others as they come first."""
    key = GROUPINGS[grouping][1]
    if grouping == "class":
        tasks = sorted(tasks, key=lambda task: CLASS_ORDER.index(task.target.target_class))
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(key(task), []).append(task)
    return list(groups.items())


def context_of(tasks: Sequence[Task], *, grouping: str, today: dt.date, n_withdrawn: int = 0) -> dict[str, object]:
    """Return what the page of the table shows beside its rows."""
    return {
        "note": note_of(tasks, today, n_withdrawn),
        "tasks": tasks,
        "grouping": grouping,
        "groupings": [(key, label) for key, (label, _key) in GROUPINGS.items()],
        "header": HEADER,
    }


def sources_of(targets: QuerySet[Target]) -> QuerySet[WorkReport]:
    """Return the reports that the targets come from: mostly one; a district may also keep those of the level above."""
    return WorkReport.objects.filter(pk__in=targets.values("statement__report")).order_by("uploaded_at", "pk")


def title_of(region: Region, year: int) -> str:
    """Return the title of a task table."""
    return _("%(region)s: task table of the work report for %(year)s") % {"region": region.label, "year": year}


def note_of(tasks: Sequence[Task], today: dt.date, n_withdrawn: int = 0) -> str:
    """Return the line under the title: how many there are, how many a decision has changed, how many are withdrawn."""
    changed = n_changed(task.target for task in tasks)
    given = {"n": len(tasks), "changed": changed, "same": len(tasks) - changed, "day": today.isoformat()}
    note = _("%(n)s tasks, %(same)s as adopted, %(changed)s changed by decision; as of %(day)s") % given
    if not n_withdrawn:
        return note
    return _("%(note)s; %(n)s more were withdrawn and are not listed") % {"note": note, "n": n_withdrawn}


def _task(target: Target) -> Task:
    if target.statement is None:
        return Task(target, "", "")
    passage = target.statement.passage
    return Task(target, passage.sentence, passage.section_path)
