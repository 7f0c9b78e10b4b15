"""The figures of GB/T 9704-2012, measured in the Word file and on the pages that LibreOffice makes of it."""

import io
import zipfile

import pypdfium2
import pytest
from docx.oxml.ns import qn

from reports.shared.word import layout
from tracker.bulletins.pdf import as_pdf, makes_pdf


@pytest.fixture(scope="module")
def document():
    document = layout.blank_document()
    for _ in range(40):
        document.add_paragraph("量一量这一段每行有多少字每页有多少行" * 6, layout.BODY)
    return document


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_page_and_margins(document):
    section = document.sections[0]
    sides = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))
    assert [side.mm for side in sides] == [pytest.approx(each, abs=0.1) for each in (37, 28, 35, 26)]


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [(layout.TITLE, "方正小标宋简体", 22), (layout.BODY, "仿宋_GB2312", 16), (layout.HEADING, "黑体", 16),
     (layout.SUBHEADING, "楷体_GB2312", 16), (layout.FLUSH, "仿宋_GB2312", 16)],
)  # fmt: skip
def test_fonts_and_sizes(document, style, font, size):
    found = document.styles[style]
    assert found.font.size.pt == size
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font


def test_every_proprietary_font_has_a_fallback_and_none_is_shipped(document):
    with zipfile.ZipFile(io.BytesIO(saved(document))) as package:
        fonts = package.read("word/fontTable.xml").decode()
        assert not [name for name in package.namelist() if "fonts/" in name]
    assert all(f'w:name="{name}"><w:altName w:val="{other}"' in fonts for name, other in layout.FALLBACKS.items())


@pytest.fixture(scope="module")
def pages(document):
    if not makes_pdf():
        pytest.skip("LibreOffice is not installed")
    with pypdfium2.PdfDocument(as_pdf(saved(document))) as pdf:
        yield [page.get_textpage().get_text_bounded().splitlines() for page in pdf]


def test_a_page_has_22_lines_of_28_characters(pages):
    lines = [line for line in pages[1] if "—" not in line]
    assert len(lines) == layout.LINES
    assert max(map(len, lines)) == layout.CHARACTERS


def test_page_numbers_stand_between_dashes(pages):
    assert [next(line for line in page if "—" in line).strip() for page in pages[:2]] == ["— 1 —", "— 2 —"]
