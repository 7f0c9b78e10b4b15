"""Every list can be had as a file, in one dialect: `?export=xlsx` or `?export=csv`, exactly what the page shows."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

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


def cells_of(reply) -> list[str]:
    if reply.headers["Content-Type"].startswith("text/csv"):
        return [cell for row in csv.reader(io.StringIO(reply.content.decode("utf-8-sig"))) for cell in row]
    sheet = load_workbook(io.BytesIO(reply.content)).active
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(("name", "words"), LISTS.items(), ids=LISTS)
def test_a_list_is_sent_as_the_file_that_is_asked_for(as_reviewer, name, words, kind):
    reply = as_reviewer.get(reverse(name), {"export": kind})
    assert f".{kind}" in reply.headers["Content-Disposition"]
    cells = cells_of(reply)
    assert any(words in cell for cell in cells)
    if kind == "csv":
        assert reply.content.startswith(b"\xef\xbb\xbf")
        assert [cell for cell in cells if cell.startswith("=")] == []


@pytest.mark.parametrize("name", LISTS)
def test_a_page_offers_both_and_an_unknown_kind_shows_the_page(as_reviewer, name):
    page = as_reviewer.get(reverse(name), {"export": "ods"})
    assert page.headers["Content-Type"].startswith("text/html")
    assert {"export=xlsx", "export=csv"} <= {link.split("?")[-1].split("&amp;")[-1] for link in links(page)}


def links(page) -> list[str]:
    return [part.split('"')[0] for part in page.content.decode().split('href="')[1:]]
