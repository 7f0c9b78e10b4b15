"""What somebody may do where is read from memberships and the tree of regions in one query."""

import datetime as dt

import pytest
from django.contrib.auth.models import User

from reports.organisation.models import Membership, Region, rights_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """A country of three levels below it, two branches each."""
    country = Region.objects.create(name="国", short_name="国", level="country")
    levels = [[country]]
    for level in ("province", "city", "district"):
        rows = [
            Region.objects.create(name=f"{above.name}{n}", short_name=f"{above.name}{n}", level=level, parent=above)
            for above in levels[-1]
            for n in (1, 2)
        ]
        levels.append(rows)
    return {each.name: each for rows in levels for each in rows}


@pytest.fixture
def somebody():
    return User.objects.create_user("somebody")


def names(keys):
    return sorted(Region.objects.filter(pk__in=keys).values_list("name", flat=True))


def test_who_leads_a_region_leads_all_below_it(tree, somebody, django_assert_num_queries):
    Membership.objects.create(user=somebody, region=tree["国1"], role="leader")
    Membership.objects.create(user=somebody, region=tree["国212"], role="leader")
    with django_assert_num_queries(1):
        rights = rights_of(somebody)
    assert names(rights.led) == ["国1", "国11", "国111", "国112", "国12", "国121", "国122", "国212"]
    assert names(rights.own) == ["国1", "国212"]
    assert rights.roles == {"leader"}


def test_who_leads_the_country_leads_every_region(tree, somebody):
    Membership.objects.create(user=somebody, region=tree["国"], role="leader")
    assert rights_of(somebody).led == {each.pk for each in tree.values()}


def test_who_reviews_a_region_has_no_right_below_it(tree, somebody):
    Membership.objects.create(user=somebody, region=tree["国1"], role="reviewer")
    rights = rights_of(somebody)
    assert (names(rights.reviewed), rights.led) == (["国1"], frozenset())


def test_what_has_ended_gives_no_right(tree, somebody):
    yesterday = dt.date.today() - dt.timedelta(days=1)  # noqa: DTZ011 - a day before the office's own
    Membership.objects.create(user=somebody, region=tree["国"], role="leader", valid_until=yesterday)
    assert rights_of(somebody).led == frozenset()


def test_regions_that_stand_in_a_circle_end_the_search(tree, somebody):
    Region.objects.filter(pk=tree["国"].pk).update(parent=tree["国1"])
    Membership.objects.create(user=somebody, region=tree["国1"], role="leader")
    assert rights_of(somebody).led == {each.pk for each in tree.values()}
