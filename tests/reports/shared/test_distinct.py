import pytest

from reports.organisation.models import Region
from reports.shared.distinct import among_few, descending, stepping
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


def test_rows_can_be_kept_by_one_of_those_values(make_target, district, other_district):
    for _ in range(2):
        make_target(region=district)
    assert list(Region.objects.filter(among_few("pk", Target.objects.all(), "region_id"))) == [district]
    assert not Region.objects.filter(among_few("pk", Target.objects.none(), "region_id")).exists()


def test_values_of_another_query_come_beside_each_once(make_target):
    for year in (2023, 2025):
        make_target(year=year)
    beside = Target.objects.filter(year=2023).order_by().values_list("number")
    numbers = {number for (number,) in beside}
    assert sorted(stepping(Target.objects.all(), "year", beside=beside).rows()) == sorted({2023, 2025} | numbers)
    assert sorted(stepping(Target.objects.none(), "year", beside=beside).rows()) == sorted(numbers)
    assert stepping(Target.objects.none(), "year", beside=beside.none()).rows() == []
