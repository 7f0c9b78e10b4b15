"""Tables of Word documents: ruled, their header on every page, numbers on the right.

They are written as XML in one go: a table of some thousand cells takes python-docx minutes cell by cell.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section
from docx.shared import Length

from reports.shared.display import plain
from reports.shared.word import layout

NARROWEST, WIDEST = 8, 40
"""How many characters a column is given at least and at most, where the columns share a page."""
ASIDE = {layout.CELL: 108, layout.SMALL_CELL: 45}
"""How much stays free beside the words of a cell, in twips."""
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
RULES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def rows_as_docx(rows: Iterable[Sequence[object]], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """Return a Word document of one wide table on A3: title, note lines, then the rows, the header first."""
    table = list(rows)
    document = layout.blank_document(title)
    section = document.sections[0]
    layout.lay_on_its_side(section, layout.A3)
    document.add_paragraph(_words(title), layout.TITLE)
    for note in notes:
        document.add_paragraph(_words(note), layout.CELL)
    add_table(document, table, shared_widths(table, section), style=layout.SMALL_CELL)
    return layout.saved(document)


def add_table(
    document: Document,
    rows: Sequence[Sequence[object]],
    widths: Sequence[int],
    *,
    right: Sequence[int] = (),
    style: str = layout.CELL,
) -> None:
    """Add a table whose first row is its header; `widths` in twips.

    Numbers, and the columns that `right` names, stand on the right.
    """
    style_id = document.styles[style].style_id
    aside = ASIDE[style]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{RULES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{aside}" w:type="dxa"/><w:right w:w="{aside}" w:type="dxa"/></w:tblCellMar>'
    )
    lines = "".join(_row_xml(row, widths, right, style_id, is_head=not number) for number, row in enumerate(rows))
    xml = f"<w:tbl {nsdecls('w')}><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def shared_widths(rows: Sequence[Sequence[object]], section: Section) -> list[int]:
    """Return how the columns share the width of a page by how much stands in them, in twips."""
    room = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    columns = zip(*rows, strict=True)
    wanted = [min(WIDEST, max(NARROWEST, *(len(_words(cell)) for cell in column))) for column in columns]
    return [Length(room * width // sum(wanted)).twips for width in wanted]


def _row_xml(row: Sequence[object], widths: Sequence[int], right: Sequence[int], style: str, *, is_head: bool) -> str:
    look = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "") + "</w:trPr>"
    cells = "".join(
        _cell_xml(cell, width, style, "center" if is_head else _side(cell, number in right), is_bold=is_head)
        for number, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return f"<w:tr>{look}{cells}</w:tr>"


def _cell_xml(cell: object, width: int, style: str, side: str, *, is_bold: bool) -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{side}"/></w:pPr>'
    bold, words = "<w:rPr><w:b/></w:rPr>" if is_bold else "", _words(cell)
    text = f'<w:r>{bold}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"<w:p>{look}{text}</w:p></w:tc>"
    )


def _side(cell: object, is_right: bool) -> str:
    return "right" if is_right or isinstance(cell, int | Decimal) else "left"


def _words(cell: object) -> str:
    """What a cell says; characters that no XML may hold are left out."""
    if isinstance(cell, Decimal):
        return plain(cell)
    if type(cell) is dt.date:
        return cell.isoformat()
    return "" if cell is None else UNPRINTABLE.sub("", str(cell))
