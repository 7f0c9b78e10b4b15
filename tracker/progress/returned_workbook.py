"""A month's workbook as it comes back: hostile until checked, read cell by cell, given back with comments."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from lxml.etree import QName, _Element
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from reports.documents.archive import Package
from reports.documents.errors import DocumentError
from tracker.progress.workbook import BOXES, FIRST_ROW, KEY, MARK, TASK

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook

MAX_BYTES = 1024 * 1024
MAX_ROWS = 2_000
MAX_CELLS = 60_000
MARKED = re.compile(rf"{MARK}:(\d{{4}}):(\d{{1,2}})", re.ASCII)
ROW_KEY = re.compile(r"(\d{1,18}):(\d{1,9})", re.ASCII)
DAMAGE = (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError)
WRONG = PatternFill("solid", fgColor="FBE1E1")


class WorkbookError(Exception):
    """A file that is no workbook of a month; `str(error)` says what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: its line and column, counted from one and from nothing."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{get_column_letter(self.column + 1)}{self.line}"


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row as it came back: which target and version it was written for, and what stands in its boxes now."""

    line: int
    target: int
    version: int
    boxes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook that was read; `wrong` says which cells cannot be understood, and why."""

    year: int
    month: int
    rows: Sequence[ReturnedRow]
    wrong: Mapping[Place, str]


def read_returned(data: bytes) -> Returned:
    """Read a workbook that came back. Raises WorkbookError where it is none of ours, or hides more than it shows."""
    _check(data)
    with_results, as_written = _loaded(data, data_only=True), _loaded(data, data_only=False)
    marked = MARKED.fullmatch(str(with_results.worksheets[0].cell(1, KEY + 1).value or ""))
    if marked is None:
        raise WorkbookError(_("This is not a workbook of this site. Download the month's workbook, and fill that in."))
    rows: list[ReturnedRow] = []
    wrong: dict[Place, str] = {}
    for result, formula in zip(_lines(with_results), _lines(as_written), strict=True):
        _read_line(result, formula, rows, wrong)
    return Returned(int(marked[1]), int(marked[2]), rows, wrong)


def with_comments(data: bytes, wrong: Mapping[Place, str]) -> bytes:
    """Return the user's own file, each wrong cell coloured and with a comment that says why; older comments go."""
    _check(data)
    book = _loaded(data, data_only=False)
    sheet = book.worksheets[0]
    for line in _lines(book):
        for cell in line:
            cell.comment = None
    for place, words in wrong.items():
        cell = sheet.cell(place.line, place.column + 1)
        cell.comment, cell.fill = Comment(words, "", width=260, height=120), WRONG
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _check(data: bytes) -> None:
    """Refuse what is too large, broken or swells. Raises WorkbookError."""
    if len(data) > MAX_BYTES:
        raise WorkbookError(_("The file is larger than 1 MB: a month's workbook is much smaller."))
    try:
        package = Package(data)
        main = package.main_part("workbook")
        sheets = [package.xml(name) for name in package.related(main, "worksheet")] if main else []
    except DocumentError as error:
        raise WorkbookError(str(error)) from error
    if not sheets or any(map(_swells, sheets)):
        raise WorkbookError(_("This is not a workbook of this site. Download the month's workbook, and fill that in."))


def _swells(sheet: _Element) -> bool:
    """Whether reading the sheet cell by cell could take far more than its size: of ours none does."""
    tags = Counter(QName(each).localname for each in sheet.iter("{*}*"))
    ranges = any(":" in (each.get("ref") or "") for each in sheet.iter("{*}hyperlink"))
    return bool(tags["mergeCell"] or ranges or tags["c"] > MAX_CELLS or tags["row"] > MAX_ROWS)


def _loaded(data: bytes, *, data_only: bool) -> Workbook:
    try:
        book = load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
        book.active = book.worksheets[0]
    except DAMAGE as error:
        message = _("The file is damaged. Open it in Excel or WPS, save it as .xlsx and send it again.")
        raise WorkbookError(message) from error
    return book


def _lines(book: Workbook) -> Iterator[tuple[Any, ...]]:
    sheet = book.worksheets[0]
    last = min(sheet.max_row, FIRST_ROW + MAX_ROWS)
    return sheet.iter_rows(min_row=FIRST_ROW, max_row=last, max_col=max(BOXES.values()) + 1)


def _read_line(
    result: tuple[Any, ...], formula: tuple[Any, ...], rows: list[ReturnedRow], wrong: dict[Place, str]
) -> None:
    line, boxes = result[KEY].row, {}
    for name, column in BOXES.items():
        try:
            boxes[name] = _text(result[column], is_formula=formula[column].data_type == "f")
        except WorkbookError as error:
            boxes[name], wrong[Place(line, column)] = "", str(error)
    key = ROW_KEY.fullmatch(str(result[KEY].value or ""))
    if key is None:
        if any(boxes.values()):
            wrong[Place(line, TASK)] = _("This row was added: only the rows of the workbook can be filled in.")
    elif any(row.target == int(key[1]) for row in rows):
        wrong[Place(line, TASK)] = _("This row is in the file twice.")
    else:
        rows.append(ReturnedRow(line, int(key[1]), int(key[2]), boxes))


def _text(cell: Cell, *, is_formula: bool) -> str:
    """What a cell says, as its writer would type it. Raises WorkbookError."""
    content = cell.value
    if content is None and is_formula:
        message = _("The result of this formula is not stored: save the file in Excel or WPS, or type the figure.")
        raise WorkbookError(message)
    if cell.data_type == "e":
        raise WorkbookError(_("This cell holds an error (%(error)s).") % {"error": content})
    if isinstance(content, bool | dt.date | dt.time | dt.timedelta):
        raise WorkbookError(_("This cell holds a date or a yes/no, not a figure: type it again."))
    if isinstance(content, int | float):
        return _number(content, cell.number_format)
    return str(content or "").strip()


def _number(content: float, code: str) -> str:
    """A number with the fifteen digits that a spreadsheet shows; a percentage as one."""
    number = Decimal(content) if isinstance(content, int) else Decimal(format(content, ".15g"))
    is_percentage = "%" in re.sub(r'"[^"]*"|\\.', "", code)
    return f"{number * 100:f}%" if is_percentage else f"{number:f}"
