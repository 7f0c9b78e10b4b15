"""How many boxes the months ask for, department by department."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tracker.progress.owed import Owed
from tracker.targets.models import Stage


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def targets(make_target, other_department):
    """For one department a monthly figure, a quarterly one and a milestone done in April; for another a yearly one."""
    words = {"measure": "", "comparator": "", "value": None, "unit": ""}
    made = [make_target(), make_target(frequency="quarterly"), make_target(**words)]
    Stage.objects.create(target=made[2], name="通车", planned_on=dt.date(2024, 5, 1), done_on=dt.date(2024, 4, 3))
    make_target(is_withdrawn=True)
    return [*made, make_target(lead=other_department, frequency="annual")]


def burdens(client):
    context = client.get(reverse("burden")).context
    return [(each.department, each.months) for each in context["burdens"]], context["together"]


def test_it_counts_figures_and_words_month_by_month(client, reviewer, targets, department, other_department):
    client.force_login(reviewer)
    rows, together = burdens(client)
    figures = [1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2]
    assert rows[0][0].pk == department.pk
    assert [(month.figures, month.words) for month in rows[0][1]] == list(zip(figures, [1] * 4 + [0] * 8, strict=True))
    assert rows[1][0].pk == other_department.pk
    assert [month.boxes for month in rows[1][1]] == [0] * 11 + [1]
    assert (together.boxes, together.most) == (21, 3)


def test_it_is_what_the_grid_asks_of_the_department(client, reviewer, reporter, targets):
    client.force_login(reviewer)
    rows, _together = burdens(client)
    owed = Owed(reporter, 2024, dt.date(2024, 7, 5))
    assert [month.boxes for month in rows[0][1]] == [len(owed.of_month(month)) for month in range(1, 13)]


def test_it_takes_the_same_queries_whatever_its_length(
    client, administrator, targets, make_target, django_assert_num_queries
):
    client.force_login(administrator)
    client.get(reverse("burden"))
    for _round in range(2):
        with django_assert_num_queries(8):
            client.get(reverse("burden"))
        for _each in range(10):
            make_target()


@pytest.mark.parametrize("who", ["reporter", "leader", "stranger"])
def test_it_is_for_those_who_decide_what_is_asked(client, request, targets, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("burden")).status_code == 403


def test_of_many_departments_the_most_burdened_come_first(client, reviewer, targets, other_department, monkeypatch):
    monkeypatch.setattr("tracker.progress.views.burden.PER_PAGE", 1)
    client.force_login(reviewer)
    whole = burdens(client)[1].boxes
    reply = client.get(reverse("burden"), {"page": 2})
    assert [each.department.pk for each in reply.context["burdens"]] == [other_department.pk]
    assert reply.context["together"].boxes == whole


def test_another_district_sees_nothing_of_it(client, foreign_reviewer, targets):
    client.force_login(foreign_reviewer)
    assert burdens(client)[0] == []
