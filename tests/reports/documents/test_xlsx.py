import contextlib
import datetime as dt
import random

import pytest

from reports.documents import xlsx as module
from reports.documents.errors import DocumentError, ErrorCode
from reports.documents.xlsx import read_xlsx

from .files import refusal, relations, unzipped, xlsx, zipped


def table(book):
    sheet = book.add_worksheet("任务")
    sheet.merge_range("A1:D1", "2024年任务分解表")
    sheet.write_row("A2", ["指标", "目标", "完成率", "时限"])
    sheet.merge_range("A3:A4", "地区生产总值")
    sheet.write("B3", "增长7%")
    sheet.write("C3", 0.125, book.add_format({"num_format": "0.0%"}))
    sheet.write("D3", dt.date(2024, 6, 30), book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
    sheet.write("B4", 1234.5, book.add_format({"num_format": "#,##0.00"}))
    sheet.write_formula("C4", "=1+2", None, 3)
    sheet.write("B6", "两\n行")


def test_a_table_as_it_is_seen():
    text, warnings = read_xlsx(xlsx(table))
    assert text.split("\n") == [
        "2024年任务分解表",
        "指标\t目标\t完成率\t时限",
        "地区生产总值\t增长7%\t12.5%\t2024年6月30日",
        "\t1,234.50\t3",
        "\t两 行",
    ]
    assert warnings == ()


def test_several_sheets_with_their_names_and_without_the_hidden_ones():
    def write(book):
        book.add_worksheet("经济").write("A1", "甲")
        book.add_worksheet("Sheet2").write("A1", "乙")
        hidden = book.add_worksheet("底稿")
        hidden.write("A1", "丙")
        hidden.hide()
        book.add_worksheet("空")

    text, warnings = read_xlsx(xlsx(write))
    assert text == "经济\n甲\n乙"
    assert [str(warning) for warning in warnings] == ["Hidden sheets, rows or columns were not read."]


def test_hidden_rows_and_columns_are_left_out():
    def write(book):
        sheet = book.add_worksheet()
        for row in range(3):
            sheet.write_row(row, 0, [f"{row}甲", f"{row}乙", f"{row}丙"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})

    text, warnings = read_xlsx(xlsx(write))
    assert text == "0甲\t0丙\n2甲\t2丙"
    assert len(warnings) == 1


def test_a_raised_power_and_rich_text():
    def write(book):
        raised = book.add_format({"font_script": 1})
        bold = book.add_format({"bold": True})
        book.add_worksheet().write_rich_string("A1", bold, "绿地", "120米", raised, "2", "以上")

    assert read_xlsx(xlsx(write))[0] == "绿地120平方米以上"


NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(sheet: str, **parts: str) -> bytes:
    """A workbook with this XML as its only sheet."""
    members = {
        "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
        "xl/_rels/workbook.xml.rels": '<r><r Id="r1" Type="a/worksheet" Target="sheet.xml"/></r>',
        "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}"><sheets><sheet name="a" id="r1"/></sheets></workbook>',
        "xl/sheet.xml": f'<worksheet xmlns="{NAMESPACE}"><sheetData>{sheet}</sheetData></worksheet>',
    } | parts
    return zipped({name: text.encode() for name, text in members.items()})


def test_a_formula_without_a_stored_value_is_warned_about():
    text, warnings = read_xlsx(
        workbook("<row><c r='A1'><f>1+1</f></c><c r='B1' t='inlineStr'><is><t>甲</t></is></c></row>")
    )
    assert text == "甲"
    assert "formulas have no stored value" in str(warnings[0])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<c t='b'><v>1</v></c>", "TRUE"),
        ("<c t='e'><v>#DIV/0!</v></c>", "#DIV/0!"),
        ("<c t='str'><f>A1</f><v>甲</v></c>", "甲"),
        ("<c t='d'><v>2024-06-30</v></c>", "2024-06-30"),
        ("<c><v>45292</v></c>", "45292"),
        ("<c t='s'><v>99</v></c><c t='inlineStr'><is><t>乙</t></is></c>", "乙"),
        ("<c s='77'><v>7.0000000000000009E-2</v></c>", "0.07"),
        ("<c r='XFD1048576'><v>5</v></c>", "5"),
        ("<c r='ZZZ1'><v>5</v></c><c r='A1'><v>6</v></c>", "6"),
    ],
)
def test_cells_of_every_kind(cell, expected):
    assert read_xlsx(workbook(f"<row>{cell}</row>"))[0] == expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (workbook("")[:-60], ErrorCode.DAMAGED),
        (workbook("<row>"), ErrorCode.DAMAGED),
        (zipped({"a": b""}), ErrorCode.WRONG_TYPE),
        (workbook("<row><c><v>" + " " * 3_000_000 + "</v></c></row>"), ErrorCode.ZIP_BOMB),
        (workbook("<a>" * 5000 + "</a>" * 5000), ErrorCode.DAMAGED),
        (workbook("", **{"xl/sheet.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), ErrorCode.DAMAGED),
    ],
    ids=["cut", "no XML", "another zip", "bomb", "deep", "entities"],
)
def test_workbooks_that_are_not_read(data, code):
    assert refusal(read_xlsx, data).code == code


def test_too_long_a_text_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MAX_TEXT_LENGTH", 10)
    assert refusal(read_xlsx, xlsx(table)).code == ErrorCode.TOO_LARGE


@pytest.mark.parametrize("seed", range(100))
def test_whatever_is_in_a_part_there_is_an_answer(seed):
    """Each seed puts other bytes into the parts of a sound file."""
    chance = random.Random(seed)  # noqa: S311
    parts = unzipped(xlsx(table))
    name = chance.choice(sorted(parts))
    broken = bytearray(parts[name])
    for _change in range(chance.choice((1, 5))):
        broken[chance.randrange(len(broken))] = chance.choice(b'<>/"&09-.g \x00\xff')
    with contextlib.suppress(DocumentError):
        read_xlsx(zipped({**parts, name: bytes(broken)}))
