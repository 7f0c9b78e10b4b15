"""What the QuerySets keep, and what the database refuses."""

import pytest
from django.utils.translation import override

from reports.organisation.models import Department, Region


@pytest.mark.parametrize(
    ("who", "readable", "reviewable"),
    [
        ("reviewer", ["青溪区"], ["青溪区"]),
        ("reporter", ["青溪区"], []),
        ("leader", ["海岳省", "青溪区", "白塔区"], []),
        ("foreign_reviewer", ["白塔区"], ["白塔区"]),
        ("stranger", [], []),
        ("administrator", ["海岳省", "青溪区", "白塔区"], ["海岳省", "青溪区", "白塔区"]),
    ],
)
def test_regions_of_a_user(request, who, readable, reviewable, district, other_district):
    user = request.getfixturevalue(who)
    assert [str(region) for region in Region.objects.for_user(user)] == readable
    assert [str(region) for region in Region.objects.reviewable_by(user)] == reviewable


def test_departments_of_a_user(reporter, other_reporter, foreign_reviewer, department, other_department):
    assert list(Department.objects.of_user(reporter)) == [department]
    assert set(Department.objects.for_user(other_reporter)) == {department, other_department}
    assert list(Department.objects.for_user(foreign_reviewer)) == []


def test_names_in_the_readers_language(district, department):
    with override("en"):
        assert (str(district), str(department)) == ("Qingxi", "区发展改革委")
    with override("zh-hans"):
        assert str(district) == "青溪区"
