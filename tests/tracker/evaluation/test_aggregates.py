"""Counts, shares that add to 100.0, and rates of groups."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.evaluation import Status, count_by_status, in_denominator, shares_by_largest_remainder


def test_every_status_is_counted_also_those_that_none_has():
    counts = count_by_status([Status.DONE, Status.BEHIND, Status.DONE])
    assert list(counts) == list(Status)
    assert (counts[Status.DONE], counts[Status.BEHIND], counts[Status.MISSED]) == (2, 1, 0)


def test_what_is_not_due_leaves_the_denominator_and_what_is_owed_stays():
    counts = in_denominator(count_by_status(Status))
    assert set(counts) == {
        Status.DONE,
        Status.AHEAD,
        Status.ON_PACE,
        Status.BEHIND,
        Status.FAR_BEHIND,
        Status.CRITICAL,
        Status.MISSED,
        Status.UNREPORTED,
    }


@pytest.mark.parametrize(
    ("counts", "places", "shares"),
    [
        ({"a": 1, "b": 1, "c": 1}, 1, {"a": "33.4", "b": "33.3", "c": "33.3"}),
        ({"a": 27, "b": 10}, 1, {"a": "73.0", "b": "27.0"}),
        ({"a": 54, "b": 17, "c": 3}, 1, {"a": "73.0", "b": "23.0", "c": "4.0"}),
        ({"a": 44, "b": 11}, 1, {"a": "80.0", "b": "20.0"}),
        ({"a": 1, "b": 2, "c": 4}, 0, {"a": "14", "b": "29", "c": "57"}),
        ({"a": 1, "b": 999999}, 1, {"a": "0.0", "b": "100.0"}),
        ({"a": 0, "b": 5}, 1, {"a": "0.0", "b": "100.0"}),
        ({"a": 1, "b": 7}, 2, {"a": "12.50", "b": "87.50"}),
        # equal remainders: the larger count first
        ({"a": 1, "b": 3}, 0, {"a": "25", "b": "75"}),
        ({"a": 1, "b": 1, "c": 6}, 0, {"a": "13", "b": "12", "c": "75"}),
        ({"a": 0, "b": 0}, 1, {}),
        ({}, 1, {}),
    ],
)
def test_shares_are_rounded_by_the_largest_remainder(counts, places, shares):
    assert shares_by_largest_remainder(counts, places=places) == {key: Decimal(share) for key, share in shares.items()}


@given(st.dictionaries(st.integers(), st.integers(0, 10**6), max_size=12), st.integers(0, 3))
def test_shares_add_to_100_and_are_nearly_exact(counts, places):
    shares = shares_by_largest_remainder(counts, places=places)
    total = sum(counts.values())
    if not total:
        assert shares == {}
        return
    assert sum(shares.values()) == 100
    assert all(
        abs(shares[key] - Decimal(100 * count) / total) < Decimal(1).scaleb(-places) for key, count in counts.items()
    )
    pairs = [(one, other) for one in counts for other in counts if counts[one] > counts[other]]
    assert all(shares[one] >= shares[other] for one, other in pairs)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        shares_by_largest_remainder({"a": -1, "b": 2})
