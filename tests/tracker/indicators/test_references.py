"""Reference figures: shipped ones follow the file, one's own stay, and any report gives more."""

import csv
import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from reports.shared.shipped_data import Tally
from tracker.indicators.models import Indicator, ReferenceFigure
from tracker.indicators.references import COLUMNS, load_references, read_references

NOTES = {"", "预计", "扣除价格因素", "同口径", "可比口径"}

REPORT = """青溪区政府工作报告
各位代表：
一、2024年工作回顾
过去一年，全区地区生产总值增长5.6%，城镇新增就业8200人。
二、2025年工作安排
今年的主要预期目标是：地区生产总值增长6%左右，固定资产投资增长4%以上、力争5%。
"""


@pytest.fixture
def indicators(db):
    names = {"gdp": ("地区生产总值", "growth", "%"), "fixed_asset_investment": ("固定资产投资", "growth", "%")}
    return [
        Indicator.objects.create(code=code, name=name, measure=measure, unit=unit, is_headline=True)
        for code, (name, measure, unit) in names.items()
    ]


def row(district, **values):
    figure = dict.fromkeys(COLUMNS, "") | {
        "region": district.code, "indicator": "gdp", "year": "2024", "kind": "target", "measure": "growth",
        "comparator": "approx", "value": "5", "unit": "%", "report_year": "2024",
    }  # fmt: skip
    return figure | values


def test_every_shipped_figure_is_whole_and_stands_once():
    rows = read_references()
    assert len({(each["region"], each["indicator"], each["year"], each["kind"]) for each in rows}) == len(rows)
    assert {each["region"] for each in rows} >= {"000000", "500000", "440300"}
    for each in rows:
        assert tuple(each) == COLUMNS
        assert each["note"] in NOTES
        assert Decimal(each["value"]) >= 0
        planned = {"target": 0, "actual": -1}[each["kind"]]
        assert int(each["year"]) == int(each["report_year"]) + planned
        assert each["reported_on"][:4] in ("", each["report_year"])


def test_loading_again_writes_nothing_and_what_was_changed_here_stays(indicators, district):
    tally = Tally()
    load_references([row(district)], tally)
    load_references([row(district)], tally)
    assert (tally.created, tally.updated) == (1, 0)
    load_references([row(district, value="5.5")], tally)
    assert (ReferenceFigure.objects.get().value, tally.updated) == (Decimal("5.5"), 1)
    ReferenceFigure.objects.update(is_shipped=False)
    load_references([row(district, value="7")], tally)
    assert ReferenceFigure.objects.get().value == Decimal("5.5")


def test_a_report_gives_more_and_is_kept_only_when_asked(indicators, district, tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    out, said = io.StringIO(), io.StringIO()
    call_command("read_references", file, region=district.code, year=2025, stdout=out)
    found = [
        (each["indicator"], each["year"], each["kind"], each["value"])
        for each in csv.DictReader(io.StringIO(out.getvalue()))
    ]
    assert found == [
        ("gdp", "2024", "actual", "5.6"), ("gdp", "2025", "target", "6"),
        ("fixed_asset_investment", "2025", "target", "4"),
    ]  # fmt: skip
    assert not ReferenceFigure.objects.exists()
    for words in ("3 figures kept, 0 were there.", "0 figures kept, 3 were there."):
        call_command(
            "read_references", file, region=district.code, year=2025, save=True, stdout=io.StringIO(), stderr=said
        )
        assert said.getvalue().splitlines()[-1] == words


def test_a_region_or_file_that_is_not_there_is_said(indicators, district, tmp_path):
    with pytest.raises(CommandError, match="999999"):
        call_command("read_references", tmp_path / "x.txt", region="999999", year=2025)
    with pytest.raises(CommandError, match=r"x\.txt"):
        call_command("read_references", tmp_path / "x.txt", region=district.code, year=2025)
