"""The rows of a task table in a file: .xlsx with the places of its cells, .docx and web pages by their lines."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from reports.documents import DocumentError, ErrorCode, Format, read_document
from tracker.targets.imports.heads import columns_of

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS = 3000, 100
HEADER_WITHIN = 40
EXTENSIONS = (".xlsx", ".docx", ".html", ".htm")
_READ = frozenset({Format.XLSX, Format.DOCX, Format.HTML})


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and where: D7 of a sheet, else nothing."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of the file: its cells by the fields that their columns hold."""

    line: int
    cells: Mapping[str, Cell]

    def text(self, field: str) -> str:
        """What stands under a field; empty where nothing does."""
        cell = self.cells.get(field)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class FileTable:
    """The rows below the header; `sheet` is the one of a workbook that they stand in."""

    rows: Sequence[FileRow]
    sheet: str = ""


def read_table(data: bytes, name: str) -> FileTable:
    """Return the first task table of a file.

    Raises DocumentError with words for the user: too large, hostile, of another kind, or without such a table.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(
            ErrorCode.TOO_LARGE, _("The file is too large for a task table: at most 5 MB are accepted.")
        )
    document = read_document(data, name)
    if document.format not in _READ:
        raise DocumentError(ErrorCode.UNSUPPORTED_TYPE, _("Send the task table as .xlsx, .docx or web page (.html)."))
    if document.format is Format.XLSX:
        return _of_workbook(data)
    lines = [[Cell(" ".join(part.split())) for part in line.split("\t")] for line in document.text.split("\n")]
    return _found(_table_in(enumerate(lines, start=1)))


def _of_workbook(data: bytes) -> FileTable:
    book = load_workbook(io.BytesIO(data), data_only=True)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
            raise DocumentError(
                ErrorCode.TOO_LARGE,
                _("The sheet “{sheet}” has more than {rows} rows or {columns} columns. Send only the task table."),
                sheet=sheet.title,
                rows=MAX_ROWS,
                columns=MAX_COLUMNS,
            )
        if rows := _table_in(_lines_of(sheet)):
            return FileTable(rows, sheet.title)
    return _found(None)


def _lines_of(sheet: Worksheet) -> Iterator[tuple[int, list[Cell]]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, [Cell(_seen(cell), cell.coordinate) for cell in row]


def _seen(cell: SheetCell | MergedCell) -> str:
    """What a cell shows, as far as a task table needs it."""
    value = cell.value
    if isinstance(value, dt.datetime | dt.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, int | float):
        is_percent = "%" in str(cell.number_format)
        number = Decimal(str(value)) * 100 if is_percent else Decimal(str(value))
        return f"{number.normalize():f}{'%' if is_percent else ''}"
    return " ".join(str(value).split())


def _table_in(lines: Iterable[tuple[int, Sequence[Cell]]]) -> list[FileRow] | None:
    """The rows below the first header; None where there is none. A row that names no task is a band or empty."""
    columns: Mapping[int, str] | None = None
    rows: list[FileRow] = []
    for number, cells in lines:
        if columns is None:
            columns = columns_of([cell.text for cell in cells]) if number <= HEADER_WITHIN or len(cells) > 1 else None
            continue
        found = {field: cells[place] for place, field in columns.items() if place < len(cells)}
        says_something = sum(bool(cell.text) for cell in found.values()) > 1
        if says_something and "name" in found and found["name"].text and columns_of([c.text for c in cells]) is None:
            rows.append(FileRow(number, found))
        if len(rows) > MAX_ROWS:
            break
    return rows or None


def _found(rows: list[FileRow] | None) -> FileTable:
    if rows is None:
        raise DocumentError(
            ErrorCode.NO_TEXT,
            _(
                "There is no task table in the file: no row of heads names the task and who does it or until when. "
                "Name the columns as the exported table does."
            ),
        )
    return FileTable(rows)
