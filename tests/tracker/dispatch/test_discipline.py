"""Filing discipline: who filed on time, late or not at all, apart from how the targets stand."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from tests.tracker.filing import file_figure
from tracker.dispatch.discipline import ASKED, How, by_lead, discipline_of, filed_months
from tracker.dispatch.services.urging import urge
from tracker.progress.services import Filing, return_, save_draft
from tracker.targets.models import Target

TODAY = dt.date(2024, 7, 5)


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def target(make_target):
    return make_target()


def filed(months):
    targets = by_lead(Target.objects.all())
    return discipline_of(filed_months(targets, months, TODAY), (target.lead for target in targets))


def counts(months=range(1, 7)):
    rows, together = filed(months)
    return {row.department.short_name: [row.counts[how] for how in How] for row in rows}, together


@pytest.mark.parametrize(
    ("state", "is_late", "found"),
    [
        ("approved", False, [1, 0, 0]),
        ("submitted", False, [1, 0, 0]),
        ("returned", False, [1, 0, 0]),
        ("approved", True, [0, 1, 0]),
        ("returned", True, [0, 1, 0]),
        ("draft", False, [0, 0, 1]),
    ],
)
def test_each_state_counts_as_one_thing(target, department, state, is_late, found):
    file_figure(target, 3, Decimal(5), state, is_late=is_late, review_note="请核对")
    assert counts([3])[0][department.short_name][:3] == found


def test_parts_sum_to_what_was_asked(target, make_target, other_department):
    make_target(lead=other_department, frequency="quarterly")
    file_figure(target, 1, 5)
    rows, together = filed(range(1, 13))
    assert [row.asked for row in rows] == [6, 2]
    assert together.asked == 8 == sum(together.counts[how] for how in ASKED)


def test_a_month_that_is_not_over_asks_for_nothing(target):
    assert counts([7])[1].asked == 0
    assert counts([7])[1].share_on_time is None


def test_every_return_counts_and_mending_is_none(target, department, reporter, reviewer):
    entry = file_figure(target, 3, 5, "submitted")
    entry = return_(entry=entry, by=reviewer, version=entry.version, note="请核对")
    save_draft(target=target, month=3, filing=Filing(6), by=reporter, version=entry.version)
    assert counts()[0][department.short_name][3] == 1


def test_urging_counts(target, department, reviewer):
    urge(target=target, month=3, by=reviewer)
    assert counts()[0][department.short_name][4] == 1
    assert counts([4])[0][department.short_name][4] == 0


def test_each_number_opens_its_months_and_so_does_the_file(client, leader, reviewer, target):
    file_figure(target, 3, Decimal(5), is_late=True)
    urge(target=target, month=4, by=reviewer)
    client.force_login(leader)
    for how, months in {
        "late": [3],
        "missing": [1, 2, 4, 5, 6],
        "urged": [4],
        "returned": [],
        "": [*range(1, 7)],
    }.items():
        page = client.get(reverse("filings"), {"year": 2024, "how": how, "lead": target.lead_id})
        assert [row.month for row in page.context["page"]] == months, how
    file = client.get(reverse("filings"), {"year": 2024, "how": "late", "export": "csv"}).getvalue().decode()
    assert target.name in file
    assert "3月" in file
    assert client.get(reverse("filings"), {"year": 2024, "how": "often"}).status_code == 404


def test_how_a_target_stands_changes_nothing(target):
    file_figure(target, 6, 0)
    bad = counts()
    target.entries.update(value=20)
    assert counts() == bad


@pytest.mark.parametrize("who", ["reviewer", "leader", "reporter"])
def test_the_page_and_its_file(client, request, target, who):
    file_figure(target, 3, 5)
    client.force_login(request.getfixturevalue(who))
    page = client.get(reverse("discipline"), {"year": 2024})
    assert page.context["together"].counts[How.ON_TIME] == 1
    file = client.get(reverse("discipline"), {"year": 2024, "export": "csv"}).getvalue().decode()
    assert "16.6%" in file or "16.7%" in file


def test_the_page_takes_few_queries_whatever_its_length(
    client, reviewer, target, make_target, django_assert_max_num_queries
):
    client.force_login(reviewer)
    for _each in range(10):
        make_target()
    for name in ("discipline", "filings", "levels"):
        client.get(reverse(name), {"year": 2024})
        with django_assert_max_num_queries(12):
            client.get(reverse(name), {"year": 2024})


def test_a_department_sees_its_own_alone(client, other_reporter, target, make_target, other_department):
    make_target(lead=other_department)
    client.force_login(other_reporter)
    rows = client.get(reverse("discipline"), {"year": 2024}).context["rows"]
    assert [row.department for row in rows] == [other_department]


def test_who_must_look_at_what_with_every_change_and_its_reason(client, leader, target):
    for month, value in ((1, 0), (2, 0), (3, 0)):
        file_figure(target, month, value)
    client.force_login(leader)
    page = client.get(reverse("levels"), {"year": 2024, "month": 3})
    ((first, rows),) = page.context["groups"]
    assert first.level == 4
    assert len(rows) == 1
    changes = [(each.month, each.before, each.level) for each, _words in rows[0].changes_in_words]
    assert changes == [(3, 3, 4), (2, 2, 3), (1, None, 2)]
    assert rows[0].changes_in_words[0][1] in page.text
    file = client.get(reverse("levels"), {"year": 2024, "month": 3, "export": "csv"}).getvalue().decode()
    assert target.name in file
    assert "级" in file


def test_a_month_that_is_not_over_cannot_be_asked_for(client, leader, target):
    client.force_login(leader)
    assert client.get(reverse("levels"), {"year": 2024, "month": 7}).status_code == 404
