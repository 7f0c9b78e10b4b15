import pytest
from django.core.exceptions import ValidationError

from tracker.targets.forms.fields import ScheduleField


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
