"""How an official document looks: the figures of GB/T 9704-2012, as styles of a Word document.

A4 with 37 mm above, 28 mm left, 35 mm below and 26 mm right: a type area of 156 × 225 mm, 22 lines of 28 characters.
The proprietary fonts are named and never shipped; a font table tells Word what else will do.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import cast

import docx
from django.utils import timezone
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt, Twips
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
A4, A3 = (Mm(210), Mm(297)), (Mm(297), Mm(420))
"""Width and height of paper that stands upright."""
TOP, LEFT, BOTTOM, RIGHT = Mm(37), Mm(28), Mm(35), Mm(26)
SIDE = Mm(18)
"""Left and right of a page on its side."""
LINES, CHARACTERS = 22, 28
BODY_SIZE, TITLE_SIZE, PAGE_NUMBER_SIZE = Pt(16), Pt(22), Pt(14)
TABLE_SIZE, SMALL_TABLE_SIZE = Pt(10.5), Pt(7.5)
LINE_PITCH = Twips(579)
"""22 lines share the 225 mm of the type area: a twentieth of a point more, and the last one does not fit."""
CHARACTER_SPACING = Twips(-5)
"""28 characters share its 156 mm: those of size 3 stand this much closer than they are wide."""
CHARACTER_PITCH = Twips(BODY_SIZE.twips + CHARACTER_SPACING.twips)

SONG, FANGSONG, KAITI, HEITI, PLAIN_SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
FALLBACKS = {SONG: "SimSun", FANGSONG: "FangSong", KAITI: "KaiTi", HEITI: "SimHei", PLAIN_SONG: "SimSun"}
"""What Word takes where a font is not installed."""
LATIN = "Times New Roman"
RIGHT_TAB = WD_TAB_ALIGNMENT.RIGHT

TITLE, HEADING, SUBHEADING, BODY, FLUSH, SIGNED = (
    "公文标题",
    "公文一级标题",
    "公文二级标题",
    "公文正文",
    "公文顶格",
    "公文落款",
)
MASTHEAD, UNDER_MASTHEAD, CELL, SMALL_CELL = "公文刊头", "公文刊期", "公文表格", "公文小字表格"


def blank_document(title: str = "") -> Document:
    """Return an empty document with page, grid, styles and page numbers of the standard."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, ""
    document.core_properties.created = document.core_properties.modified = timezone.now().replace(tzinfo=None)
    _drop_styles_of_the_library(document)
    _set_page(document.sections[0])
    _set_normal(document)
    for name, font, size, alignment, indent in _STYLES:
        _add_style(document, name, font, size, alignment, indent)
    _number_pages(document)
    _name_fallbacks(document)
    return document


_KEPT = ("Header", "HeaderChar", "Footer", "FooterChar")
_CENTRE, _LEFT, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
_RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
_STYLES: Sequence[tuple[str, str, Length, WD_ALIGN_PARAGRAPH, int]] = (
    # name, font, size, alignment, indent of the first line in characters
    (MASTHEAD, SONG, Pt(48), _CENTRE, 0),
    (UNDER_MASTHEAD, FANGSONG, BODY_SIZE, _CENTRE, 0),
    (TITLE, SONG, TITLE_SIZE, _CENTRE, 0),
    (HEADING, HEITI, BODY_SIZE, _BOTH, 2),
    (SUBHEADING, KAITI, BODY_SIZE, _BOTH, 2),
    (BODY, FANGSONG, BODY_SIZE, _BOTH, 2),
    (FLUSH, FANGSONG, BODY_SIZE, _LEFT, 0),
    (SIGNED, FANGSONG, BODY_SIZE, _RIGHT, 0),
    (CELL, PLAIN_SONG, TABLE_SIZE, _LEFT, 0),
    (SMALL_CELL, PLAIN_SONG, SMALL_TABLE_SIZE, _LEFT, 0),
)


def saved(document: Document) -> bytes:
    """Return a document as a Word file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def landscape_annex(document: Document) -> Section:
    """Begin a new page on its side, for a wide table; the page numbers go on."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    lay_on_its_side(section)
    return section


def lay_on_its_side(section: Section, paper: tuple[Length, Length] = A4) -> None:
    """Turn the pages of a section, bound at their upper edge; `paper` is as it stands upright."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_height, section.page_width = paper
    section.top_margin, section.bottom_margin = LEFT, RIGHT
    section.left_margin, section.right_margin = SIDE, SIDE


def rule_below(paragraph: Paragraph, *, colour: str = "FF0000", eighths: int = 12) -> None:
    """Draw a line under a paragraph, as under a masthead; its width in eighths of a point."""
    borders = _element("pBdr")
    borders.append(_element("bottom", val="single", sz=str(eighths), space="6", color=colour))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:tabs", "w:spacing", "w:ind", "w:jc")


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = A4
    section.top_margin, section.left_margin = TOP, LEFT
    section.bottom_margin, section.right_margin = BOTTOM, RIGHT
    section.footer_distance = Mm(35 - 7 - 3)
    (grid,) = section._sectPr.findall(qn("w:docGrid"))
    # A grid of lines alone: one of characters gives each that is wider than its cell two cells in some programs.
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_PITCH.twips))


def _drop_styles_of_the_library(document: Document) -> None:
    """Keep what every document needs: 160 styles more are in the way of a reader, and of whoever looks one up."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) is None and style.get(qn("w:styleId")) not in _KEPT:
            styles.remove(style)


def _set_normal(document: Document) -> None:
    _set_font(document.styles["Normal"], FANGSONG, BODY_SIZE)


def _add_style(
    document: Document, name: str, font: str, size: Length, alignment: WD_ALIGN_PARAGRAPH, indent: int
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    _set_font(style, font, size)
    paragraph = style.paragraph_format
    paragraph.alignment, paragraph.space_before, paragraph.space_after = alignment, Pt(0), Pt(0)
    properties, is_cell = style.element.get_or_add_pPr(), name in (CELL, SMALL_CELL)
    for mark in ("autoSpaceDE", "autoSpaceDN", *(["snapToGrid"] if is_cell else [])):
        # No space between characters and digits; and rows of a table are as high as their words.
        _switch_off(properties, mark)
    if is_cell:
        paragraph.space_before = paragraph.space_after = Pt(2)
    else:
        is_large = size > BODY_SIZE
        paragraph.line_spacing_rule = WD_LINE_SPACING.AT_LEAST if is_large else WD_LINE_SPACING.EXACTLY
        paragraph.line_spacing = LINE_PITCH
    paragraph.keep_with_next = name in (HEADING, SUBHEADING)
    if indent:
        first_line = style.element.get_or_add_pPr().get_or_add_ind()
        first_line.set(qn("w:firstLineChars"), str(indent * 100))
        first_line.set(qn("w:firstLine"), str(indent * CHARACTER_PITCH.twips))


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return cast("BaseOxmlElement", element)


def _switch_off(properties: BaseOxmlElement, mark: str) -> None:
    properties.insert_element_before(_element(mark, val="0"), "w:spacing", "w:ind", "w:jc", "w:rPr")


def _set_font(style: ParagraphStyle, font: str, size: Length) -> None:
    style.font.name, style.font.size = LATIN, size
    if size == BODY_SIZE:
        closer = _element("spacing", val=str(CHARACTER_SPACING.twips))
        style.element.get_or_add_rPr().insert_element_before(closer, "w:sz", "w:szCs")
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")


def _number_pages(document: Document) -> None:
    """— 1 — in 宋体 of size 4, right on odd pages and left on even ones, a character from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, alignment in ((section.footer, _RIGHT), (section.even_page_footer, _LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = alignment
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = PAGE_NUMBER_SIZE
        for piece in ("— ", "PAGE", " —"):
            _add_number_run(paragraph, piece)


def _add_number_run(paragraph: Paragraph, piece: str) -> None:
    if piece == "PAGE":
        field = _element("fldSimple", instr="PAGE")
        run = paragraph.add_run("1")
        field.append(run._r)
        paragraph._p.append(field)
    else:
        run = paragraph.add_run(piece)
    run.font.size, run.font.name = PAGE_NUMBER_SIZE, PLAIN_SONG
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), PLAIN_SONG)


def _name_fallbacks(document: Document) -> None:
    part = next(
        each.target_part for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.FONT_TABLE
    )
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    head, tail = part.blob.decode().rsplit("</w:fonts>", 1)
    part._blob = f"{head}{fonts}</w:fonts>{tail}".encode()
