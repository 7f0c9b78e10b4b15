"""Tables as files for a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
WIDEST_COLUMN = 60
A4 = 9
CELL = {"border": 1, "text_wrap": True, "valign": "top"}
HEAD = {"bold": True, "bg_color": "#E8EEF5", "border": 1, "text_wrap": True, "valign": "vcenter"}
STYLES = {"text": CELL, "day": CELL | {"num_format": "yyyy-mm-dd"}, "quoted": CELL | {"quote_prefix": True}}
"""How cells look; quoted text is text in a spreadsheet whatever it begins with, also after it was edited."""


def looks_like_a_formula(cell: object) -> bool:
    """Whether a spreadsheet might run this text."""
    return isinstance(cell, str) and cell.startswith(FORMULA_STARTS)


def neutral(cell: object) -> object:
    """Return the cell so that no spreadsheet that opens a CSV runs it: such text gets a leading apostrophe."""
    return f"'{cell}" if looks_like_a_formula(cell) else cell


def file_response(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """Return `content` as a download named `name`."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def export_asked(request: HttpRequest) -> str:
    """Return the kind of file that `?export=xlsx|csv` asks for; empty where none of them is asked for."""
    asked = request.GET.get("export", "")
    return asked if asked in KINDS else ""


def exported(rows: Iterable[Sequence[object]], kind: str, *, title: str, notes: Sequence[str] = ()) -> HttpResponse:
    """Return rows as a file of that kind (a key of KINDS), the header first; `notes` say above it what it rests on."""
    write, content_type = KINDS[kind]
    name = f"{title}-{timezone.localdate():%Y%m%d}.{kind}"
    return file_response(write(rows, title=title, notes=notes), name=name, content_type=content_type)


def rows_as_xlsx(rows: Iterable[Sequence[object]], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """Return one sheet: optional note lines, a bold header row that filters and repeats in print, then the rows."""
    buffer, table = io.BytesIO(), [list(row) for row in rows]
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("".join(char for char in title if char not in "[]:*?/\\")[:31])
        for index, note in enumerate(notes):
            sheet.write(index, 0, note)
        _write_table(book, sheet, table, first=len(notes))
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()


def _write_table(book: Workbook, sheet: Worksheet, table: Sequence[Sequence[object]], *, first: int) -> None:
    head, styles = book.add_format(HEAD), {name: book.add_format(style) for name, style in STYLES.items()}
    for offset, row in enumerate(table):
        for column, content in enumerate(row):
            sheet.write(first + offset, column, _plain(content), styles[_style(content)] if offset else head)
    for column, cells in enumerate(zip_longest(*table)):
        sheet.set_column(column, column, max(map(_width, cells)))
    sheet.freeze_panes(first + 1, 0)
    sheet.repeat_rows(first)
    if table:
        sheet.autofilter(first, 0, first + len(table) - 1, len(table[0]) - 1)


def _plain(cell: object) -> object:
    """Return what a cell can hold: numbers and days as such, everything else as text."""
    if isinstance(cell, int | float | Decimal) or type(cell) is dt.date:
        return cell
    return "" if cell is None else str(cell)


def _style(cell: object) -> str:
    if type(cell) is dt.date:
        return "day"
    return "quoted" if looks_like_a_formula(cell) else "text"


def _width(cell: object) -> int:
    """Return how wide a column this cell needs; a Chinese character counts twice."""
    return min(WIDEST_COLUMN, 2 + sum(2 if ord(char) > 0x2E7F else 1 for char in str(cell or "")))


def rows_as_csv(rows: Iterable[Sequence[object]], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """Return the same as CSV, with the byte order mark that Excel needs."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([neutral(cell) for cell in row] for row in (*([note] for note in notes), *rows))
    return buffer.getvalue().encode("utf-8-sig")


KINDS: Mapping[str, tuple[Callable[..., bytes], str]] = {
    "xlsx": (rows_as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (rows_as_csv, "text/csv; charset=utf-8"),
}
"""The kinds of file that every list can be had as, each with its writer and its media type."""
