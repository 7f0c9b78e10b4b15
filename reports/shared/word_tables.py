"""Tables as Word documents: one wide table on landscape pages, its header on every page."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

import docx
from django.utils import timezone
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from reports.shared.display import plain

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
A3_WIDTH, A3_HEIGHT, MARGIN = Mm(420), Mm(297), Mm(15)
TITLE_SIZE, NOTE_SIZE = Pt(18), Pt(10)
HALF_POINTS_OF_CELLS = 15
NARROWEST, WIDEST = 6, 30
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FONT = "仿宋"


def rows_as_docx(rows: Iterable[Sequence[object]], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """Return a Word document: the title, note lines, then the rows, the header first and repeated on every page."""
    table = [[_words(cell) for cell in row] for row in rows]
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, ""
    document.core_properties.created = document.core_properties.modified = timezone.now().replace(tzinfo=None)
    _set_page(document)
    _write_line(document, title, TITLE_SIZE, bold=True)
    for note in notes:
        _write_line(document, note, NOTE_SIZE)
    document.element.body.insert(len(document.element.body) - 1, parse_xml(_table_xml(table)))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = A3_WIDTH, A3_HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    style = document.styles["Normal"]
    style.font.name = FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)


def _write_line(document: Document, words: str, size: Pt, *, bold: bool = False) -> None:
    run = document.add_paragraph().add_run(_words(words))
    run.font.size, run.bold = size, bold


def _words(cell: object) -> str:
    """What a cell says; characters that no XML may hold are left out."""
    if isinstance(cell, Decimal):
        return plain(cell)
    if type(cell) is dt.date:
        return cell.isoformat()
    return "" if cell is None else UNPRINTABLE.sub("", str(cell))


def _table_xml(table: Sequence[Sequence[str]]) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    widths = _widths(table)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row_xml(row, widths, is_head=not number) for number, row in enumerate(table))
    look = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    )
    return f"<w:tbl {nsdecls('w')}><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _widths(table: Sequence[Sequence[str]]) -> list[int]:
    """The columns share the width of the page by how much stands in them, in twentieths of a point."""
    wanted = [min(WIDEST, max(NARROWEST, *map(len, column))) for column in zip(*table, strict=True)]
    page = (A3_WIDTH - 2 * MARGIN) // 635
    return [page * width // sum(wanted) for width in wanted]


def _row_xml(row: Sequence[str], widths: Sequence[int], *, is_head: bool) -> str:
    look = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "") + "</w:trPr>"
    cells = "".join(_cell_xml(cell, width, is_head) for cell, width in zip(row, widths, strict=True))
    return f"<w:tr>{look}{cells}</w:tr>"


def _cell_xml(words: str, width: int, is_head: bool) -> str:
    look = ("<w:b/>" if is_head else "") + f'<w:sz w:val="{HALF_POINTS_OF_CELLS}"/>'
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E8EEF5"/>' if is_head else ""
    text = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p>{text}</w:p></w:tc>'
