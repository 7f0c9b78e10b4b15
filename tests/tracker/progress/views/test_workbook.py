"""A month as a workbook: out with what is kept, in with every rule of the page, back with comments."""

import base64
import datetime as dt
import io
import re
import zipfile
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.tracker.filing import file_figure
from tests.tracker.progress.views.test_grid import entries, text_of
from tracker.progress.models import ProgressEntry
from tracker.progress.origins import Origin
from tracker.progress.workbook import BOXES, FIRST_ROW, KEY, MARK, ORIGIN, REASON, TASK, VALUE
from tracker.targets.models import Target

pytestmark = pytest.mark.usefixtures("_july")
QUERY = "?year=2024&month=6"


@pytest.fixture
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def as_reporter(client, reporter):
    client.force_login(reporter)
    return client


@pytest.fixture
def targets(make_target):
    """Three with a figure and one without."""
    return [*(make_target(name=name) for name in "甲乙丙"), make_target(name="丁", measure="", value=None, unit="")]


def downloaded(client, query=QUERY):
    return client.get(reverse("grid-workbook") + query).content


def filled(data, **cells):
    """The file with some cells typed over; D7="x" types into that cell."""
    book = load_workbook(io.BytesIO(data))
    for place, content in cells.items():
        book.active[place] = content
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def cell(column, row):
    return f"{get_column_letter(column + 1)}{FIRST_ROW + row}"


def typed(data, *rows):
    """The file with figure, words and reason typed into its first rows; None leaves a box as it is."""
    cells = {
        cell(column, at): content
        for at, row in enumerate(rows)
        for column, content in zip(BOXES.values(), row, strict=False)
        if content is not None
    }
    return filled(data, **cells)


def sent(client, data, query=QUERY):
    return client.post(reverse("grid-upload") + query, {"file": SimpleUploadedFile("表.xlsx", data)}, follow=True)


def boxes_in(reply):
    """What the preview sends on when its reader decides."""
    pairs = re.findall(r'<input type="hidden" name="(\d+-\w+)" value="([^"]*)">', reply.content.decode())
    return dict(pairs)


def applied(client, data, action="draft"):
    boxes = boxes_in(sent(client, data))
    return client.post(reverse("grid-apply") + QUERY, boxes | {"action": action}, follow=True)


# Out


def test_it_holds_the_month_and_only_its_boxes_are_open(as_reporter, targets):
    file_figure(targets[0], 6, Decimal("12.5"), "draft", narrative="=进展")
    file_figure(targets[1], 6, 9, "submitted")
    file_figure(targets[2], 5, 8)
    sheet = load_workbook(io.BytesIO(downloaded(as_reporter))).active
    rows = list(sheet.iter_rows(min_row=FIRST_ROW, values_only=True))
    assert [row[TASK] for row in rows] == list("甲乙丙丁")
    assert (rows[0][VALUE], rows[0][VALUE + 1], rows[2][5]) == (12.5, "=进展", "8家 (5月)")
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    open_cells = {each.coordinate for row in sheet.iter_rows() for each in row if not each.protection.locked}
    expected = {cell(column, at) for at in (0, 2, 3) for column in BOXES.values()} - {cell(VALUE, 3), cell(ORIGIN, 3)}
    assert open_cells == expected


def test_a_figure_with_more_digits_than_a_spreadsheet_keeps_comes_back_as_it_was(as_reporter, make_target):
    target = make_target()
    file_figure(target, 6, Decimal("123456789012345.678901"), "draft")
    data = downloaded(as_reporter)
    assert "有 0 行" in text_of(sent(as_reporter, data))
    applied(as_reporter, data)
    assert entries()[target.pk][-1] == 1


# In


def test_nothing_is_stored_before_its_reader_has_decided(as_reporter, targets):
    data = typed(downloaded(as_reporter), (12, "进展"), ("1.2万", ""), ("…", "未公布"), (None, "主塔封顶"))
    reply = sent(as_reporter, data)
    content = text_of(reply)
    assert [words for words in ("有 4 行", "12家", "12000家", "暂不掌握", "主塔封顶") if words not in content] == []
    assert entries() == {}
    applied(as_reporter, data)
    kept = {target.name: entries()[target.pk][:3] for target in targets if target.pk in entries()}
    assert kept == {
        "甲": ("draft", 12, "进展"),
        "乙": ("draft", 12000, ""),
        "丙": ("draft", None, "未公布"),
        "丁": ("draft", None, "主塔封顶"),
    }


def test_the_same_file_twice_changes_nothing(as_reporter, targets):
    data = typed(downloaded(as_reporter), (12, "进展"), ("15", "一\n二"))
    applied(as_reporter, data)
    first = entries()
    reply = sent(as_reporter, data)
    assert "有 0 行" in text_of(reply)
    applied(as_reporter, data)
    applied(as_reporter, data, action="submit")
    assert {target: row[0] for target, row in entries().items()} == dict.fromkeys(first, "submitted")
    submitted = entries()
    applied(as_reporter, data, action="submit")
    assert entries() == submitted


def test_the_order_of_its_rows_does_not_matter(as_reporter, targets):
    data = typed(downloaded(as_reporter), (12,), (13,))
    sheet = load_workbook(io.BytesIO(data)).active
    first, second = ([each.value for each in sheet[FIRST_ROW + at]] for at in (0, 1))
    swapped = {cell(column, 0): content for column, content in enumerate(second)}
    swapped |= {cell(column, 1): content for column, content in enumerate(first)}
    applied(as_reporter, filled(data, **swapped))
    assert [entries()[target.pk][1] for target in targets[:2]] == [12, 13]


def test_all_errors_of_all_rows_at_once_on_the_page_and_in_the_file(as_reporter, targets):
    data = typed(downloaded(as_reporter), ("abc",), (dt.date(2024, 6, 1),), ("12户", "好"), (None, ""))
    data = filled(data, **{cell(VALUE, 9): "7"})
    reply = sent(as_reporter, data)
    wrong = {cell(VALUE, 0): "不是数字", cell(VALUE, 1): "日期", cell(VALUE, 2): "12户", cell(TASK, 9): "自行添加"}
    content = text_of(reply)
    assert [
        place for place, words in wrong.items() if not re.search(rf"<strong>{place}</strong>[^<]*{words}", content)
    ] == []
    assert ("全部存为草稿" in content, entries()) == (False, {})
    file = re.search(r'name="file" value="([^"]+)"', content)[1]
    mended = as_reporter.post(reverse("grid-comments") + QUERY, {"file": file})
    sheet = load_workbook(io.BytesIO(mended.content)).active
    comments = {each.coordinate: each.comment.text for row in sheet.iter_rows() for each in row if each.comment}
    assert set(comments) == set(wrong)
    assert all(words in comments[place] for place, words in wrong.items())
    assert sheet[cell(VALUE, 0)].value == "abc"
    better = base64.b64encode(filled(mended.content, **{cell(VALUE, 0): 5})).decode()
    again = as_reporter.post(reverse("grid-comments") + QUERY, {"file": better})
    assert load_workbook(io.BytesIO(again.content)).active[cell(VALUE, 0)].comment is None


def test_what_lacks_a_reason_can_be_kept_and_not_submitted(as_reporter, targets):
    data = typed(downloaded(as_reporter), (1,), (12,))
    content = text_of(sent(as_reporter, data))
    assert f"<strong>{cell(REASON, 0)}</strong>" in content
    assert ("全部存为草稿" in content, 'value="submit"' in content) == (True, False)
    reply = applied(as_reporter, data, action="submit")
    assert "整份表格均未保存" in text_of(reply)
    assert entries() == {}
    applied(as_reporter, data)
    assert [entries()[target.pk][:2] for target in targets[:2]] == [("draft", 1), ("draft", 12)]


def test_all_or_nothing(as_reporter, targets):
    boxes = boxes_in(sent(as_reporter, typed(downloaded(as_reporter), (12,), (13,))))
    file_figure(targets[1], 6, 99, "draft")
    reply = as_reporter.post(reverse("grid-apply") + QUERY, boxes | {"action": "draft"})
    assert reply.status_code == 422
    assert list(entries()) == [targets[1].pk]
    assert "99家" in text_of(reply)


def test_a_row_that_changed_meanwhile_is_told(as_reporter, targets):
    data = typed(downloaded(as_reporter), (12,))
    file_figure(targets[0], 6, 99, "draft")
    assert "已有变动" in text_of(sent(as_reporter, data))


def test_what_is_submitted_cannot_be_changed_by_a_file(as_reporter, targets):
    file_figure(targets[0], 6, 12, "submitted")
    data = downloaded(as_reporter)
    assert sent(as_reporter, data).status_code == 200
    assert f"<strong>{cell(TASK, 0)}</strong>" in text_of(sent(as_reporter, typed(data, (13,))))


@pytest.mark.parametrize(
    ("content", "code", "shown"),
    [
        (0.125, "0.0%", "12.5%"),
        (12.5, "General", "12.5%"),
        (0.1 + 0.2, "General", "0.3%"),
        (1e3, "#,##0", "1000%"),
        ("12.5％", "@", "12.5%"),
    ],
)
def test_numbers_are_what_the_spreadsheet_shows(as_reporter, make_target, content, code, shown):
    make_target(measure="growth", unit="%", value=7, accumulates=False)
    book = load_workbook(io.BytesIO(downloaded(as_reporter)))
    book.active[cell(VALUE, 0)] = content
    book.active[cell(VALUE, 0)].number_format = code
    buffer = io.BytesIO()
    book.save(buffer)
    assert f"<strong>{shown}</strong>" in text_of(sent(as_reporter, buffer.getvalue()))


@pytest.mark.parametrize("content", ["=5+7", True, "#DIV/0!"])
def test_what_is_no_figure_is_refused(as_reporter, targets, content):
    data = typed(downloaded(as_reporter), (content,))
    assert f"<strong>{cell(VALUE, 0)}</strong>" in text_of(sent(as_reporter, data))


@pytest.mark.parametrize(("query", "words"), [("?year=2024&month=5", "2024年5月"), ("?year=2023&month=6", "2023年6月")])
def test_a_file_of_another_month_or_year(as_reporter, targets, make_target, query, words):
    make_target(year=2023, deadline=dt.date(2023, 12, 31))
    assert words in text_of(sent(as_reporter, typed(downloaded(as_reporter, query), (12,))))
    assert entries() == {}


def test_a_file_of_another_department(as_reporter, client, targets, make_target, other_reporter, other_department):
    data = typed(downloaded(as_reporter), (12,))
    make_target(lead=other_department)
    client.force_login(other_reporter)
    assert "其他部门的表格" in text_of(sent(client, data))
    assert entries() == {}


def test_a_row_that_has_gone_to_another_department(as_reporter, targets, other_department):
    data = typed(downloaded(as_reporter), (12,))
    Target.objects.filter(pk=targets[0].pk).update(lead=other_department)
    content = text_of(sent(as_reporter, data))
    assert f"<strong>{cell(TASK, 0)}</strong> 本月该任务不由您的部门填报" in content
    assert "全部存为草稿" not in content


# Hostile


def test_what_is_no_workbook_of_ours(as_reporter, targets):
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    foreign = filled(downloaded(as_reporter), A1="别的")
    for data in (b"", b"not a zip", plain.getvalue(), foreign, b"\xd0\xcf\x11\xe0" + b"0" * 600, b"PK" + b"0" * 2**20):
        reply = sent(as_reporter, data)
        assert reply.status_code == 200
        assert 'role="alert"' in text_of(reply)


def rewritten(data, name, change):
    """The file with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
    return buffer.getvalue()


BOMBS = {
    "merged cells": lambda xml: xml.replace(
        b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A7:XFD1048576"/></mergeCells>'
    ),
    "a link on every cell": lambda xml: xml.replace(
        b"</sheetData>", b'</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" display="x"/></hyperlinks>'
    ),
    "a hundred thousand cells": lambda xml: xml.replace(
        b"</sheetData>", b'<row r="99">' + b"<c><v>1</v></c>" * 100_000 + b"</row></sheetData>"
    ),
    "entities": lambda xml: xml.replace(
        b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet', 1
    ),
    "spaces": lambda xml: xml + b" " * 40 * 1024 * 1024,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_not_unpacked(as_reporter, targets, bomb):
    data = rewritten(downloaded(as_reporter), "xl/worksheets/sheet1.xml", BOMBS[bomb])
    reply = sent(as_reporter, data)
    assert 'role="alert"' in text_of(reply)
    assert "preview" not in reply.context
    reply = as_reporter.post(reverse("grid-comments") + QUERY, {"file": base64.b64encode(data).decode()})
    assert reply.status_code == 302


def test_a_far_away_row_costs_nothing(as_reporter, targets):
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    data = rewritten(
        typed(downloaded(as_reporter), ("x",)),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", far),
    )
    assert sent(as_reporter, data).status_code == 422


@pytest.mark.parametrize("file", ["", "%%%", base64.b64encode(b"PK").decode(), "AAAA"])
def test_comments_are_only_for_workbooks(as_reporter, targets, file):
    assert as_reporter.post(reverse("grid-comments") + QUERY, {"file": file}).status_code == 302


def test_who_files_nothing_gets_no_file(client, stranger):
    client.force_login(stranger)
    assert client.get(reverse("grid-workbook")).status_code == 404
    for route in ("grid-upload", "grid-apply", "grid-comments"):
        assert client.post(reverse(route)).status_code == 404


# Where a figure comes from


def test_the_source_goes_out_and_comes_in_with_the_figure(as_reporter, targets, reporter):
    first, second = targets[0], targets[1]
    file_figure(first, 6, 5, state="draft", source="department", vintage="final")
    data = downloaded(as_reporter)
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet[cell(ORIGIN, 0)].value == "部门 · 最终"
    assert sheet.data_validations.dataValidation[0].formula1.startswith('"统计部门 · 初步,')

    reply = sent(as_reporter, typed(data, (), ("4", None, None, "统计局 · 初步")))
    as_reporter.post(reverse("grid-apply") + QUERY, boxes_in(reply) | {"action": "draft"})
    assert [each.origin for each in ProgressEntry.objects.order_by("target__number")] == [
        Origin("department", "final"),
        Origin("statistics", "preliminary"),
    ]
    assert second.entries.get().value == 4


def test_a_source_that_nobody_knows_is_named_with_its_cell(as_reporter, targets):
    reply = sent(as_reporter, typed(downloaded(as_reporter), ("4", None, None, "听说")))
    text = text_of(reply)
    assert cell(ORIGIN, 0) in text
    assert "请写明数据来源" in text
    assert not ProgressEntry.objects.exists()


def test_a_workbook_with_the_columns_of_another_version_is_refused(as_reporter, targets):
    older = filled(downloaded(as_reporter), **{f"{get_column_letter(KEY + 1)}1": "month-form:2024:6"})
    assert MARK != "month-form"
    assert "请下载" in text_of(sent(as_reporter, older))
