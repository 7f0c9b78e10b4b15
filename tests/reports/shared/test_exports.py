"""Tables as spreadsheets."""

import datetime as dt
import io

import openpyxl
import pytest

from reports.shared.exports import neutral, write_xlsx

ROWS = [("任务", "期限"), ("改造老旧小区", dt.date(2024, 12, 31)), ("=1+1", None), ("-5%以内", "-3")]


def sheet_of(rows, **words):
    target = io.BytesIO()
    write_xlsx(rows, target, **words)
    return openpyxl.load_workbook(target).active


@pytest.fixture
def sheet():
    return sheet_of(ROWS, title="任务/分解", notes=["标题"])


def test_a_date_is_a_date_that_a_spreadsheet_can_sort(sheet):
    assert sheet["B3"].is_date
    assert sheet["B3"].value.date() == dt.date(2024, 12, 31)
    assert sheet["B3"].number_format == "yyyy-mm-dd"


def test_the_header_filters_and_repeats_in_print(sheet):
    assert sheet.auto_filter.ref == "A2:B5"
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$2:$2"


def test_columns_are_as_wide_as_their_words(sheet):
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["B"].width / 2 > 5


def test_text_that_looks_like_a_formula_stays_text(sheet):
    assert [sheet[place].data_type for place in ("A4", "A5", "B5")] == ["s", "s", "s"]
    assert (sheet["A4"].value, sheet["A4"].quotePrefix, sheet["A3"].quotePrefix) == ("=1+1", True, False)


def test_a_sheet_without_rows_is_empty():
    assert sheet_of([], title="空").auto_filter.ref is None


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("-3", "'-3"),
        (-3, -3),
        (None, None),
        ("+86", "'+86"),
        ("增长", "增长"),
        ("@x", "'@x"),
        ("＝1", "'＝1"),
    ],
)
def test_no_cell_runs(cell, written):
    assert neutral(cell) == written
