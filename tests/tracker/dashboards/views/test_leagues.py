import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.cache import cache

from tests.tracker.filing import file_figure
from tracker.indicators.models import Indicator

pytestmark = pytest.mark.usefixtures("_july")
LEAGUE = "/league/"


@pytest.fixture
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def firms(db):
    return Indicator.objects.create(
        code="firms", name="新增规上工业企业", measure="quantity", unit="家", accumulates=True, is_headline=True
    )


@pytest.fixture
def districts(make_target, gdp, firms, district, other_district):
    """The first grows as promised and is half way; the second grows less, and has done all of the rest."""
    growth = {"indicator": gdp, "measure": "growth", "value": 7, "unit": "%", "frequency": "monthly"}
    for region, growths, counts in [(district, ("6", "7.5"), (5, 10)), (other_district, ("6.5", "6.5"), (20, 20))]:
        for terms, figures in ((growth, growths), ({"indicator": firms}, counts)):
            target = make_target(region=region, **terms)
            for month, value in zip((5, 6), figures, strict=True):
                file_figure(target, month, Decimal(value))


def lines(client, **query):
    league = client.get(LEAGUE, query).context["league"]
    return [(each.region.name, each.ranked.rank, each.ranked.value, each.ranked.move) for each in league.lines]


def test_the_same_figures_by_each_way_of_scoring(client, leader, districts):
    client.force_login(leader)
    assert lines(client) == [("青溪区", 1, 75, 1), ("白塔区", 2, 50, -1)]
    assert lines(client, by="efficacy") == [("青溪区", 1, 80, 1), ("白塔区", 1, 80, 0)]
    assert lines(client, by="places") == [("青溪区", 1, Decimal("97.5"), 1), ("白塔区", 1, Decimal("97.5"), 0)]


def test_weights_and_indicators_are_in_the_address(client, leader, districts, gdp, firms):
    client.force_login(leader)
    assert [(name, value) for name, _r, value, _m in lines(client, **{f"weight{firms.pk}": 3})] == [
        ("白塔区", 75), ("青溪区", Decimal("62.5"))
    ]  # fmt: skip
    assert [(name, value) for name, _r, value, _m in lines(client, indicator=firms.pk)] == [
        ("白塔区", 100),
        ("青溪区", 50),
    ]
    assert client.get(LEAGUE, {f"weight{firms.pk}": 99}).status_code == 404
    assert client.get(LEAGUE, {"indicator": 999999}).status_code == 404


def test_every_score_opens_its_arithmetic(client, leader, districts):
    client.force_login(leader)
    first = client.get(LEAGUE).context["league"].lines[0]
    assert [(part.value, part.basis, part.points) for part in first.parts] == [
        ("10家", "50.0%", Decimal("0.5")), ("7.5%", "+0.5个百分点", 1)
    ]  # fmt: skip


def test_who_has_less_than_half_is_not_ranked_and_named(client, leader, make_target, districts, gdp, firms):
    third = Indicator.objects.create(code="third", name="外贸", measure="growth", unit="%", is_headline=True)
    client.force_login(leader)
    league = client.get(LEAGUE, {"indicator": [third.pk]}).context["league"]
    assert (league.lines, [each.region.name for each in league.unranked]) == ([], ["青溪区", "白塔区"])


def test_districts_that_may_not_be_read_are_not_in_it(client, reviewer, districts):
    client.force_login(reviewer)
    assert [name for name, *_rest in lines(client)] == ["青溪区"]


def test_the_queries_do_not_grow(client, leader, districts, make_target, gdp, district, django_assert_max_num_queries):
    for number in range(10):
        file_figure(make_target(indicator=gdp, measure="growth", unit="%", value=number), 6, 5)
    client.force_login(leader)
    cache.clear()
    with django_assert_max_num_queries(11):
        client.get(LEAGUE)
