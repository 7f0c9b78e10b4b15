"""The task table as a file: every column, and how each target stands; what comes out can be sent in again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.shared.display import UNKNOWN, day, percent, plain, year_month
from reports.shared.exports import KINDS, exported, file_response
from reports.shared.word.layout import CONTENT_TYPE
from reports.shared.word.tables import rows_as_docx
from tracker.progress.models import ProgressEntry
from tracker.progress.origins import Origin
from tracker.standings.reading import Shown, Stand, latest_basis, shown_by_target
from tracker.targets.columns import COLUMNS
from tracker.targets.task_table import Task, note_of
from tracker.verdicts.explanations import basis_in_words


@dataclass(frozen=True)
class Standing:
    """A row of the file: the task, and how it stands by approved figures."""

    task: Task
    shown: Shown | None
    origin: Origin

    @property
    def value(self) -> Decimal | None:
        """The latest approved figure."""
        return self.shown.standing.actual if isinstance(self.shown, Stand) else None

    @property
    def month(self) -> str:
        """The month of that figure."""
        month = self.shown.standing.actual_month if isinstance(self.shown, Stand) else None
        return year_month(self.task.target.year, month) if month else UNKNOWN

    @property
    def completion(self) -> str:
        """The completion rate where the kind of target has one."""
        share = self.shown.completion if isinstance(self.shown, Stand) else None
        return percent(share) if share is not None else UNKNOWN

    @property
    def status(self) -> str:
        """The status in words."""
        return str(self.shown.label) if self.shown else UNKNOWN

    @property
    def point(self) -> str:
        """The month at whose end it stands so, and the rule set."""
        return " · ".join(basis_in_words(self.shown.basis)) if self.shown else UNKNOWN


PROGRESS: tuple[tuple[str | Promise, Callable[[Standing], object]], ...] = (
    (gettext_lazy("Month of the latest figure"), lambda row: row.month),
    (gettext_lazy("Latest approved figure"), lambda row: plain(row.value) if row.value is not None else UNKNOWN),
    (gettext_lazy("Source of the figure"), lambda row: row.origin.in_words or UNKNOWN),
    (gettext_lazy("Completion rate"), lambda row: row.completion),
    (gettext_lazy("Status"), lambda row: row.status),
    (gettext_lazy("Basis"), lambda row: row.point),
    (gettext_lazy("Source sentence"), lambda row: row.task.sentence),
)


def asked_kind(request: HttpRequest) -> str:
    """Return the kind of file that the address asks for; empty where none of them is asked for."""
    asked = request.GET.get("export", "")
    return asked if asked in KINDS or asked == "docx" else ""


def tasks_as_file(
    tasks: Sequence[Task], kind: str, *, title: str, today: dt.date, n_withdrawn: int
) -> HttpResponseBase:
    """Return the task table with every column, one row for each task."""
    basis = latest_basis(today)
    shown = shown_by_target([task.target for task in tasks], basis, None)
    heads = [word for word, _cell in COLUMNS.values()] + [word for word, _cell in PROGRESS]
    rows: list[tuple[object, ...]] = [tuple(map(str, heads))]
    origins = _origins_of(shown)
    rows += [_cells(Standing(t, shown.get(t.target.pk), origins.get(t.target.pk, Origin()))) for t in tasks]
    notes = (
        note_of(tasks, today, n_withdrawn),
        _("Status by approved figures; printed on %(day)s") % {"day": day(today)},
    )
    return table_as_file(rows, kind, title=title, notes=notes)


def table_as_file(
    rows: Sequence[tuple[object, ...]], kind: str, *, title: str, notes: Sequence[str]
) -> HttpResponseBase:
    """Return rows, the header first, as a file of that kind: one for a spreadsheet, or a Word file."""
    if kind != "docx":
        return exported(rows, kind, title=title, notes=(title, *notes))
    name = f"{title}-{timezone.localdate():%Y%m%d}.docx"
    return file_response(rows_as_docx(rows, title=title, notes=notes), name=name, content_type=CONTENT_TYPE)


def _origins_of(shown: Mapping[int, Shown]) -> dict[int, Origin]:
    """Return by target where the figures come from that are shown. One query."""
    months = {target: each.standing.actual_month for target, each in shown.items() if isinstance(each, Stand)}
    entries = ProgressEntry.objects.approved().filter(target__in=months).exclude(source="", vintage="")
    told = entries.values_list("target", "month", "source", "vintage")
    return {target: Origin(*origin) for target, month, *origin in told if months[target] == month}


def _cells(row: Standing) -> tuple[object, ...]:
    own = (cell(row.task) for _word, cell in COLUMNS.values())
    return (*own, *(cell(row) for _word, cell in PROGRESS))
