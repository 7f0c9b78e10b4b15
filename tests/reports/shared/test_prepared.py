"""Queries whose SQL is written once."""

import datetime as dt

import pytest
from django.db.models import F, Q

from reports.shared.counting import counts_beside
from reports.shared.prepared import GIVEN, Prepared
from tracker.targets.models import Target

pytestmark = pytest.mark.django_db


def test_it_answers_what_the_query_answers_with_the_values_of_the_fields(make_target):
    targets = Target.objects.order_by("number").values_list("number", "deadline", "value", "is_withdrawn")
    kept = Prepared(targets)
    make_target(number=1, value="8.5", deadline=dt.date(2024, 6, 30))
    make_target(number=2, value=None, comparator="qualitative", standard="全覆盖", unit="")
    assert kept.rows() == list(targets.all())
    assert kept.rows()[0][1] == dt.date(2024, 6, 30)


def test_what_cannot_be_found_is_not_asked_for(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Prepared(Target.objects.filter(pk__in=[]).values_list("pk")).rows() == []


def test_counts_are_those_of_the_moment(reporter, make_target, django_assert_num_queries):
    kept = Prepared(counts_beside(reporter, Target.objects.all(), Target.objects.filter(pk__in=[])))
    make_target()
    with django_assert_num_queries(1):
        assert kept.rows() == [(1, 0)]


def test_roles_that_come_and_go_are_seen_at_once(reporter, client):
    client.force_login(reporter)
    assert client.get("/owed/").status_code == 200
    assert client.get("/owed/").context["is_reporter"]
    reporter.memberships.all().delete()
    assert not client.get("/owed/").context["is_reporter"]


def test_rows_are_read_as_the_query_reads_them(make_target):
    target = make_target(number=1, value="8.5")
    every = Target.objects.order_by("number")
    asked = [
        every.select_related("lead", "region").annotate(next_year=F("year") + 1).prefetch_related("supporting"),
        every.values("number", "lead__name"),
        every.values_list("number", flat=True),
        every.values_list("number", "deadline", named=True),
    ]
    for rows in asked:
        assert Prepared(rows).rows() == list(rows)
    [found] = Prepared(asked[0]).rows()
    assert found.next_year == target.year + 1


def test_what_is_joined_and_prefetched_is_not_asked_for_again(make_target, django_assert_num_queries):
    make_target()
    kept = Prepared(Target.objects.select_related("lead").prefetch_related("supporting"))
    with django_assert_num_queries(2):
        [found] = kept.rows()
        assert found.lead.name
        assert not list(found.supporting.all())


def test_keys_are_given_when_it_is_asked(make_target):
    first, second, third = (make_target(number=number) for number in (1, 2, 3))
    of_one = Prepared(Target.objects.filter(number__lt=9, pk=GIVEN, is_withdrawn=False))
    assert of_one.rows(second.pk) == [second]
    assert of_one.rows(third.pk) == [third]
    of_some = Prepared(Target.objects.filter(Q(pk__in=[GIVEN]) & ~Q(number=7)).order_by("number"))
    assert of_some.rows(third.pk, first.pk) == [first, third]
    assert of_some.rows(second.pk) == [second]
    assert of_some.rows() == []
