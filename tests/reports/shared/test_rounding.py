"""Rounding for display never says more than the number."""

from decimal import Decimal

import pytest

from reports.shared.rounding import gap_for_display, percent_for_display, round_half_up


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("2.25", 1, "2.3"),
        ("2.35", 1, "2.4"),
        ("-2.25", 1, "-2.3"),
        ("-0.04", 1, "0.0"),
        ("0", 1, "0.0"),
        ("1234567890123456789012345678901.25", 1, "1234567890123456789012345678901.3"),
        ("12.5", 0, "13"),
    ],
)
def test_halves_go_up(value, places, shown):
    assert str(round_half_up(Decimal(value), places)) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [("0.5", "50.0"), ("0.99996", "99.9"), ("0.9994", "99.9"), ("1", "100.0"), ("1.23456", "123.5"), ("-0.2", "-20.0")],
)
def test_what_is_short_of_the_whole_never_shows_as_100(share, shown):
    assert str(percent_for_display(Decimal(share))) == shown


@pytest.mark.parametrize(
    ("gap", "shown"), [("-0.5", "-0.50"), ("-0.0004", "-0.0004"), ("0.00005", "0.0001"), ("0", "0.00"), ("3.6", "3.60")]
)
def test_a_gap_never_rounds_to_none(gap, shown):
    assert str(gap_for_display(Decimal(gap))) == shown
