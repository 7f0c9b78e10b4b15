"""Departments in a league table: each by its own targets, what is not reported is not scored."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.tracker.filing import file_figure

LEAGUE = "/league/departments/"


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def targets(make_target, other_department):
    """One department is half way with two targets, the other has done one of weight 3 and owes another."""
    for figures in ((5, 10), (8, 10)):
        target = make_target()
        for month, value in zip((5, 6), figures, strict=True):
            file_figure(target, month, Decimal(value))
    done = make_target(lead=other_department, weight=3)
    for month, value in ((5, 2), (6, 30)):
        file_figure(done, month, Decimal(value))
    make_target(lead=other_department)


def lines(client, **query):
    league = client.get(LEAGUE, query).context["league"]
    return [
        (each.department.short_name, each.ranked.rank, each.ranked.value, each.ranked.move, each.n_scored)
        for each in league.lines
    ]


def test_points_over_the_weights_that_are_scored(client, leader, targets, district):
    client.force_login(leader)
    assert lines(client, region=district.pk) == [("区教委", 1, 100, 1, 1), ("区发展改革委", 2, 50, -1, 2)]
    reply = client.get(LEAGUE, {"region": district.pk})
    owed = reply.context["league"].lines[0]
    assert owed.coverage == Decimal("0.75")
    assert [part.points for part in owed.parts] == [3, None]
    assert "不计分" in reply.content.decode()


def test_who_has_half_a_table_is_not_ranked(client, leader, make_target, department):
    make_target()
    client.force_login(leader)
    league = client.get(LEAGUE).context["league"]
    assert [line.department for line in league.unranked] == [department]
    assert not league.lines


def test_a_target_without_weight_is_left_out(client, leader, targets, district, make_target, other_department):
    file_figure(make_target(lead=other_department, weight=0), 6, Decimal(0))
    client.force_login(leader)
    assert lines(client, region=district.pk)[0][:3] == ("区教委", 1, 100)


@pytest.mark.parametrize("who", ["reporter", "reviewer", "leader"])
def test_few_queries(client, request, who, targets):
    client.force_login(request.getfixturevalue(who))
    client.get(LEAGUE)
    with CaptureQueriesContext(connection) as captured:
        client.get(LEAGUE)
    assert len(captured) <= 12
