"""Every list can be had as a file, in one dialect: `?export=xlsx` or `?export=csv`, exactly what the page shows."""

import csv
import io

import pytest
from django.urls import resolve, reverse
from django.utils import translation
from openpyxl import load_workbook

from reports.shared import file_rows
from reports.shared.cells import page_cell
from tests.tracker.filing import file_figure
from tests.tracker.stating import accepted_promises, make_report
from tracker.adoption.matching import match_report

LISTS = {
    "reports:list": "青溪区",
    "reports:statements": "国家高新技术企业",
    "matches": "地区生产总值",
    "targets": "=危险的任务",
    "entries": "=危险的任务",
    "task-table": "=危险的任务",
    "compare": "地区生产总值",
    "trends": "地区生产总值",
}


@pytest.fixture
def as_reviewer(client, district, reviewer, make_target, gdp):
    report = make_report(district, reviewer)
    accepted_promises(report)
    match_report(report=report, by=reviewer)
    file_figure(make_target(name="=危险的任务", indicator=gdp), 5, 8)
    client.force_login(reviewer)
    return client


def cells_of(reply, content: bytes) -> list[str]:
    if reply.headers["Content-Type"].startswith("text/csv"):
        return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    sheet = load_workbook(io.BytesIO(content)).active
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(("name", "words"), LISTS.items(), ids=LISTS)
def test_a_list_is_sent_as_the_file_that_is_asked_for(as_reviewer, name, words, kind):
    reply = as_reviewer.get(reverse(name), {"export": kind})
    assert f".{kind}" in reply.headers["Content-Disposition"]
    content = reply.getvalue()
    cells = cells_of(reply, content)
    assert any(words in cell for cell in cells)
    if kind == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        assert [cell for cell in cells if cell.startswith("=")] == []


@pytest.mark.parametrize("name", ["reports:list", "reports:statements", "matches", "targets", "entries"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_rows_fetched_in_chunks_hold_what_the_table_says(as_reviewer, rf, reviewer, name, language, monkeypatch):
    monkeypatch.setattr(file_rows, "CHUNK", 2)
    request = rf.get(reverse(name), {"export": "csv"})
    request.user = reviewer
    page = resolve(reverse(name)).func.view_class()
    page.setup(request)
    with translation.override(language):
        rows = page.rows_for_file()
        expected = list(page.table_class(page.filterset.qs, **page.get_table_kwargs()).as_values())
    assert len(rows) == len(expected) - 1 > 0
    assert list(rows) == expected


@pytest.mark.parametrize("name", ["reports:list", "reports:statements", "matches", "targets", "entries"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_cells_looked_up_once_for_a_column_say_what_the_table_says_row_by_row(
    as_reviewer, rf, reviewer, name, language
):
    request = rf.get(reverse(name))
    request.user = reviewer
    page = resolve(reverse(name)).func.view_class()
    page.setup(request)
    page.rows_for_file()
    with translation.override(language):
        table = page.table_class(page.filterset.qs, **page.get_table_kwargs())
        cells = {column.name: page_cell(table, column) for column in table.columns.iterall()}
        drawn = [{name: cell(row.record) for name, cell in cells.items()} for row in table.rows]
        assert drawn == [{name: row.get_cell(name) for name in cells} for row in table.rows]
    assert drawn


def test_a_long_file_takes_no_query_for_each_row(as_reviewer, make_target, gdp, django_assert_max_num_queries):
    for number in range(12):
        file_figure(make_target(name=f"任务{number}", indicator=gdp), 5, 8)
    with django_assert_max_num_queries(16):
        assert as_reviewer.get(reverse("entries"), {"export": "csv"}).getvalue().count(b"\n") == 14


@pytest.mark.parametrize("name", LISTS)
def test_a_page_offers_both_and_an_unknown_kind_shows_the_page(as_reviewer, name):
    page = as_reviewer.get(reverse(name), {"export": "ods"})
    assert page.headers["Content-Type"].startswith("text/html")
    assert {"export=xlsx", "export=csv"} <= {link.split("?")[-1].split("&amp;")[-1] for link in links(page)}


def links(page) -> list[str]:
    return [part.split('"')[0] for part in page.content.decode().split('href="')[1:]]


def test_what_is_taken_back_while_a_file_is_sent_is_not_in_it(as_reviewer, make_target):
    kept = file_figure(make_target(), 3, 5, "submitted", narrative="照旧公开")
    taken_back = file_figure(make_target(), 3, 6, "submitted", narrative="收回的话")
    sent = as_reviewer.get("/entries/?export=csv")
    type(kept).objects.filter(pk=taken_back.pk).update(state="draft")
    words = b"".join(sent.streaming_content).decode()
    assert "照旧公开" in words
    assert "收回的话" not in words
