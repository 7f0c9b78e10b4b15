"""Figures as offices type them, and in the form of a statement."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from reports.figures import parse_figure
from reports.forms import AmountField


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("12.5", "", "12.5"),
        ("1,200", "", "1200"),
        ("１２．５％", "%", "12.5"),
        ("−5.5", "", "-5.5"),
        ("20 家", "家", "20"),
        ("999999999999999999.999999", "", "999999999999999999.999999"),
    ],
)
def test_what_is_understood(typed, unit, value):
    assert parse_figure(typed, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1,2,3", "invalid"),
        ("一千", "invalid"),
        ("7%", "invalid"),
        ("", "invalid"),
        ("NaN", "invalid"),
        ("1e5", "invalid"),
        ("٣", "invalid"),
        ("0.1234567", "too_precise"),
        ("1" * 19, "too_precise"),
    ],
)
def test_what_is_refused(typed, code):
    with pytest.raises(ValidationError) as refusal:
        parse_figure(typed)
    assert refusal.value.code == code


@pytest.mark.parametrize(("typed", "value"), [("", None), (" ", None), ("1,600", Decimal(1600))])
def test_an_amount_may_be_left_out(typed, value):
    assert AmountField(required=False).clean(typed) == value


def test_an_amount_is_shown_without_trailing_zeros():
    assert AmountField().prepare_value(Decimal("7.500000")) == "7.5"
