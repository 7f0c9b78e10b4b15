"""What a filled workbook would change: tried with all the rules of filing, and undone again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.shared.display import plain, year_month
from tracker.progress.grid import Grid, Row, try_all
from tracker.progress.returned_workbook import Place, Returned, ReturnedRow, WorkbookError, read_returned
from tracker.progress.row_forms import one_kind_of_break
from tracker.progress.typed import read_box
from tracker.progress.workbook import BOXES, TASK

if TYPE_CHECKING:
    from reports.shared.people import User


@dataclass(frozen=True)
class Preview:
    """The rows of a workbook as they would stand, and what is wrong by its cell.

    `blocking` are the cells without which not even drafts can be kept; the others only hinder submitting.
    """

    rows: Sequence[Row]
    wrong: Mapping[Place, str]
    blocking: Mapping[Place, str]

    @property
    def changed(self) -> list[Row]:
        """The rows in which something else stands than is kept."""
        return [row for row in self.rows if row.form and not row.is_as_kept]

    @property
    def can_be_kept(self) -> bool:
        """Whether all of it can be kept as drafts."""
        return not self.blocking

    @property
    def can_be_submitted(self) -> bool:
        """Whether all of it can be submitted."""
        return not self.wrong and any(not row.form.is_empty for row in self.rows if row.form)


def preview_of(data: bytes, grid: Grid, by: User) -> Preview:
    """Return what a workbook would change; nothing is stored. Raises WorkbookError for another one's file."""
    returned = read_returned(data)
    lines = {row.target: row for row in returned.rows}
    _require_same(returned, grid, lines)
    rows = [_typed(row, lines[row.key]) for row in grid.rows if row.key in lines]
    tried = try_all([row for row in rows if row.form], by)
    wrong, blocking = dict(returned.wrong), dict(returned.wrong)
    for row in tried:
        found = _wrong_in(row, lines[row.key])
        wrong |= found
        if row.is_blocked:
            blocking |= found
    foreign = _foreign(lines, grid)
    unreadable = {place.line for place in returned.wrong}
    shown = [row for row in tried if lines[row.key].line not in unreadable or row.is_refused]
    return Preview(shown, dict(sorted((wrong | foreign).items(), key=_in_order)), blocking | foreign)


def _require_same(returned: Returned, grid: Grid, lines: Mapping[int, ReturnedRow]) -> None:
    here = year_month(grid.year, grid.month)
    if (returned.year, returned.month) != (grid.year, grid.month):
        there = f"{returned.year}-{returned.month:02}"
        if 1 <= returned.month <= 12:
            there = year_month(returned.year, returned.month)
        message = _("This workbook is for %(there)s, and this page for %(here)s. Open the page of that month first.")
        raise WorkbookError(message % {"there": there, "here": here})
    if lines and not any(row.key in lines for row in grid.rows):
        raise WorkbookError(_("This workbook is another department's: none of its tasks is filed by yours."))


def _typed(row: Row, line: ReturnedRow) -> Row:
    """The row with what the file says; one that is submitted already and says the same is left alone."""
    if not row.duty.is_open and all(_same(row, name, line.boxes[name]) for name in BOXES):
        return row
    boxes = {f"{row.key}-{name}": text for name, text in line.boxes.items()}
    value = read_box(line.boxes["value"], row.duty.target.unit).value if row.duty.takes_number else None
    seen = "" if value is None else plain(value)
    return row.typed_into({f"{row.key}-version": line.version, f"{row.key}-seen": seen} | boxes)


def _same(row: Row, name: str, text: str) -> bool:
    if name == "value":
        entry = row.duty.entry
        return read_box(text, row.duty.target.unit).value == (entry.value if entry else None)
    if name == "origin":
        return text in ("", row.origin)
    return one_kind_of_break(getattr(row, name)) == one_kind_of_break(text)


def _wrong_in(row: Row, line: ReturnedRow) -> dict[Place, str]:
    found = {Place(line.line, BOXES.get(name, TASK)): words for name, words in row.errors.items()}
    if row.conflict is not None:
        words = _("This row has changed since the workbook was downloaded. Download it again, and fill that in.")
        found[Place(line.line, TASK)] = words
    return found


def _foreign(lines: Mapping[int, ReturnedRow], grid: Grid) -> dict[Place, str]:
    own = {row.key for row in grid.rows}
    words = _("This task is not filed by your department for this month.")
    return {Place(line.line, TASK): words for key, line in lines.items() if key not in own}


def _in_order(found: tuple[Place, str]) -> tuple[int, int]:
    return found[0].line, found[0].column
