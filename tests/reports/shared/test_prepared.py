"""Queries whose SQL is written once."""

import datetime as dt

import pytest

from reports.shared.counting import counts_beside
from reports.shared.prepared import prepared
from tracker.targets.models import Target

pytestmark = pytest.mark.django_db


def test_it_answers_what_the_query_answers_with_the_values_of_the_fields(make_target):
    targets = Target.objects.order_by("number").values_list("number", "deadline", "value", "is_withdrawn")
    kept = prepared(targets)
    make_target(number=1, value="8.5", deadline=dt.date(2024, 6, 30))
    make_target(number=2, value=None, comparator="qualitative", standard="全覆盖", unit="")
    assert kept.rows() == list(targets.all())
    assert kept.rows()[0][1] == dt.date(2024, 6, 30)


def test_what_cannot_be_found_is_not_asked_for(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert prepared(Target.objects.filter(pk__in=[]).values_list("pk")).rows() == []


def test_counts_are_those_of_the_moment(reporter, make_target, django_assert_num_queries):
    kept = prepared(counts_beside(reporter, Target.objects.all(), Target.objects.filter(pk__in=[])))
    make_target()
    with django_assert_num_queries(1):
        assert kept.rows() == [(1, 0)]


def test_roles_that_come_and_go_are_seen_at_once(reporter, client):
    client.force_login(reporter)
    assert client.get("/owed/").status_code == 200
    assert client.get("/owed/").context["is_reporter"]
    reporter.memberships.all().delete()
    assert not client.get("/owed/").context["is_reporter"]
