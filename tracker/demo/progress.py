"""What was filed for the promises of a sample report: a table with one row a promise and one column a month.

A promise is named by its words in the report, the expression in 【】. `result` is the day a milestone was reached or
the reviewer's verdict on a standard in words, or `withdrawn：` and why;
`reason` and `next_step` go with figures that are behind.
A month holds a figure or words, and behind a bar what became of it if it was not simply approved.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import F

from reports.library.models import WorkReport
from tracker.demo.people import DEMO, filers_of, officer_of
from tracker.evaluation import Status
from tracker.progress.models import ProgressEntry
from tracker.progress.origins import Origin, Source, Vintage
from tracker.progress.services import Filing, approve, return_, save_draft, submit
from tracker.targets.models import Target
from tracker.targets.periods import months_of
from tracker.targets.services import PlannedStage, give_verdict, plan_stages, set_withdrawn

RETURN_NOTE = "请核对是否与统计口径一致，并补充佐证材料后重新提交。"
FILED_ON, REVIEWED_ON = 5, 9  # days of the month after


class Mark(StrEnum):
    """What became of an entry; no mark means that it was submitted and approved."""

    DRAFT = "d"
    SUBMITTED = "s"
    RETURNED = "r"
    RETURNED_ONCE = "R"


@dataclass(frozen=True, slots=True)
class Cell:
    """What was filed for a month."""

    month: int
    text: str
    mark: str

    @classmethod
    def parse(cls, month: int, cell: str) -> Cell:
        """Read “38.5” or “38.5|s”."""
        text, _, mark = cell.partition("|")
        return cls(month, text, mark)


@dataclass(frozen=True, slots=True)
class Row:
    """One promise and everything filed for it."""

    quote: str
    result: str
    reason: str
    next_step: str
    cells: tuple[Cell, ...]

    def span_in(self, text: str) -> tuple[int, int]:
        """Return where the expression in 【】 stands in the report; raises ValueError unless the quote occurs once."""
        plain = self.quote.replace("【", "").replace("】", "")
        if text.count(plain) != 1:
            raise ValueError(f"“{plain}” occurs {text.count(plain)} times.")
        start = text.index(plain)
        return start + self.quote.index("【"), start + self.quote.index("】") - 1


def read_progress(name: str) -> list[Row]:
    """Return the rows that were filed for the report `name` (“rongchang-2024”)."""
    with (DEMO / "progress" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [_row(entry) for entry in csv.DictReader(file)]


def _row(entry: dict[str, str]) -> Row:
    cells = (Cell.parse(month, entry[str(month)]) for month in range(1, 13) if entry[str(month)])
    return Row(entry["quote"], entry["result"], entry["reason"], entry["next_step"], tuple(cells))


def file_progress(report: WorkReport, name: str) -> None:
    """File, approve or return everything in the table of `name` for the targets of `report`."""
    filing = _Filing(report)
    for row in read_progress(name):
        for target in filing.targets_of(row):
            filing.file(target, row)
    _date_history(report)


class _Filing:
    """The targets of one report, and the people who file and review there."""

    def __init__(self, report: WorkReport) -> None:
        self.report = report
        self.officer = officer_of(report.region)
        self.filers = filers_of(report.region)
        self.targets = list(Target.objects.filter(statement__report=report).select_related("statement", "lead"))

    def targets_of(self, row: Row) -> Iterator[Target]:
        """Yield the targets whose expression the row's quote covers: one, or several of a shared milestone."""
        start, end = row.span_in(self.report.text)
        for target in self.targets:
            if target.statement and target.statement.start < end and start < target.statement.end:
                yield target

    def file(self, target: Target, row: Row) -> None:
        """File the months that exist for the target, and settle what a reviewer settles."""
        for cell in row.cells:
            if cell.month in months_of(target):
                self._file_month(target, cell, row)
        if row.result:
            self._settle(target, row)

    def _file_month(self, target: Target, cell: Cell, row: Row) -> None:
        filer, now = self.filers[target.lead_id], moment(target.year, cell.month, FILED_ON)
        words = Filing(narrative=cell.text)
        filing = Filing(value=Decimal(cell.text), origin=_origin_of(target)) if target.takes_number else words
        if cell.mark == Mark.DRAFT:
            save_draft(target=target, month=cell.month, filing=filing, by=filer, version=0, now=now)
            return
        entry = _submitted(target, cell.month, filing, row, by=filer, now=now)
        self._review(entry, cell, row)

    def _review(self, entry: ProgressEntry, cell: Cell, row: Row) -> None:
        if cell.mark == Mark.SUBMITTED:
            return
        now = moment(entry.target.year, entry.month, REVIEWED_ON)
        if cell.mark in (Mark.RETURNED, Mark.RETURNED_ONCE):
            entry = return_(entry=entry, by=self.officer, version=entry.version, note=RETURN_NOTE, now=now)
        if cell.mark == Mark.RETURNED:
            return
        if cell.mark == Mark.RETURNED_ONCE:
            entry = _submitted(entry.target, entry.month, _filed(entry), row, by=entry.filed_by, now=now, version=2)
        approve(entry=entry, by=self.officer, version=entry.version, now=now)

    def _settle(self, target: Target, row: Row) -> None:
        verdict, _, why = row.result.partition("：")
        officer, version = self.officer, target.version
        if verdict == Status.WITHDRAWN:
            set_withdrawn(target=target, by=officer, version=version, is_withdrawn=True, reason=why)
        elif target.stages.exists():
            done_on = dt.date.fromisoformat(row.result)
            stages = [PlannedStage(each.name, each.planned_on, done_on, each.pk) for each in target.stages.all()]
            plan_stages(target=target, by=officer, version=version, stages=stages)
        else:
            last = row.cells[-1]
            today = moment(target.year, last.month, REVIEWED_ON).date()
            give_verdict(target=target, by=officer, version=version, verdict=verdict, reason=last.text, today=today)


def _submitted(
    target: Target, month: int, filing: Filing, row: Row, *, by: User, now: dt.datetime, version: int = 0
) -> ProgressEntry:
    """Submit, and give the reason when asked for one."""
    try:
        return submit(target=target, month=month, filing=filing, by=by, version=version, now=now)
    except ValidationError as error:
        if "reason" not in error.message_dict or not row.reason:
            raise
    filing = replace(filing, reason=row.reason, next_step=row.next_step)
    return submit(target=target, month=month, filing=filing, by=by, version=version, now=now)


def _filed(entry: ProgressEntry) -> Filing:
    return Filing(entry.value, entry.narrative, entry.problem, entry.next_step, entry.reason, entry.origin)


def _origin_of(target: Target) -> Origin:
    """Growth rates and the like come from the statistics bureau, first as preliminary ones; counts from who does it."""
    if target.target_class == Target.TargetClass.HEADLINE:
        return Origin(Source.STATISTICS, Vintage.PRELIMINARY)
    return Origin(Source.OWN, Vintage.FINAL)


def moment(year: int, month: int, day: int) -> dt.datetime:
    """The morning of a day in the month after."""
    first = dt.datetime(year + month // 12, month % 12 + 1, 1, 9, 30, tzinfo=ZoneInfo(settings.TIME_ZONE))
    return first.replace(day=day)


def _date_history(report: WorkReport) -> None:
    """Let the history tell of the days on which the made-up people acted, and not of the day of loading."""
    records = ProgressEntry.history.filter(target__statement__report=report)
    records.filter(state=ProgressEntry.State.SUBMITTED).update(history_date=F("submitted_at"))
    records.filter(reviewed_at__isnull=False).exclude(state=ProgressEntry.State.SUBMITTED).update(
        history_date=F("reviewed_at")
    )
