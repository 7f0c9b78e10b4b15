"""Statements as JSONL, CSV and table."""

import json

from reports.extraction import explain, extract
from reports.extraction.output import COLUMNS, csv_lines, csv_row, decisions, jsonl, table

TEXT = "二、2024年工作安排\n新建公园3个，占比达到50%以上。"
STATEMENTS = extract(TEXT, year=2024)


def test_jsonl_keeps_the_contract_and_says_the_file_only_if_asked() -> None:
    entries = [json.loads(line) for line in jsonl(STATEMENTS)]
    assert entries[0] | {"kind": "target", "value": "3", "value_high": None, "unit": "个", "year": 2024} == entries[0]
    assert TEXT[entries[0]["start"] : entries[0]["end"]] == "3个"
    assert "file" not in entries[0]
    assert json.loads(next(jsonl(STATEMENTS, "a.txt")))["file"] == "a.txt"


def test_csv_has_a_cell_for_every_column() -> None:
    assert len(next(csv_lines(STATEMENTS)).split(",")) >= len(COLUMNS)


def test_csv_neutralises_formulas_but_not_numbers() -> None:
    assert csv_row(["=1+1", "-3.5", "@x", None]) == "'=1+1,-3.5,'@x,"


def test_table_columns_stand_under_one_another() -> None:
    heading, first, *_ = table(STATEMENTS)
    assert heading.startswith("kind")
    assert "新建公园" in first


def test_decisions_show_the_number_in_its_place() -> None:
    assert any("【3个】" in line for line in decisions(explain(TEXT, year=2024), TEXT))
