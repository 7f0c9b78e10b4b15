"""Tables as files for a spreadsheet, written row by row: a file of any length takes the memory of a few rows."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import IO, TYPE_CHECKING

import xlsxwriter
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
WIDEST_COLUMN = 60
ROWS_AT_ONCE = 500
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


def exported(rows: Iterable[Sequence[object]], kind: str, *, title: str, notes: Sequence[str] = ()) -> HttpResponseBase:
    """Return rows as a file of that kind (a key of KINDS), the header first; `notes` say above it what it rests on.

    A CSV file is on its way with its first rows. A workbook is a zip, written whole beside the memory and then sent.
    """
    name = file_name(title, kind)
    if kind == "csv":
        sent = StreamingHttpResponse(csv_blocks(rows, notes=notes), content_type=KINDS[kind])
        sent["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        return sent
    stored = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_file(rows, kind, stored, title=title, notes=notes)
    stored.seek(0)
    return FileResponse(stored, as_attachment=True, filename=name, content_type=KINDS[kind])


def file_name(title: str, kind: str) -> str:
    """Return what a file is called: its title and the day."""
    return f"{title}-{timezone.localdate():%Y%m%d}.{kind}"


def write_file(
    rows: Iterable[Sequence[object]], kind: str, target: IO[bytes], *, title: str, notes: Sequence[str] = ()
) -> None:
    """Write rows as a file of that kind into an open one."""
    if kind == "csv":
        target.writelines(csv_blocks(rows, notes=notes))
    else:
        write_xlsx(rows, target, title=title, notes=notes)


def write_xlsx(rows: Iterable[Sequence[object]], target: IO[bytes], *, title: str, notes: Sequence[str] = ()) -> None:
    """Write one sheet: optional note lines, a bold header row that filters and repeats in print, then the rows."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("".join(char for char in title if char not in "[]:*?/\\")[:31])
        for index, note in enumerate(notes):
            sheet.write(index, 0, note)
        head, styles = book.add_format(HEAD), {name: book.add_format(style) for name, style in STYLES.items()}
        widths, last = _write_rows(sheet, rows, head, styles, first=len(notes))
        _lay_out(sheet, widths, first=len(notes), last=last)


def _write_rows(
    sheet: Worksheet, rows: Iterable[Sequence[object]], head: object, styles: Mapping[str, object], *, first: int
) -> tuple[list[int], int]:
    """Write the header and the rows; return how wide each column has to be, and the last line."""
    widths: list[int] = []
    last = first - 1
    for last, row in enumerate(rows, first):
        widths += [0] * (len(row) - len(widths))
        for column, cell in enumerate(row):
            _write_cell(sheet, last, column, cell, head if last == first else styles[_style(cell)])
            if widths[column] < WIDEST_COLUMN:
                widths[column] = max(widths[column], _width(cell))
    return widths, last


def _write_cell(sheet: Worksheet, line: int, column: int, cell: object, style: object) -> None:
    """Write numbers and days as such, everything else as text."""
    if cell is None or cell == "":
        sheet.write_blank(line, column, None, style)
    elif isinstance(cell, str):
        sheet.write_string(line, column, cell, style)
    elif type(cell) is dt.date:
        sheet.write_datetime(line, column, cell, style)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(line, column, cell, style)
    else:
        sheet.write_string(line, column, str(cell), style)


def _lay_out(sheet: Worksheet, widths: Sequence[int], *, first: int, last: int) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(first + 1, 0)
    sheet.repeat_rows(first)
    if widths:
        sheet.autofilter(first, 0, last, len(widths) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _style(cell: object) -> str:
    if type(cell) is dt.date:
        return "day"
    return "quoted" if looks_like_a_formula(cell) else "text"


def _width(cell: object) -> int:
    """Return how wide a column this cell needs; a Chinese character counts twice."""
    text = "" if cell is None else str(cell)
    wide = 0 if text.isascii() else sum(char > "\u2e7f" for char in text)
    return min(WIDEST_COLUMN, 2 + len(text) + wide)


def csv_blocks(rows: Iterable[Sequence[object]], *, notes: Sequence[str] = ()) -> Iterator[bytes]:
    """Yield the same as CSV, some rows at once, after the byte order mark that Excel needs."""
    yield "\ufeff".encode()
    yield _csv_block([note] for note in notes)
    left = iter(rows)
    while block := list(islice(left, ROWS_AT_ONCE)):
        yield _csv_block(block)


def _csv_block(rows: Iterable[Sequence[object]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([neutral(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode()


KINDS: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
"""The kinds of file that every list can be had as, each with its media type."""
