"""The charts of a bulletin: native ones, with the workbook from which Word edits them."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import time_machine
from lxml import etree

from tests.tracker.filing import file_figure
from tracker.bulletins import services
from tracker.bulletins.chart_facts import _per_cent

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ORDER = [
    "date1904",
    "lang",
    "roundedCorners",
    "style",
    "clrMapOvr",
    "chart",
    "spPr",
    "txPr",
    "externalData",
    "printSettings",
]


@pytest.fixture
def package(make_target, district, reviewer):
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        file_figure(make_target(name="新增规上工业企业", target_class="headline"), 6, 2, reason="用地未批")
        make_target(name="改造老旧小区")
        drafted = services.draft(kind="bulletin", region=district, year=2024, month=6, by=reviewer)
        with zipfile.ZipFile(io.BytesIO(services.word_file(drafted))) as package:
            yield package


def test_a_bulletin_has_charts_whose_numbers_are_those_of_its_words(package):
    assert len([name for name in package.namelist() if name.startswith("word/charts/chart")]) == 3
    book = openpyxl.load_workbook(io.BytesIO(package.read("word/embeddings/chart1.xlsx")))
    assert list(book.active.values)[1:] == [("严重滞后", 1), ("未报送", 1)]
    cached = etree.fromstring(package.read("word/charts/chart1.xml")).iter(f"{CHART}val")
    assert ["".join(each.itertext(f"{CHART}v")) for each in cached] == ["11"]


def test_the_parts_of_a_chart_stand_in_the_order_of_the_schema_and_name_their_workbook(package):
    for number in (1, 2, 3):
        chart = etree.fromstring(package.read(f"word/charts/chart{number}.xml"))
        names = [each.tag.removeprefix(CHART) for each in chart]
        assert names == sorted(names, key=ORDER.index)
        assert "externalData" in names
        assert f"embeddings/chart{number}.xlsx" in package.read(f"word/charts/_rels/chart{number}.xml.rels").decode()


def test_what_is_not_all_done_is_never_drawn_as_all():
    assert _per_cent(Decimal("0.9999")) == 99.9
