"""Tables as files for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

if TYPE_CHECKING:
    from django_tables2 import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDEST_COLUMN = 60


def neutral(cell: object) -> object:
    """Return the cell so that no spreadsheet runs it: text that looks like a formula gets a leading apostrophe."""
    if isinstance(cell, int | float | Decimal):
        return cell
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def file_response(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """Return `content` as a download named `name`."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def dated_name(title: str, ending: str) -> str:
    """Return a file name of the title and today's date."""
    return f"{title}-{timezone.localdate():%Y%m%d}.{ending}"


def rows_as_xlsx(rows: Iterable[Sequence[object]], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """Return one sheet: optional note lines, a bold header row that repeats in print, then the rows, landscape A4."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("".join(char for char in title if char not in "[]:*?/\\")[:31])
        head = book.add_format(
            {"bold": True, "bg_color": "#E8EEF5", "border": 1, "text_wrap": True, "valign": "vcenter"}
        )
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        for index, note in enumerate(notes):
            sheet.write(index, 0, note)
        first = len(notes)
        widths: list[int] = []
        for offset, row in enumerate(rows):
            for column, content in enumerate(row):
                sheet.write(first + offset, column, neutral(content), cell if offset else head)
            widths = [max(pair) for pair in zip_widths(widths, row)]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(first + 1, 0)
        sheet.repeat_rows(first)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()


def zip_widths(widths: Sequence[int], row: Sequence[object]) -> list[tuple[int, int]]:
    """Pair each column's width so far with what this row's cell would need (a Chinese character counts twice)."""
    needed = [min(WIDEST_COLUMN, 2 + sum(2 if ord(char) > 0x2E7F else 1 for char in str(cell or ""))) for cell in row]
    return list(zip([*widths, *[0] * len(needed)], needed, strict=False))


def table_as_xlsx(table: Table, *, title: str) -> HttpResponse:
    """Return all rows of a table as a spreadsheet."""
    content = rows_as_xlsx(table.as_values(), title=title)
    return file_response(content, name=dated_name(title, "xlsx"), content_type=XLSX)


def table_as_csv(table: Table, *, title: str) -> HttpResponse:
    """Return all rows of a table as CSV, with the byte order mark that Excel needs."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([neutral(cell) for cell in row] for row in table.as_values())
    content = buffer.getvalue().encode("utf-8-sig")
    return file_response(content, name=dated_name(title, "csv"), content_type="text/csv; charset=utf-8")
