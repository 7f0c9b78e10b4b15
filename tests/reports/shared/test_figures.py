"""Figures as offices type them, or paste them out of a spreadsheet."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from reports.shared.fields import FigureField
from reports.shared.figures import TypedFigure, parse_figure, read_figure
from reports.shared.units import SCALES, base_of


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
    figure = read_figure(typed, unit)
    assert (figure.value, figure.is_plain) == (Decimal(expected), True)


@pytest.mark.parametrize(
    ("typed", "unit", "expected"),
    [
        ("¥1,234.00", "亿元", "1234"),
        ("￥1,234", "万元", "1234"),
        (" ¥ 1,234.50 ", "元", "1234.5"),
        ("¥-1,234.00", "亿元", "-1234"),
        ("-¥1,234.00", "亿元", "-1234"),
        ("$12.5", "亿美元", "12.5"),
        ("(1,234)", "家", "-1234"),
        ("（1,234.5）", "亿元", "-1234.5"),
        ("¥(1,234.00)", "亿元", "-1234"),
        ("(12亿元)", "亿元", "-12"),
        ("(12)亿元", "亿元", "-12"),
        ("1.2亿", "亿元", "1.2"),
        ("1.2亿", "万元", "12000"),
        ("1.2亿", "元", "120000000"),
        ("1.2亿元", "万元", "12000"),
        ("12,000万元", "亿元", "1.2"),
        ("35万", "元", "350000"),
        ("300万平方米", "平方米", "3000000"),
        ("300万", "万平方米", "300"),
        ("2.5万", "户", "25000"),
        ("3千", "人", "3000"),
        ("1.5百万", "人", "1500000"),
        ("2千米", "米", "2000"),
        ("(0)", "家", "0"),
    ],
)
def test_figures_as_a_spreadsheet_shows_them_are_read_whole(typed, unit, expected):
    figure = read_figure(typed, unit)
    assert figure.value == Decimal(expected)
    assert figure.is_plain == ((typed, unit) in [("1.2亿", "亿元"), ("300万", "万平方米")])
    assert not figure.value.is_zero() or not figure.value.is_signed()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("十二", "invalid"), ("1,2", "invalid"), ("12,00", "invalid"), ("1.2.3", "invalid"), ("1e5", "invalid"),
        ("NaN", "invalid"), ("Infinity", "invalid"), ("--1", "invalid"), ("5-6", "invalid"), ("-", "invalid"),
        ("1,2,3", "invalid"), ("٣", "invalid"), ("¥", "invalid"), ("()", "invalid"), ("((1))", "invalid"),
        ("(-5)", "invalid"), ("-(5)", "invalid"), ("-¥-5", "invalid"), ("(5", "invalid"), ("5)", "invalid"),
        ("12家", "other_unit"), ("3万吨", "other_unit"), ("12%", "other_unit"), ("$5", "other_unit"),
        ("5亿美元", "other_unit"), ("1亿2千万元", "invalid"), ("约12亿元", "invalid"), ("12亿元以上", "other_unit"),
        ("0.1234567", "too_precise"), ("1234567890123456789", "too_precise"), ("1元", "too_precise"),
        ("99999999999亿亿元", "too_precise"), ("1" + "0" * 40, "too_precise"),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_refused_and_never_guessed(typed, code):
    with pytest.raises(ValidationError) as error:
        parse_figure(typed, "亿元")
    assert error.value.code == code
    assert typed in str(error.value.messages)


@pytest.mark.parametrize(("typed", "unit"), [("1.2亿", ""), ("¥5", "家"), ("¥5", ""), ("2万", "%"), ("3万", "‰")])
def test_what_only_money_or_a_count_can_be_is_refused_elsewhere(typed, unit):
    with pytest.raises(ValidationError):
        parse_figure(typed, unit)


values = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
UNITS = ["家", "元", "万元", "亿元", "万平方米", "%"]
WAYS = {
    "bare": lambda value, _unit: f"{value}",
    "grouped": lambda value, _unit: f"{value:,}",
    "with its unit": lambda value, unit: f"{value}{unit}",
    "full width": lambda value, _unit: f"{value}".translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
    "set apart": lambda value, unit: f" {value} {unit} ",
}
SCALED = [(unit, typed) for unit in UNITS if unit != "%" for typed in ("", "千", "万", "亿")]


@given(values, st.sampled_from(UNITS), st.sampled_from(sorted(WAYS)), st.booleans())
def test_whatever_is_accepted_is_what_was_meant(value, unit, way, is_negative):
    typed = WAYS[way](value, unit)
    meant = -value if is_negative else value
    assert parse_figure(f"-{typed.strip()}" if is_negative else typed, unit) == meant
    if is_negative and way in ("bare", "grouped"):
        assert read_figure(f"({typed})", unit).value == meant


@given(values, st.sampled_from(SCALED))
def test_a_scale_of_its_own_changes_the_unit_and_not_the_amount(value, pair):
    unit, scale = pair
    unit_scale, bare = base_of(unit)
    meant = value * SCALES.get(scale, 1) / unit_scale
    typed = f"{value}{scale}{bare}"
    if meant != round(meant, 6):
        with pytest.raises(ValidationError, match="位"):
            read_figure(typed, unit)
    else:
        assert read_figure(typed, unit) == TypedFigure(meant, is_plain=SCALES.get(scale, 1) == unit_scale)


@pytest.mark.parametrize(("typed", "value"), [("", None), (" ", None), ("1,600", Decimal(1600))])
def test_a_figure_may_be_left_out(typed, value):
    assert FigureField(required=False).clean(typed) == value
