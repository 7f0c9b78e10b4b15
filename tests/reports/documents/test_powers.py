"""Raised figures in Word files, written by a real Word library."""

import docx
import pytest

from reports.documents.docx import read_docx
from reports.extraction import extract

from .files import saved


def written(*parts: str) -> bytes:
    """A document of one paragraph; parts that begin with ^ stand raised."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for part in parts:
        run = paragraph.add_run(part.removeprefix("^"))
        run.font.superscript = part.startswith("^")
    return saved(document)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("新建厂房12万米", "^2", "。"), "新建厂房12万平方米。"),
        (("改造管网300余米", "^2"), "改造管网300余平方米"),
        (("日供水5万m", "^3", "、建成区42.5km", "^2", "。"), "日供水5万立方米、建成区42.5平方公里。"),
        (("治理流域80 km", "^2"), "治理流域80 平方公里"),
        (("亩均产值30元/米", "^2"), "亩均产值30元/平方米"),
        (("整治水面6千米", "^ 2 ", "以上"), "整治水面6平方公里以上"),
        # no power
        (("种植玉米", "^2", "5万亩"), "种植玉米25万亩"),
        (("新增就业8000人", "^3"), "新增就业8000人3"),
        (("长3米", "^4"), "长3米4"),
        (("绿化20平方米", "^2"), "绿化20平方米2"),
        (("第3", "^rd", " edition"), "第3rd edition"),
        (("建成绿道12公里", "2"), "建成绿道12公里2"),
    ],
)
def test_a_raised_figure_behind_a_length_is_a_power(parts, text):
    assert read_docx(written(*parts)) == text


def test_a_cell_of_a_table_too():
    document = docx.Document()
    paragraph = document.add_table(rows=1, cols=1).cell(0, 0).paragraphs[0]
    paragraph.add_run("9万米")
    paragraph.add_run("3").font.superscript = True
    assert read_docx(saved(document)) == "9万立方米"


def test_the_statement_has_the_unit():
    text = read_docx(written("二、2024年工作安排。改造老旧小区100万米", "^2", "。"))
    (statement,) = extract(text, year=2024)
    assert (statement.value, statement.unit) == (100, "万平方米")
