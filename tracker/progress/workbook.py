"""A month's grid as a workbook: written with what is kept already, only its boxes open."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import xlsxwriter
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.shared.display import amount, derived, month_name, unit_word, year_month
from reports.shared.exports import A4, CELL, HEAD, looks_like_a_formula
from tracker.progress.grid import Grid, Row
from tracker.progress.origins import origins_in_words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MARK = "month-form-2"
"""Says in the file what it is; another number where the columns are others, so that an older file is not misread."""
FIRST_ROW = 6
"""Above it, counted from one: the mark and the title, three lines of rules, the header."""
COLUMNS: tuple[tuple[str | Promise, int], ...] = (
    ("", 4),
    (gettext_lazy("No."), 6),
    (gettext_lazy("Task"), 36),
    (gettext_lazy("Annual target"), 18),
    (gettext_lazy("Unit"), 9),
    (gettext_lazy("Last figure"), 16),
    (gettext_lazy("Same month last year"), 14),
    (gettext_lazy("By schedule"), 14),
    (gettext_lazy("Value"), 14),
    (gettext_lazy("Progress made"), 40),
    (gettext_lazy("Reason for falling behind"), 30),
    (gettext_lazy("Source of the figure"), 18),
    (gettext_lazy("State"), 10),
)
KEY, TASK, VALUE, NARRATIVE, REASON, ORIGIN = 0, 2, 8, 9, 10, 11
BOXES = {"value": VALUE, "narrative": NARRATIVE, "reason": REASON, "origin": ORIGIN}
BOX = CELL | {"locked": False, "bg_color": "#FFFBE6"}
LOCKED = CELL | {"bg_color": "#F3F5F7"}


def name_of(grid: Grid) -> str:
    """Return the name of the file, without its ending."""
    return _("Monthly form %(month)s") % {"month": year_month(grid.year, grid.month)}


def written(grid: Grid) -> bytes:
    """Return the workbook of a month. What can be typed is open; keys, labels and what is submitted are locked."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        sheet = book.add_worksheet(_("Monthly form"))
        _write_head(book, sheet, grid)
        styles = {name: book.add_format(style) for name, style in _styles().items()}
        for at, row in enumerate(grid.rows, start=FIRST_ROW - 1):
            _write_row(sheet, at, row, styles)
        _lay_out(sheet)
    return buffer.getvalue()


def _styles() -> dict[str, dict[str, object]]:
    return {"box": BOX, "quoted": BOX | {"quote_prefix": True}, "locked": LOCKED}


def _write_head(book: Workbook, sheet: Worksheet, grid: Grid) -> None:
    sheet.write_string(0, KEY, f"{MARK}:{grid.year}:{grid.month}")
    sheet.write_string(0, 1, name_of(grid), book.add_format({"bold": True, "font_size": 14}))
    for at, rule in enumerate(_rules(), start=1):
        sheet.write_string(at, 1, rule)
    head = book.add_format(HEAD)
    for column, (label, _width) in enumerate(COLUMNS):
        sheet.write_string(FIRST_ROW - 2, column, str(label), head)


def _rules() -> tuple[str, ...]:
    return (
        _("Fill in the yellow boxes only. Figures are in the unit of their row; what adds up is from January on."),
        _("Empty: nothing typed. “-”: not known yet. A zero is a figure. A task without a figure takes words."),
        _("Send the file back on the page of this month. It is for this month and this department only."),
    )


def _write_row(sheet: Worksheet, at: int, row: Row, styles: dict[str, Format]) -> None:
    duty, entry = row.duty, row.duty.entry
    sheet.write_string(at, KEY, f"{row.key}:{duty.version}")
    state = str(entry.get_state_display()) if entry else ""
    labels = (str(duty.target.number), duty.target.name, duty.promise, unit_word(duty.target.unit), *_known(row))
    for column, text in (*enumerate(labels, start=1), (len(COLUMNS) - 1, state)):
        sheet.write_string(at, column, text, styles["locked"])
    _write_value(sheet, at, row, styles)
    for name in ("narrative", "reason"):
        text = getattr(entry, name) if entry else ""
        style = "locked" if not duty.is_open else "quoted" if looks_like_a_formula(text) else "box"
        sheet.write_string(at, BOXES[name], text, styles[style])
    _write_origin(sheet, at, row, styles)


def _write_value(sheet: Worksheet, at: int, row: Row, styles: dict[str, Format]) -> None:
    duty, entry = row.duty, row.duty.entry
    style = styles["box" if duty.is_open and duty.takes_number else "locked"]
    if duty.takes_number and entry is not None and entry.value is not None:
        # A spreadsheet keeps fifteen digits: what has more is written as text.
        digits = len(entry.value.normalize().as_tuple().digits)
        sheet.write(at, VALUE, entry.value if digits <= 15 else format(entry.value.normalize(), "f"), style)
    else:
        sheet.write_blank(at, VALUE, None, style)


def _write_origin(sheet: Worksheet, at: int, row: Row, styles: dict[str, Format]) -> None:
    is_open = row.duty.is_open and row.duty.takes_number
    sheet.write_string(at, ORIGIN, row.origin, styles["box" if is_open else "locked"])
    if is_open:
        # What else may be said is judged here, in the words of the site, when the file comes back.
        sheet.data_validation(
            at, ORIGIN, at, ORIGIN, {"validate": "list", "source": origins_in_words(), "show_error": False}
        )


def _known(row: Row) -> Sequence[str]:
    """The last figure, that of the same month of last year, and the schedule's, as the page has them."""
    duty, unit = row.duty, row.duty.target.unit
    if not duty.takes_number:
        return (duty.last.narrative[:60] if duty.last else _("nothing filed yet"), "", "")
    last = f"{amount(duty.last.value, unit)} ({month_name(duty.last.month)})" if duty.last else _("no earlier figure")
    year_ago = amount(row.last_year.value, unit) if row.last_year.value is not None else _("unknown")
    if row.last_year.is_parted:
        year_ago = f"{year_ago} ({_('counted in another way, not comparable')})"
    return last, year_ago, derived(duty.expected, unit) if duty.expected is not None else _("not by schedule")


def _lay_out(sheet: Worksheet) -> None:
    for column, (_label, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width, None, {"hidden": column == KEY})
    sheet.freeze_panes(FIRST_ROW - 1, TASK + 1)
    sheet.repeat_rows(FIRST_ROW - 2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
