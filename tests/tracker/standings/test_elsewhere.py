"""The same promise in other regions: who is there, in which unit, in which order, and in which place."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from reports.organisation.models import Department, Region
from tests.tracker.filing import file_figure
from tracker.indicators.models import Indicator
from tracker.standings.elsewhere import elsewhere
from tracker.targets.services import set_withdrawn

TODAY = dt.date(2024, 7, 5)


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def firms(db):
    return Indicator.objects.create(code="firms", name="规上工业企业", measure="quantity", unit="家")


@pytest.fixture
def own(make_target, firms):
    """A target of 20 with 12 reached at the end of June."""
    target = make_target(indicator=firms)
    file_figure(target, 6, Decimal(12))
    return target


@pytest.fixture
def make_there(make_target, province, firms, own):
    """Return a function that adopts a target of the same indicator in a new district, with June's figure."""

    def make(figure, month=6, level="district", **fields):
        number = Region.objects.count()
        place = Region.objects.create(
            code=f"9901{number:02}", name=f"第{number}区", short_name=f"第{number}", level=level, parent=province
        )
        office = Department.objects.create(region=place, name="发展改革委", short_name="发改委")
        target = make_target(**{"region": place, "lead": office, "indicator": firms} | fields)
        if figure is not None:
            file_figure(target, month, Decimal(figure))
        return target

    return make


def rows(user, target):
    return elsewhere(user, target, TODAY).others


def test_they_come_by_status_then_region(own, make_there, leader):
    figures = [3, 12, None, 10, 20, 10]
    made = [make_there(figure) for figure in figures]
    found = [(row.target, str(row.stand.label)) for row in rows(leader, own)]
    order = [4, 1, 3, 5, 0, 2]
    assert [target for target, _label in found] == [made[index] for index in order]


def test_the_place_is_by_completion_among_figures_of_the_same_month(own, make_there, leader):
    ahead, level, behind = make_there(16), make_there(30, value=50), make_there(3)
    silent = make_there(None)
    found = elsewhere(leader, own, TODAY)
    places = {row.target: row.place.rank if row.place else str(row.reason) for row in found.others}
    assert places == {ahead: 1, level: 2, behind: 4, silent: "未报送"}
    assert (found.own.place.rank, found.own.place.tied, found.n_ranked, found.by_completion) == (2, True, 4, True)


def test_a_figure_of_another_month_is_shown_and_not_ranked(own, make_there, leader):
    file_figure(own, 7, Decimal(13))
    make_there(19, frequency="quarterly")
    (row,) = elsewhere(leader, own, dt.date(2024, 8, 3)).others
    assert (row.actual, row.place, str(row.reason)) == ("19家", None, "数据月份不同")


def test_a_region_of_another_level_is_shown_and_not_ranked(own, make_there, leader):
    city = make_there(18, level="city")
    (row,) = rows(leader, own)
    assert (row.target, row.place, str(row.reason)) == (city, None, "地区层级不同")
    assert elsewhere(leader, own, TODAY).own.place is None


def test_amounts_are_told_in_the_unit_of_the_target_too(own, make_there, leader):
    make_there("0.002", value=Decimal("0.003"), unit="万家")
    (row,) = rows(leader, own)
    assert (row.promised, row.promised_here) == ("0.003万家以上", "30家")
    assert (row.actual, row.actual_here) == ("0.002万家", "20家")


def test_growth_falls_behind_by_the_figure_itself(own, make_there, make_target, leader, gdp):
    growth = {"indicator": gdp, "measure": "growth", "value": 7, "unit": "%", "accumulates": True}
    mine = make_target(**growth)
    file_figure(mine, 6, Decimal("6.5"))
    better = make_there("6.8", **growth)
    level = make_there(800, **growth | {"measure": "level", "unit": "亿元", "value": 1600})
    found = elsewhere(leader, mine, TODAY)
    assert {row.target: row.place.rank if row.place else str(row.reason) for row in found.others} == {
        better: 1, level: "口径或单位不同",
    }  # fmt: skip
    assert (found.own.place.rank, found.by_completion) == (2, False)


def test_a_region_stands_there_once_with_what_measures_the_same(own, make_there, make_target, leader):
    growth = make_there(6, measure="growth", unit="%", value=7)
    same = make_target(region=growth.region, lead=growth.lead, indicator=own.indicator)
    assert [row.target for row in rows(leader, own)] == [same]


def test_withdrawn_ones_other_years_and_what_one_may_not_read_are_left_out(own, make_there, leader, reviewer):
    make_there(12, is_withdrawn=True)
    make_there(12, year=2023, deadline=dt.date(2023, 12, 31))
    there = make_there(12)
    assert [row.target for row in rows(leader, own)] == [there]
    assert rows(reviewer, own) == []


def test_a_withdrawn_target_has_no_place_and_says_so(own, make_there, leader, reviewer):
    there = make_there(12)
    set_withdrawn(target=own, by=reviewer, version=1, is_withdrawn=True, reason="政策")
    found = elsewhere(leader, own, TODAY)
    assert [(row.target, row.place, row.reason) for row in found.others] == [(there, None, "")]
    assert (found.own.place, str(found.own.reason)) == (None, "已调整")


# The part of the page


def page(client, target):
    return client.get(reverse("target-elsewhere", args=[target.pk]))


def test_ten_rows_and_a_link_to_all(client, own, make_there, leader, django_assert_max_num_queries):
    for _ in range(11):
        make_there(12)
    client.force_login(leader)
    page(client, own)
    with django_assert_max_num_queries(8):
        reply = page(client, own)
    content = reply.content.decode()
    assert (len(reply.context["rows"]), content.count("按完成率在12个地区中列第1位")) == (10, 1)
    assert f'<a href="/targets/?year=2024&amp;indicator={own.indicator_id}">全部11个地区</a>' in content


def test_a_headline_indicator_leads_to_the_districts_side_by_side(client, own, make_there, leader, firms):
    make_there(12)
    firms.is_headline = True
    firms.save()
    client.force_login(leader)
    link = '<a href="/compare/?year=2024&amp;indicator=firms">'
    assert link in page(client, own).content.decode()
    assert client.get("/compare/?year=2024&indicator=firms").status_code == 200


def test_none_is_said_in_words(client, own, make_there, reviewer):
    make_there(12)
    client.force_login(reviewer)
    assert "无：您可查看的其他地区2024年均未设该指标的目标。" in page(client, own).content.decode()


def test_without_an_indicator_nothing_is_guessed(client, own, make_target, make_there, leader):
    make_there(12)
    target = make_target(name=own.name + "（同名）")
    client.force_login(leader)
    words = "该目标尚未匹配指标库中的指标"
    for content in (client.get(target.get_absolute_url()).content.decode(), page(client, target).content.decode()):
        assert words in content
    assert words not in client.get(own.get_absolute_url()).content.decode()


@pytest.mark.parametrize("role", ["foreign_reviewer", "stranger", "other_reporter"])
def test_it_is_not_there_for_strangers(client, request, role, own):
    client.force_login(request.getfixturevalue(role))
    assert page(client, own).status_code == 404
