"""Who must look: read like the rule, and never lower for worse figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.evaluation import Status
from tracker.evaluation.dispatch_levels import BASE_LEVELS, month_levels

G, Y, R, U = Status.ON_PACE, Status.BEHIND, Status.FAR_BEHIND, Status.UNREPORTED
C = Status.CRITICAL


def levels(*statuses):
    return [each.level for each in month_levels(enumerate(statuses, start=1))]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([G, G], [1, 1]),
        ([Y, G], [2, 1]),
        ([Y, Y], [2, 3]),
        ([R, R], [3, 4]),
        ([Y, R], [2, 3]),
        ([R, R, G, G, G, G], [3, 4, 3, 2, 1, 1]),
        ([R, G, G], [3, 2, 1]),
        ([C, R, Y, G, G], [4, 4, 3, 2, 1]),
        ([U, Y, U, Y], [None, 2, 2, 3]),
    ],
)
def test_raised_by_two_months_and_lowered_one_a_month(statuses, expected):
    assert levels(*statuses) == expected


judged = st.lists(st.sampled_from(sorted(BASE_LEVELS)), min_size=1, max_size=12)


@given(judged, st.data())
def test_worse_figures_never_give_a_lower_level(statuses, data):
    at = data.draw(st.integers(0, len(statuses) - 1))
    worse = data.draw(st.sampled_from([s for s in BASE_LEVELS if BASE_LEVELS[s] >= BASE_LEVELS[statuses[at]]]))
    other = [*statuses[:at], worse, *statuses[at + 1 :]]
    assert all(b >= a for a, b in zip(levels(*statuses), levels(*other), strict=True))


@given(st.lists(st.sampled_from(list(Status)), max_size=12))
def test_between_one_and_four_and_down_by_one_at_most(statuses):
    for each in month_levels(enumerate(statuses, start=1)):
        assert each.level is None or 1 <= each.level <= 4
        if each.level and each.before:
            assert each.level >= each.before - 1
