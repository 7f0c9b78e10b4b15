"""What is kept beside rows is what Django's own prefetch would keep there, in one query."""

import pytest
from django.db.models import prefetch_related_objects

from reports.shared.prefetching import keep_beside
from tracker.targets.models import Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def targets(make_target, department, other_department):
    several, one, none = make_target(), make_target(), make_target()
    several.supporting.set([department, other_department])
    one.supporting.set([other_department])
    return list(Target.objects.filter(pk__in=[several.pk, one.pk, none.pk]).order_by("number"))


def test_it_is_what_a_prefetch_keeps(targets, django_assert_num_queries):
    same = list(Target.objects.order_by("number"))
    prefetch_related_objects(same, "supporting")
    with django_assert_num_queries(1):
        keep_beside(targets, "supporting", back="supported_targets")
    with django_assert_num_queries(0):
        kept = [list(target.supporting.all()) for target in targets]
        assert kept == [list(target.supporting.all()) for target in same]
    assert [len(each) for each in kept] == [2, 1, 0]


def test_a_row_that_comes_twice_has_it_twice(targets):
    twice = [targets[1], Target.objects.get(pk=targets[1].pk)]
    keep_beside(twice, "supporting", back="supported_targets")
    assert [len(target.supporting.all()) for target in twice] == [1, 1]


def test_without_rows_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        keep_beside([], "supporting", back="supported_targets")
