"""The charts of a bulletin: native ones, with the workbook from which Word edits them."""

import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import time_machine
from lxml import etree

from reports.organisation.models import Department, Membership, Role
from tests.conftest import account
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
def package(make_target, district, reviewer, other_department):
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        file_figure(make_target(name="新增规上工业企业", target_class="headline"), 6, 2, reason="用地未批")
        file_figure(make_target(name="新增服务业企业", target_class="headline", lead=other_department), 6, 12)
        make_target(name="改造老旧小区")
        drafted = services.draft(kind="bulletin", region=district, year=2024, month=6, by=reviewer)
        with zipfile.ZipFile(io.BytesIO(services.word_file(drafted))) as package:
            yield package


def test_a_bulletin_has_charts_whose_numbers_are_those_of_its_words(package):
    assert len([name for name in package.namelist() if name.startswith("word/charts/chart")]) == 3
    book = openpyxl.load_workbook(io.BytesIO(package.read("word/embeddings/chart1.xlsx")))
    assert list(book.active.values)[1:] == [("超进度", 1), ("严重滞后", 1), ("未报送", 1)]
    cached = etree.fromstring(package.read("word/charts/chart1.xml")).iter(f"{CHART}val")
    assert ["".join(each.itertext(f"{CHART}v")) for each in cached] == ["111"]


def test_the_parts_of_a_chart_stand_in_the_order_of_the_schema_and_name_their_workbook(package):
    for number in (1, 2, 3):
        chart = etree.fromstring(package.read(f"word/charts/chart{number}.xml"))
        names = [each.tag.removeprefix(CHART) for each in chart]
        assert names == sorted(names, key=ORDER.index)
        assert "externalData" in names
        assert f"embeddings/chart{number}.xlsx" in package.read(f"word/charts/_rels/chart{number}.xml.rels").decode()


def test_what_is_not_all_done_is_never_drawn_as_all():
    assert _per_cent(Decimal("0.9999")) == 99.9


@pytest.fixture
def city_reviewer(province, other_district):
    """A reviewer of the province who also leads it: what lies below may be read."""
    user = account("city-reviewer", region=province, role=Role.REVIEWER)
    Membership.objects.create(user=user, region=province, role=Role.LEADER)
    return user


def districts_in(drafted):
    with zipfile.ZipFile(io.BytesIO(services.word_file(drafted))) as package:
        books = [name for name in package.namelist() if name.startswith("word/embeddings")]
        sheets = [list(openpyxl.load_workbook(io.BytesIO(package.read(name))).active.values)[1:] for name in books]
    return next((rows for rows in sheets if any("（" in str(name) for name, _share in rows)), [])


@time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False)
def test_the_bulletin_of_what_stands_above_shows_its_districts_side_by_side(
    make_target, province, other_district, city_reviewer
):
    own = Department.objects.create(region=province, name="海岳省发展改革委", short_name="省发展改革委")
    other = Department.objects.create(region=other_district, name="白塔区教委", short_name="区教委")
    make_target(region=province, lead=own)
    file_figure(make_target(), 6, 20)
    file_figure(make_target(region=other_district, lead=other), 6, 20)
    make_target(region=other_district, lead=other)
    drafted = services.draft(kind="bulletin", region=province, year=2024, month=6, by=city_reviewer)
    assert districts_in(drafted) == [("青溪区（1项）", 100), ("白塔区（2项）", 50)]
    assert drafted.facts["districts"] == "下辖区县2个，本图列入2个，括号内为纳入评价的目标项数。"


@time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False)
def test_who_may_not_read_the_districts_draws_none_of_them(make_target, province):
    own = Department.objects.create(region=province, name="海岳省发展改革委", short_name="省发展改革委")
    make_target(region=province, lead=own)
    make_target()
    by = account("province-reviewer", region=province, role=Role.REVIEWER)
    drafted = services.draft(kind="bulletin", region=province, year=2024, month=6, by=by)
    assert "districts" not in drafted.facts["charts"]
    assert drafted.facts["districts"] == ""
