from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tracker.forms.fields import DepartmentsField, FigureField
from tracker.forms.targets import ScheduleField


def test_a_stored_figure_is_shown_as_it_was_typed():
    field = FigureField()
    assert [field.prepare_value(value) for value in (Decimal("12.500000"), Decimal("-3"), "二百", None)] == [
        "12.5", "-3", "二百", None,
    ]  # fmt: skip
    assert field.clean(field.prepare_value(Decimal("-3.5"))) == Decimal("-3.5")


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


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        ("0 5 10 20 30 40 50 60 70 80 90 100", [0, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
        ("8.3%，16.6，25，33，41，50，58，66，75，83，91，100", [8.3, 16.6, 25, 33, 41, 50, 58, 66, 75, 83, 91, 100]),
    ],
)
def test_schedules(typed, expected):
    assert ScheduleField(required=False).clean(typed) == expected


@pytest.mark.parametrize(
    "typed", ["10 20", "100 " * 12 + "100", "0 5 10 20 30 40 50 60 70 80 90 99", "9 8 7 6 5 4 3 2 1 0 0 100"]
)
def test_what_is_no_schedule(typed):
    if typed.startswith("100 "):
        typed += " 100"
    with pytest.raises(ValidationError):
        ScheduleField(required=False).clean(typed)
