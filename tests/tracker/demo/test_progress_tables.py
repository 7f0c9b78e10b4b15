"""The sample reports and the tables of what was filed for them fit together, and the engine reads every promise."""

import csv
import datetime as dt
import re
from decimal import Decimal

import pytest

from reports import extraction
from reports.extraction import Kind
from tracker.demo.loading import report_names
from tracker.demo.people import DEMO, accounts, read_toml
from tracker.demo.progress import Mark, Row, read_progress
from tracker.evaluation import Status

NAMES = report_names()


def text_of(name: str) -> str:
    return (DEMO / "reports" / f"{name}.txt").read_text(encoding="utf-8")


def promises(name: str) -> list[extraction.Statement]:
    year = int(name.split("-")[1])
    found = extraction.read(text_of(name), year=year).statements
    return [each for each in found if each.kind is not Kind.ACTUAL and each.year == year]


def rows_for(promise: extraction.Statement, rows: list[Row], text: str) -> list[Row]:
    spans = [(row, *row.span_in(text)) for row in rows]
    return [row for row, start, end in spans if promise.start < end and start < promise.end]


def test_there_is_a_table_for_every_report():
    assert sorted(path.stem for path in (DEMO / "progress").glob("*.csv")) == sorted(NAMES)


def is_event(row: Row) -> bool:
    return not any(character.isdigit() for character in row.quote.partition("【")[2].partition("】")[0])


@pytest.mark.parametrize("name", NAMES)
def test_every_number_that_is_promised_has_its_row_and_every_row_its_number(name):
    text, rows = text_of(name), read_progress(name)
    numbers = [promise for promise in promises(name) if promise.value is not None]
    found = {promise: rows_for(promise, rows, text) for promise in numbers}
    spoken_for = {row.quote for its in found.values() for row in its}

    assert [each.evidence for each, its in found.items() if len(its) != 1] == []
    assert [row.quote for row in rows if row.quote not in spoken_for and not is_event(row)] == []


def test_nine_events_in_ten_are_read():
    events = [(name, row) for name in NAMES for row in read_progress(name) if is_event(row)]
    read = [(name, row) for name, row in events if any(rows_for(each, [row], text_of(name)) for each in promises(name))]

    assert len(read) >= 0.9 * len(events)


def test_the_long_report_makes_78_numbered_targets_and_about_20_milestones():
    kinds = [promise.kind for promise in promises("rongchang-2024")]

    assert kinds.count(Kind.TARGET) == 78
    assert 20 <= kinds.count(Kind.MILESTONE) <= 27


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_can_be_filed(name):
    for row in read_progress(name):
        for cell in row.cells:
            assert cell.mark in ("", *Mark), row.quote
            assert cell.text, row.quote


@pytest.mark.parametrize("name", NAMES)
def test_results_are_days_of_the_year_or_verdicts(name):
    for row in read_progress(name):
        verdict, _, reason = row.result.partition("：")
        if re.fullmatch(r"[\d-]+", verdict):
            assert dt.date.fromisoformat(verdict).year == int(name.split("-")[1])
        elif verdict:
            assert Status(verdict).is_judged != bool(reason)


@pytest.mark.parametrize("name", NAMES)
def test_what_adds_up_never_falls(name):
    for row in read_progress(name):
        if re.match("新增|改造|建成|实施|引进|创建|新建", row.quote):
            figures = [Decimal(cell.text) for cell in row.cells if re.fullmatch(r"[\d.]+", cell.text)]
            assert figures == sorted(figures), row.quote


def test_every_column_of_the_tables_is_read():
    for name in NAMES:
        with (DEMO / "progress" / f"{name}.csv").open(encoding="utf-8") as file:
            assert next(csv.reader(file)) == ["quote", "result", "reason", "next_step", *map(str, range(1, 13))]


def test_every_report_says_that_it_is_a_sample():
    for name in NAMES:
        assert "【演示样例" in text_of(name).splitlines()[2], name


def test_no_keyword_speaks_for_two_departments():
    departments = read_toml("departments.toml")["department"]
    words = [word for department in departments for word in department["keywords"]]

    assert len(words) == len(set(words))
    assert all(department["name_en"] and department["keywords"] for department in departments)


def test_there_is_one_account_for_each_role():
    assert [account.role for account in accounts()] == ["reporter", "reviewer", "leader", "admin"]
