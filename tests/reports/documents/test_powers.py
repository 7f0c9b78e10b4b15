"""A raised 2 or 3 behind a unit of length makes it an area or a volume; all other raised signs stay as they are."""

import docx
import pytest

from reports.documents.docx import read_docx
from reports.extraction import extract

from .files import saved


def written(*pieces: str) -> bytes:
    """A Word file with one paragraph; pieces that begin with ^ are raised."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in pieces:
        paragraph.add_run(piece.removeprefix("^")).font.superscript = piece.startswith("^") or None
    return saved(document)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("新建厂房5600米", "^2", "，"), "新建厂房5600平方米，"),
        (("库容达到3.2万米", "^3", "。"), "库容达到3.2万立方米。"),
        (("治理水土流失12千米", "^2"), "治理水土流失12平方千米"),
        (("新增绿地8公里", "^2"), "新增绿地8平方公里"),
        (("开挖土方40万m", "^3", "，改造旧房2万m", "^2"), "开挖土方40万立方米，改造旧房2万平方米"),
        (("建成区面积35km", "^2"), "建成区面积35平方公里"),
        (("预留", "20 ", "m", "^ 2"), "预留20 平方米"),
        (("细颗粒物28微克/m", "^3"), "细颗粒物28微克/立方米"),
        (("面积（m", "^2", "）"), "面积（平方米）"),
        (("米", "^2"), "平方米"),
        (("截面5cm", "^2", "、6毫米", "^2"), "截面5平方厘米、6平方毫米"),
        (("改造管网300余米", "^2", "、绿地5 KM", "^2"), "改造管网300余平方米、绿地5 平方公里"),
        # marks of notes
        (("玉米", "^2", "增产"), "玉米2增产"),
        (("改造120平方米", "^2", "。"), "改造120平方米2。"),
        (("新建绿道12米", "^12"), "新建绿道12米12"),
        (("新建绿道12米", "^2", "^3"), "新建绿道12米23"),
        (("数字经济", "^3", "发展"), "数字经济3发展"),
        (("跑道长800米", "^[2]"), "跑道长800米[2]"),
        (("发布Ham", "^2", "标准"), "发布Ham2标准"),
        # not raised
        (("新建绿道12米", "2处"), "新建绿道12米2处"),
        (("^2024", "年"), "2024年"),
    ],
)
def test_a_raised_digit(pieces, text):
    assert read_docx(written(*pieces)) == text


def test_a_power_in_a_table():
    document = docx.Document()
    cell = document.add_table(rows=1, cols=2).cell(0, 1)
    cell.paragraphs[0].add_run("面积/m")
    cell.paragraphs[0].add_run("2").font.superscript = True
    assert read_docx(saved(document)) == "\t面积/平方米"


def test_a_lowered_digit_is_none():
    document = docx.Document()
    document.add_paragraph("长12m").add_run("2").font.subscript = True
    assert read_docx(saved(document)) == "长12m2"


def test_the_engine_reads_an_area():
    text = read_docx(written("各位代表：二、2024年工作安排。改造城镇老旧小区100万m", "^2", "。"))
    assert [(found.value, found.unit) for found in extract(text, year=2024)] == [(100, "万平方米")]
