"""A region is found by what people type of it."""

import datetime as dt

import pytest
from django.urls import reverse

from reports.organisation.models import Region
from reports.organisation.names import initials_of, short_name_of
from reports.organisation.search import LONGEST_SEARCH, MOST_FOUND, find_regions

pytestmark = pytest.mark.django_db


def region(code, name, parent, **fields):
    level = "district" if parent and parent.parent else "city"
    return Region.objects.create(
        code=code, name=name, short_name=short_name_of(name), initials=initials_of(name), level=level, parent=parent,
        **fields,
    )  # fmt: skip


@pytest.fixture
def country(province):
    """A province with two cities that have a district of the same name, and one whose name changed."""
    Region.objects.filter(pk=province.pk).update(initials="hys")
    one, other = region("980100", "长宁市", province), region("980200", "远江市", province)
    return {
        "one": one,
        "of_one": region("980101", "鼓楼区", one, name_en="Gulou District"),
        "of_other": region("980201", "鼓楼区", other),
        "county": region("980221", "鼓山县", other, valid_to=dt.date(2015, 4, 27)),
        "district": region("980202", "鼓山区", other, valid_from=dt.date(2015, 4, 28)),
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("鼓楼", ["of_one", "of_other"]),
        ("鼓楼区", ["of_one", "of_other"]),
        ("长宁鼓楼", ["of_one"]),
        ("海岳鼓楼", ["of_one", "of_other"]),
        ("鼓楼 远江", ["of_other"]),
        ("cngl", ["of_one"]),
        ("zngl", ["of_one"]),
        ("GLQ", ["of_one", "of_other"]),
        ("gsq", ["district"]),
        ("980221", ["county"]),
        ("gulou", ["of_one"]),
        ("鼓山", ["district", "county"]),
        ("长宁", ["one", "of_one"]),
        ("无此地", []),
    ],
)
def test_regions_are_found_by_name_code_initials_and_by_what_they_lie_in(country, administrator, words, found):
    regions = Region.objects.all()
    assert find_regions(regions, words, user=administrator) == [country[key] for key in found]


def test_ones_own_regions_come_first(country, reviewer):
    country["of_other"].memberships.create(user=reviewer, role="reviewer")
    assert find_regions(Region.objects.all(), "鼓楼", user=reviewer) == [country["of_other"], country["of_one"]]


def test_no_more_are_listed_than_one_can_look_through(province, administrator):
    for number in range(MOST_FOUND + 5):
        region(f"9810{number:02}", f"新{number:02}市", province)
    assert len(find_regions(Region.objects.all(), "新", user=administrator)) == MOST_FOUND
    assert find_regions(Region.objects.all(), "新" * LONGEST_SEARCH * 20, user=administrator) == []


def test_a_region_says_what_tells_it_from_its_namesakes(country):
    assert country["of_one"].full_label == "鼓楼区（海岳省长宁市）"
    assert country["county"].full_label == "鼓山县（海岳省远江市，至2015年）"


@pytest.mark.parametrize(
    ("who", "found"), [("administrator", True), ("foreign_reviewer", False), ("stranger", False), ("leader", False)]
)
def test_only_regions_in_which_one_may_add_a_report_are_offered(client, request, country, who, found):
    client.force_login(request.getfixturevalue(who))
    reply = client.get(reverse("reports:regions"), {"words": "鼓楼"})
    assert reply.status_code == 200
    assert ("鼓楼区" in reply.content.decode()) is found


def test_the_search_takes_few_queries(client, country, administrator, django_assert_max_num_queries):
    client.force_login(administrator)
    with django_assert_max_num_queries(5):
        client.get(reverse("reports:regions"), {"words": "鼓楼"})


def test_the_admin_finds_regions_by_their_initials(client, country, administrator):
    client.force_login(administrator)
    query = {"term": "cngl", "app_label": "organisation", "model_name": "membership", "field_name": "region"}
    reply = client.get("/admin/autocomplete/", query)
    assert [row["id"] for row in reply.json()["results"]] == [str(country["of_one"].pk)]
