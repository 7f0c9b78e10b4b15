import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.evaluation import DEFAULT_RULES, Observation, Shape, TargetTerms
from tracker.evaluation.case import Case
from tracker.evaluation.projection import project

LAST, BEFORE_LAST = {6: Decimal(30), 12: Decimal(100)}, {6: Decimal(50), 12: Decimal(100)}


def case(month=6, actual="9", value="20", shape=Shape.CUMULATIVE, **terms):
    own = {"unit": "家", "comparator": "ge", "due": dt.date(2024, 12, 31), "year": 2024} | terms
    figures = () if actual is None else (Observation(month, Decimal(actual)),)
    return Case(TargetTerms(shape, Decimal(value), **own), figures, month, dt.date(2024, 7, 20), DEFAULT_RULES)


TABLE = [
    # what, the figure at the end, its share of the promise, a month so far, a month from now on
    ({}, "18", "0.9", "1.5", Decimal(11) / 6),
    ({"actual": "10"}, "20", "1", "1.6666666666666666666666666667", Decimal(10) / 6),
    ({"actual": "25"}, "50", "2.5", "4.1666666666666666666666666667", None),
    ({"actual": "0"}, "0", "0", "0", Decimal(20) / 6),
    ({"actual": "8", "month": 8}, "12", "0.6", "1", Decimal(3)),
    ({"due": dt.date(2024, 9, 30)}, "13.5", "0.675", "1.5", Decimal(11) / 3),
    ({"shape": Shape.STOCK, "value": "230", "actual": "215", "baseline": Decimal(205)}, "225", "0.8",
     "1.6666666666666666666666666667", Decimal("2.5")),
    ({"shape": Shape.ZERO, "value": "0", "actual": "6", "baseline": Decimal(10)}, "2", "0.8",
     "-0.6666666666666666666666666667", Decimal(-1)),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "value", "share", "per_month", "needed"), TABLE)
def test_along_a_straight_line(terms, value, share, per_month, needed):
    found = project(case(**terms))
    assert (round(found.value, 9), round(found.share, 9)) == (Decimal(value), Decimal(share))
    assert (found.per_month, found.years) == (pytest.approx(Decimal(per_month)), 0)
    assert found.needed_per_month == (None if needed is None else pytest.approx(needed))


@pytest.mark.parametrize(
    "terms",
    [{"shape": Shape.GROWTH}, {"shape": Shape.RATE}, {"shape": Shape.CEILING}, {"actual": None},
     {"month": 12, "actual": "9"}, {"month": 10, "due": dt.date(2024, 9, 30)}],
)  # fmt: skip
def test_what_is_compared_directly_or_over_has_none(terms):
    assert project(case(**terms)) is None


def test_two_earlier_years_show_the_way_and_one_does_not():
    assert project(case(actual="8"), [LAST]).years == 0
    both = project(case(actual="8"), [LAST, BEFORE_LAST])
    assert (both.years, both.value) == (2, Decimal(20))


def test_years_that_are_not_whole_or_fell_are_not_followed():
    odd = [{6: Decimal(3)}, {12: Decimal(9)}, {6: Decimal(9), 12: Decimal(3)}, {6: Decimal(0), 12: Decimal(3)}]
    assert project(case(), [*odd, LAST]).years == 0


@given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2), st.integers(1, 11))
def test_a_worse_figure_never_has_a_better_outlook(one, other, month):
    low, high = sorted((one, other))
    assert project(case(month, low, "500")).share <= project(case(month, high, "500")).share


@given(st.decimals(1, 10**6, places=2), st.integers(1, 11))
def test_the_unit_does_not_matter(actual, month):
    small, large = project(case(month, actual, "500")), project(case(month, actual * 10000, "5000000"))
    assert large.share == pytest.approx(small.share)
