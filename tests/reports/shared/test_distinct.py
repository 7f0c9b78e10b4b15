import pytest

from reports.shared.distinct import descending
from tracker.targets.models import Target

pytestmark = pytest.mark.django_db


def test_the_values_come_once_the_largest_first_in_one_query(make_target, django_assert_num_queries):
    for year in (2023, 2025, 2023, 2021):
        make_target(year=year)
    with django_assert_num_queries(1):
        assert descending(Target.objects.all(), "year") == [2025, 2023, 2021]


def test_only_the_rows_asked_about_count(make_target):
    make_target(year=2025, is_withdrawn=True)
    make_target(year=2024)
    assert descending(Target.objects.active(), "year") == [2024]


@pytest.mark.parametrize("rows", [Target.objects.all(), Target.objects.none(), Target.objects.filter(pk__in=[])])
def test_of_no_rows_there_is_no_value(rows):
    assert descending(rows, "year") == []
