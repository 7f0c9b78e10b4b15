import datetime as dt
from decimal import Decimal

import pytest
from django.utils.translation import override

from reports.shared import display


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("20.000000", "家", "20家"),
        ("7.000000", "%", "7%"),
        ("0.50", "", "0.5"),
        ("0", "家", "0家"),
        ("-0.00", "", "0"),
        ("-2.50", "%", "−2.5%"),
        ("1200000", "人次", "1200000人次"),
        ("1E+3", "", "1000"),
    ],
)
def test_amounts_print_as_filed_without_trailing_zeros(value, unit, text):
    assert display.amount(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        ("-10", "百分点", "−10.0个百分点", "−10.0 percentage points"),
        ("2.25", "百分点", "+2.3个百分点", "+2.3 percentage points"),
        ("-0.004", "百分点", "−0.004个百分点", "−0.004 percentage points"),
        ("0", "百分点", "0.0个百分点", "0.0 percentage points"),
        ("-3", "天", "−3天", "−3 days"),
        ("12.500000", "家", "+12.5家", "+12.5 家"),
    ],
)
def test_gaps_print_their_sign_and_never_hide_which_side_of_zero_they_lie_on(value, unit, chinese, english):
    with override("zh-hans"):
        assert display.gap(Decimal(value), unit) == chinese
    with override("en"):
        assert display.gap(Decimal(value), unit) == english


def test_what_must_be_reached_is_rounded_so_that_the_printed_figure_is_enough():
    third = Decimal(10) / 3
    assert (display.at_least(third), display.derived(third), display.at_most(third)) == ("3.34", "3.33", "3.33")


def test_a_share_short_of_the_whole_never_prints_as_the_whole():
    assert [display.percent(Decimal(share)) for share in ("0.4", "0.99996", "1", "-0.05")] == [
        "40.0%", "99.9%", "100.0%", "−5.0%"
    ]  # fmt: skip


def test_months_and_days_follow_the_readers_language():
    with override("zh-hans"):
        assert (display.year_month(2024, 6), display.day(dt.date(2024, 6, 30))) == ("2024年6月", "2024年6月30日")
        assert (display.days(1), display.months(3)) == ("1天", "3个月")
    with override("en"):
        assert (display.year_month(2024, 6), display.days(1), display.months(3)) == ("June 2024", "1 day", "3 months")
