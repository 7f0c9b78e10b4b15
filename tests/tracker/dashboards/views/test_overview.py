import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from reports.organisation.models import Department
from tests.tracker.filing import file_figure
from tracker.evaluation import Status

pytestmark = pytest.mark.usefixtures("_july")
OVERVIEW = "/overview/"


@pytest.fixture
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def seven(make_target, other_department):
    """Done, ahead, on pace, behind, unreported, not due, withdrawn, in two departments; and one of last year."""
    for value, fields in [
        (20, {}), (15, {}), (10, {"lead": other_department}), (8, {"target_class": "livelihood"}), (None, {}),
        (None, {"frequency": "annual"}), (3, {"is_withdrawn": True}), (20, {"year": 2023}),
    ]:  # fmt: skip
        target = make_target(**fields)
        if value is not None:
            file_figure(target, 6, value)


def numbers(response):
    return {cell.status.value: cell.count for cell in response.context["whole"].cells if cell.count}


def test_it_counts_the_latest_month_of_the_readers_own_district(client, reviewer, seven):
    client.force_login(reviewer)
    response = client.get(OVERVIEW)
    scope = response.context["scope"]
    assert (scope.region.name, scope.year, scope.month) == ("青溪区", 2024, 6)
    assert numbers(response) == {
        "done": 1, "ahead": 1, "on_pace": 1, "behind": 1, "unreported": 1, "not_due": 1, "withdrawn": 1
    }  # fmt: skip


def test_shares_add_to_a_hundred_without_what_stands_apart(client, reviewer, make_target, seven):
    make_target()
    client.force_login(reviewer)
    whole = client.get(OVERVIEW).context["whole"]
    assert (whole.total, whole.assessed) == (8, 6)
    assert sum(cell.share or 0 for cell in whole.in_shares) == Decimal("100.0")
    assert {cell.status for cell in whole.apart} == {Status.NOT_DUE, Status.NOT_ASSESSABLE, Status.WITHDRAWN}
    assert all(cell.share is None for cell in whole.apart)


@pytest.mark.parametrize("address", ["", "?figures=submitted", "?month=5"])
def test_every_number_opens_exactly_the_rows_that_it_counts(client, reviewer, make_target, seven, address):
    file_figure(make_target(), 6, 20, "submitted")
    file_figure(make_target(), 5, 9)
    client.force_login(reviewer)
    context = client.get(OVERVIEW + address).context
    rows = [context["whole"], *(row for matrix in context["matrices"] for row in matrix["rows"])]
    links = {row.url: row.total for row in rows} | {cell.url: cell.count for row in rows for cell in row.cells}
    assert len(links) > 25
    for url, count in links.items():
        assert client.get(url).context["table"].paginator.count == count, url


def test_each_number_is_a_link_on_the_page(client, reviewer, seven):
    client.force_login(reviewer)
    response = client.get(OVERVIEW)
    content = response.content.decode().replace("&amp;", "&")
    for matrix in response.context["matrices"]:
        for cell in (cell for row in matrix["rows"] for cell in row.cells if cell.count):
            assert f'href="{cell.url}"' in content


def test_departments_and_classes_add_up_to_the_whole(client, reviewer, seven):
    client.force_login(reviewer)
    for matrix in client.get(OVERVIEW).context["matrices"]:
        *groups, whole = matrix["rows"]
        assert len(groups) == 2
        assert [sum(row.cells[place].count for row in groups) for place in range(len(whole.cells))] == [
            cell.count for cell in whole.cells
        ]


def test_a_switch_shows_submitted_figures_too_and_says_so(client, reviewer, make_target):
    file_figure(make_target(), 6, 20, "submitted")
    client.force_login(reviewer)
    official, shown = client.get(OVERVIEW), client.get(f"{OVERVIEW}?figures=submitted")
    assert (numbers(official), numbers(shown)) == ({"unreported": 1}, {"done": 1})
    assert "仅含已审核数据" in official.content.decode()
    assert "含已审核和待审核数据" in shown.content.decode()


def test_an_earlier_month_shows_how_it_was(client, reviewer, make_target):
    target = make_target()
    file_figure(target, 5, 3)
    file_figure(target, 6, 12)
    client.force_login(reviewer)
    assert numbers(client.get(f"{OVERVIEW}?month=5")) == {"far_behind": 1}
    assert numbers(client.get(f"{OVERVIEW}?month=6")) == {"ahead": 1}


def test_a_month_that_is_not_over_gives_way_to_the_latest_one_that_is(client, reviewer, seven):
    client.force_login(reviewer)
    assert client.get(f"{OVERVIEW}?month=9").context["scope"].month == 6


@pytest.mark.parametrize("address", ["region=999999", "year=1066", "year=x", "month=13", "figures=drafts"])
def test_what_cannot_be_chosen_is_refused_not_replaced(client, reviewer, seven, address):
    client.force_login(reviewer)
    assert client.get(f"{OVERVIEW}?{address}").status_code == 404


def test_another_district_cannot_be_chosen(client, foreign_reviewer, district, other_district, make_target, seven):
    client.force_login(foreign_reviewer)
    assert "whole" not in client.get(OVERVIEW).context
    make_target(region=other_district)
    assert client.get(f"{OVERVIEW}?region={district.pk}").status_code == 404
    assert numbers(client.get(OVERVIEW)) == {"unreported": 1}


def test_a_reporter_sees_the_targets_of_the_own_department_alone(client, other_reporter, seven):
    client.force_login(other_reporter)
    assert numbers(client.get(OVERVIEW)) == {"on_pace": 1}


def test_a_leader_sees_every_district_below(client, leader, district, other_district, make_target, seven):
    make_target(region=other_district)
    client.force_login(leader)
    assert client.get(f"{OVERVIEW}?region={district.pk}").context["whole"].total == 7
    assert client.get(f"{OVERVIEW}?region={other_district.pk}").context["whole"].total == 1


def test_nobody_sees_anything_without_an_account(client, seven):
    assert client.get(OVERVIEW).status_code == 302


def test_a_stranger_and_a_year_without_targets_are_told_so(client, stranger, reviewer, district, leader, make_target):
    client.force_login(stranger)
    assert "目前没有您可以查看的目标" in client.get(OVERVIEW).content.decode()
    make_target(year=2023)
    make_target(region=district.parent, year=2024)
    client.force_login(leader)
    assert (
        "没有您可以查看的青溪区2024年目标" in client.get(f"{OVERVIEW}?region={district.pk}&year=2024").content.decode()
    )


def test_the_queries_do_not_grow_with_the_data(client, leader, district, make_target, django_assert_max_num_queries):
    departments = [Department.objects.create(region=district, name=f"部门{n}", short_name=f"部门{n}") for n in range(8)]
    for number in range(40):
        file_figure(make_target(lead=departments[number % 8], year=2023 + number % 2), 6, number)
    client.force_login(leader)
    cache.clear()
    with django_assert_max_num_queries(12):
        client.get(OVERVIEW)


@pytest.mark.parametrize(
    ("who", "page"), [("leader", "overview"), ("reviewer", "approvals"), ("reporter", "owed"), ("stranger", "overview")]
)
def test_home_is_what_concerns_the_reader_most(client, request, who, page):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("home")).url == reverse(page)
