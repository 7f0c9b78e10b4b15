"""The pages of scorecards: places among all, rows of those alone that one may follow."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import account
from tests.tracker.filing import file_figure
from tests.tracker.scorecards.cards import filled_scorecard
from tracker.indicators.models import Indicator
from tracker.scorecards.models import Filling
from tracker.scorecards.services import fill


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def officer(province):
    return account("province-office", region=province, role="reviewer")


@pytest.fixture
def card(make_target, province, district, other_district, officer):
    firms = Indicator.objects.create(
        code="firms", name="新增规上工业企业", measure="quantity", unit="家", accumulates=True
    )
    for region, figures in ((district, (5, 10)), (other_district, (3, 20))):
        target = make_target(region=region, indicator=firms)
        for month, value in zip((5, 6), figures, strict=True):
            file_figure(target, month, Decimal(value))
    card = filled_scorecard(province, firms, officer, month=5)
    fill(scorecard=card, month=6, by=officer)
    return card


def sheet(client, card, **query):
    return client.get(card.get_absolute_url(), query).context["sheet"]


def test_places_points_and_moves(client, leader, card):
    client.force_login(leader)
    lines = sheet(client, card).lines
    assert [(line.region.name, line.ranked.rank, line.ranked.value, line.ranked.move) for line in lines] == [
        ("白塔区", 1, 100, 1), ("青溪区", 2, 50, -1)
    ]  # fmt: skip
    assert [(cell.words, cell.points) for cell in lines[1].cells] == [
        ("10家", Decimal("1.5")), ("无到期事项", None), ("无到期事项", None)
    ]  # fmt: skip
    assert [line.ranked.value for line in sheet(client, card, month=5).lines] == [25, 15]


def test_a_district_sees_its_own_row_with_its_place_among_all(client, reviewer, card):
    client.force_login(reviewer)
    shown = sheet(client, card)
    assert [(line.region.name, line.ranked.rank) for line in shown.lines] == [("青溪区", 2)]
    assert shown.total == 2
    assert "白塔区" not in client.get(card.get_absolute_url()).content.decode()


def test_the_file_holds_what_the_page_shows(client, reviewer, card):
    client.force_login(reviewer)
    rows = b"".join(client.get(card.get_absolute_url(), {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "青溪区" in rows
    assert "白塔区" not in rows
    assert "1.5" in rows


def test_the_office_fills_and_is_told_what_is_refused(client, officer, card):
    client.force_login(officer)
    address = f"{card.get_absolute_url()}fill/"
    assert "这些数据不再变化" in client.post(address, {"month": 5}, follow=True).content.decode()
    assert "该月尚未结束" in client.post(address, {"month": "7x"}, follow=True).content.decode()
    assert list(Filling.objects.values_list("month", flat=True)) == [5, 5, 6]


def test_a_month_that_was_not_filled_does_not_exist(client, officer, card):
    client.force_login(officer)
    assert client.get(card.get_absolute_url(), {"month": 3}).status_code == 404


@pytest.mark.parametrize("who", ["officer", "leader", "reviewer"])
def test_few_queries_however_many_districts(client, request, who, card):
    client.force_login(request.getfixturevalue(who))
    client.get(card.get_absolute_url())
    with CaptureQueriesContext(connection) as captured:
        client.get(card.get_absolute_url())
    assert len(captured) <= 12
