import pytest
from django.core.exceptions import ValidationError

from reports.organisation.fields import DepartmentsField


@pytest.mark.parametrize(
    "typed",
    ["区发展改革委、区教委", "区教委,区发展改革委", "青溪区教育委员会；区发展改革委", " 区教委 区教委 区发展改革委"],
)
def test_departments_by_short_or_full_names(typed, department, other_department):
    field = DepartmentsField(departments=[department, other_department])
    assert set(field.clean(typed)) == {department, other_department}
    assert len(field.clean(typed)) == 2


def test_departments_keep_their_order_and_nothing_is_none(department, other_department):
    field = DepartmentsField(departments=[department, other_department])
    assert field.clean("区教委、区发展改革委") == (other_department, department)
    assert field.clean("") == ()


def test_an_english_name_with_spaces_is_found(department):
    department.name_en = "Development and Reform Commission"
    field = DepartmentsField(departments=[department])
    assert field.clean("Development and Reform Commission") == (department,)


def test_unknown_departments_are_named(department):
    with pytest.raises(ValidationError, match="不存在局"):
        DepartmentsField(departments=[department]).clean("区发展改革委、不存在局")
