"""Figures as offices type them, and in the form of a statement."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from reports.review.forms import AmountField
from reports.shared.figures import parse_figure


@pytest.mark.parametrize(
    ("typed", "unit", "expected"),
    [
        ("12.5", "", "12.5"),
        ("1,200", "", "1200"),
        ("1,234,567.89", "", "1234567.89"),
        ("１２．５", "", "12.5"),
        ("１，２００", "家", "1200"),
        ("-3.5", "%", "-3.5"),
        ("−3.5", "%", "-3.5"),
        ("7%", "%", "7"),
        ("7％", "%", "7"),
        ("12 亿元", "亿元", "12"),
        ("  0 ", "", "0"),
        ("+2", "", "2"),
        ("1 200", "", "1200"),
        ("999999999999999999.999999", "", "999999999999999999.999999"),
    ],
)
def test_figures_as_offices_type_them(typed, unit, expected):
    assert parse_figure(typed, unit) == Decimal(expected)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("十二", "invalid"), ("1,2", "invalid"), ("12,00", "invalid"), ("1.2.3", "invalid"), ("1e5", "invalid"),
        ("NaN", "invalid"), ("Infinity", "invalid"), ("12万元", "invalid"), ("--1", "invalid"), ("5-6", "invalid"),
        ("1,2,3", "invalid"), ("٣", "invalid"),
        ("0.1234567", "too_precise"), ("1234567890123456789", "too_precise"),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_refused_and_never_guessed(typed, code):
    with pytest.raises(ValidationError) as error:
        parse_figure(typed, "亿元")
    assert error.value.code == code
    assert typed in str(error.value.messages)


@pytest.mark.parametrize(("typed", "value"), [("", None), (" ", None), ("1,600", Decimal(1600))])
def test_an_amount_may_be_left_out(typed, value):
    assert AmountField(required=False).clean(typed) == value


def test_an_amount_is_shown_without_trailing_zeros():
    assert AmountField().prepare_value(Decimal("7.500000")) == "7.5"
