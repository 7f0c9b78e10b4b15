import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
import time_machine
from django.core.exceptions import ValidationError

from reports.organisation.models import Region
from tests.tracker.filing import file_figure
from tests.tracker.reporting import say
from tracker.indicators.models import ComparabilityBreak

pytestmark = pytest.mark.usefixtures("_july")
COMPARE, TRENDS, KEPT = "/compare/", "/trends/", "/trends/kept/"


@pytest.fixture
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def adopt(make_target, gdp):
    """Return a function that adopts a growth target for the indicator."""

    def make(**fields):
        terms = {"indicator": gdp, "measure": "growth", "value": 7, "unit": "%", "frequency": "quarterly"}
        return make_target(**terms | fields)

    return make


@pytest.fixture
def two_districts(adopt, gdp, reviewer, other_district):
    """One district with an adopted target and a figure, one where only the reports speak."""
    file_figure(adopt(), 6, Decimal("6.9"))
    say(other_district, reviewer, gdp, report_year=2024, year=2024, kind="target", value=6, comparator="ge")
    say(other_district, reviewer, gdp, report_year=2024, year=2023, kind="actual", value=Decimal("5.7"))


def cells(response):
    return {
        row.head.name: [
            (each.promised and each.promised.words, each.actual and each.actual.words) for _column, each in row.cells
        ]
        for row in response.context["rows"]
    }


def test_figures_that_nobody_reviewed_are_marked(client, leader, two_districts, gdp, other_district, reviewer):
    client.force_login(leader)
    assert "未复核" not in client.get(COMPARE, {"year": 2023}).content.decode()
    say(other_district, reviewer, gdp, report_year=2023, year=2022, kind="actual", value=4, state="open")
    assert "未复核" in client.get(COMPARE, {"year": 2022}).content.decode()


def test_districts_by_headline_indicators(client, leader, two_districts, investment):
    client.force_login(leader)
    response = client.get(COMPARE)
    assert response.context["year"] == 2024
    assert cells(response) == {"青溪区": [("增长7%以上", "6.9%")], "白塔区": [("增长6%以上", None)]}
    content = response.content.decode()
    assert "截至6月" in content
    assert "欠进度" in content


def test_a_year_of_which_reports_alone_tell(client, leader, two_districts):
    client.force_login(leader)
    response = client.get(f"{COMPARE}?year=2023")
    assert cells(response) == {"青溪区": [(None, None)], "白塔区": [(None, "增长5.7%")]}
    assert "据报告" in response.content.decode()


def test_the_ranking_tells_who_is_left_out_and_why(client, leader, two_districts):
    client.force_login(leader)
    response = client.get(COMPARE)
    ranking = response.context["ranking"]
    assert [ranked.key.name for ranked in ranking.ranks] == ["青溪区"]
    assert [each.region.name for each in ranking.excluded] == ["白塔区"]
    content = response.content.decode()
    assert "参与排名1个，共2个（覆盖率50.0%）" in content
    assert "无数据" in content


@pytest.mark.parametrize("address", ["year=1066", "indicator=nonsense", "by=weight"])
def test_what_cannot_be_chosen_for_a_comparison_is_refused(client, leader, two_districts, address):
    client.force_login(leader)
    assert client.get(f"{COMPARE}?{address}").status_code == 404


def test_ranking_by_completion_says_that_growth_has_none(client, leader, two_districts):
    client.force_login(leader)
    assert "不计算完成率" in client.get(f"{COMPARE}?by=completion").content.decode()


def test_one_indicator_over_the_years(client, leader, two_districts):
    client.force_login(leader)
    response = client.get(TRENDS)
    rows = {row.head: row.cells for row in response.context["rows"]}
    assert list(rows) == [2023, 2024]
    assert [each.name for each in response.context["shown"]] == ["青溪区", "白塔区"]
    assert [column for column, _outcome in rows[2023]] == ["青溪区", "白塔区"]
    assert rows[2023][1][1].actual.words == "增长5.7%"
    series = {trace["name"]: trace["y"] for trace in response.context["chart"].figure["data"]}
    assert series["青溪区 · 目标"] == [None, 7.0]
    assert series["青溪区 · 截至2024年6月"] == [None, 6.9]
    assert series["白塔区 · 目标"] == [None, 6.0]
    assert [points for name, points in series.items() if name.startswith("白塔区")][1] == [5.7, None]


def test_a_report_that_contradicts_and_borders_that_changed_are_pointed_out(
    client, leader, two_districts, other_district, reviewer, gdp
):
    say(other_district, reviewer, gdp, report_year=2025, year=2023, kind="actual", value=Decimal("5.5"))
    other_district.note = "2023年行政区域调整，前后口径不可比"
    other_district.save()
    client.force_login(leader)
    for page in (f"{COMPARE}?year=2023", TRENDS):
        content = client.get(page).content.decode()
        assert "与报告表述不一致：" in content
        assert "增长5.5%" in content
        assert "前后口径不可比" in content


def test_a_break_is_said_where_it_lies_and_in_the_file(client, leader, two_districts, other_district, gdp):
    ComparabilityBreak.objects.create(region=other_district, year=2024, what="划入三镇", source="区划公告")
    client.force_login(leader)
    response = client.get(TRENDS)
    words = "自2024年起与此前年度不可比：白塔区：划入三镇（区划公告）"
    assert [row.breaks for row in response.context["rows"]] == [[], [words]]
    assert response.content.decode().count(words) >= 2  # in the table and under the chart
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{TRENDS}?export=xlsx").getvalue())).active
    _title, _note, said, header, *lines = sheet.values
    assert (said[0], header[-1]) == (words, "可比序列")
    assert [(line[0], line[2], line[-1]) for line in lines] == [
        ("青溪区", 2024, 1), ("白塔区", 2023, 1), ("白塔区", 2024, 2)
    ]  # fmt: skip


def test_a_break_that_parts_no_figures_says_nothing(client, leader, two_districts, other_district, gdp):
    ComparabilityBreak.objects.create(region=other_district, year=2020, what="划入三镇")
    client.force_login(leader)
    assert "不可比" not in client.get(TRENDS).content.decode()


def test_districts_are_chosen_by_the_address(client, leader, other_district, two_districts):
    client.force_login(leader)
    response = client.get(f"{TRENDS}?region={other_district.pk}")
    assert [each.name for each in response.context["shown"]] == ["白塔区"]


def test_an_indicator_of_which_nothing_is_known_says_so(client, leader, two_districts, investment):
    client.force_login(leader)
    response = client.get(f"{TRENDS}?indicator=investment")
    assert response.context["chart"] is None
    assert "没有该指标的数据" in response.content.decode()


def test_a_foreign_district_is_neither_shown_nor_chosen(client, reviewer, foreign_reviewer, district, two_districts):
    client.force_login(foreign_reviewer)
    for page in (COMPARE, TRENDS):
        content = client.get(page).content.decode()
        assert "白塔区" in content
        assert "青溪区" not in content
    assert client.get(f"{TRENDS}?region={district.pk}").status_code == 404


def test_a_reporter_of_another_department_sees_no_target_of_this_one(client, other_reporter, two_districts):
    client.force_login(other_reporter)
    for page in (COMPARE, TRENDS):
        assert "6.9%" not in client.get(page).content.decode()


@pytest.mark.parametrize(("page", "rows"), [(f"{COMPARE}?year=2024", 2), (f"{COMPARE}?year=2023", 1), (TRENDS, 3)])
def test_the_spreadsheet_holds_what_the_page_shows_and_says_what_it_rests_on(client, leader, two_districts, page, rows):
    client.force_login(leader)
    response = client.get(page, QUERY_STRING=f"{page.partition('?')[2]}&export=xlsx")
    _title, note, header, *lines = openpyxl.load_workbook(io.BytesIO(response.getvalue())).active.values
    assert "2024年7月20日" in note[0]
    assert header[:3] == ("行政区划", "指标", "年度")
    assert len(lines) == rows
    if page == TRENDS:
        assert lines[0] == ("青溪区", "地区生产总值", 2024, "增长7%以上", "6.9%", "6月", "已审核数据", "欠进度", 1)
        assert lines[1][:6] == ("白塔区", "地区生产总值", 2023, None, "增长5.7%", "全年")


@pytest.mark.parametrize("page", [COMPARE, TRENDS])
def test_a_stranger_is_told_that_there_is_nothing(client, stranger, two_districts, page):
    client.force_login(stranger)
    assert "目前没有您可以查看的目标和报告" in client.get(page).content.decode()


@pytest.mark.parametrize("page", [COMPARE, TRENDS])
def test_nobody_sees_a_comparison_without_an_account(client, two_districts, page):
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("page", [COMPARE, TRENDS, f"{TRENDS}?all"])
def test_the_queries_do_not_grow_with_districts_and_years(
    client, leader, province, reviewer, adopt, gdp, page, django_assert_num_queries
):
    regions = [
        Region.objects.create(name=f"区{n}", short_name=f"区{n}", level="district", parent=province) for n in range(6)
    ]
    for region in regions:
        for year in (2022, 2023, 2024):
            file_figure(adopt(region=region, year=year), 6, year - 2018)
            say(region, reviewer, gdp, report_year=year, year=year - 1, kind="actual", value=7)
    query = "".join(f"&region={region.pk}" for region in regions) if page.endswith("all") else ""
    client.force_login(leader)
    with django_assert_num_queries(11):
        assert client.get(page + query).status_code == 200


def test_rows_and_tiles_stand_in_the_order_of_the_chosen_indicator(client, leader, adopt, investment, other_district):
    type(investment).objects.update(is_headline=True)
    file_figure(adopt(), 6, Decimal("6.9"))
    file_figure(adopt(region=other_district), 6, Decimal("7.5"))
    file_figure(adopt(indicator=investment), 6, Decimal(9))
    file_figure(adopt(indicator=investment, region=other_district), 6, Decimal(3))
    client.force_login(leader)
    for indicator, order in (("gdp", ["白塔区", "青溪区"]), (investment.code, ["青溪区", "白塔区"])):
        context = client.get(COMPARE, {"indicator": indicator}).context
        assert [row.head.name for row in context["rows"]] == order
        assert [tile.region.name for tile in context["tiles"].tiles] == order


def test_tiles_stand_where_an_admin_has_put_all_of_them(client, leader, two_districts, district, other_district):
    client.force_login(leader)
    Region.objects.filter(pk=district.pk).update(tile_row=2, tile_column=3)
    assert not client.get(COMPARE).context["tiles"].is_placed
    Region.objects.filter(pk=other_district.pk).update(tile_row=1, tile_column=1)
    reply = client.get(COMPARE)
    assert reply.context["tiles"].is_placed
    assert 'class="row-2 column-3"' in reply.content.decode()
    Region.objects.filter(pk=other_district.pk).update(tile_row=2, tile_column=3)
    assert not client.get(COMPARE).context["tiles"].is_placed


def test_half_a_place_on_the_map_is_refused(district):
    district.tile_row = 2
    with pytest.raises(ValidationError):
        district.full_clean()


def test_the_share_of_promises_kept_by_year(client, leader, adopt, make_target, django_assert_max_num_queries):
    done, short = make_target(year=2023), make_target(year=2023)
    file_figure(done, 12, Decimal(20))
    file_figure(short, 12, Decimal(5))
    file_figure(adopt(), 6, Decimal("7.2"))
    make_target(is_withdrawn=True)
    client.force_login(leader)
    kept = client.get(KEPT).context["kept"]
    assert [(year, each.good, each.judged, each.month) for year, [(_region, each), *_rest] in kept] == [
        (2023, 1, 2, 12), (2024, 1, 1, 6)
    ]  # fmt: skip
    assert "50.0%" in client.get(KEPT, headers={"hx-request": "true"}).content.decode()
    with django_assert_max_num_queries(12):
        client.get(KEPT)
