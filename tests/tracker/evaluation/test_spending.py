"""Money beside result: what is said of which distances."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.evaluation.spending import Step, step_of

SHARES = st.decimals(0, 1, places=4)


@pytest.mark.parametrize(
    ("spent", "reached", "elapsed", "step"),
    [
        ("0.50", "0.50", "0.5", Step.IN_STEP),
        ("0.70", "0.50", "0.5", Step.MONEY_AHEAD),
        ("0.69", "0.50", "0.5", Step.IN_STEP),
        ("0.30", "0.50", "0.5", Step.MONEY_BEHIND),
        ("0.40", "0.40", "0.5", Step.BOTH_LATE),
        ("0.41", "0.40", "0.5", Step.IN_STEP),
        ("0.40", "0.41", "0.5", Step.IN_STEP),
        ("0.95", "1.30", "1", Step.IN_STEP),
        ("0", "0", "0.0833", Step.IN_STEP),
        (None, "0.5", "0.5", Step.UNKNOWN),
        ("0.5", None, "0.5", Step.UNKNOWN),
        ("0.5", "0.5", None, Step.UNKNOWN),
    ],
)
def test_what_is_said(spent, reached, elapsed, step):
    assert step_of(*(None if each is None else Decimal(each) for each in (spent, reached, elapsed))) == step


@given(SHARES, SHARES, SHARES)
def test_money_and_result_exchanged_is_the_opposite(spent, reached, elapsed):
    opposite = {Step.MONEY_AHEAD: Step.MONEY_BEHIND, Step.MONEY_BEHIND: Step.MONEY_AHEAD}
    found = step_of(spent, reached, elapsed)
    assert step_of(reached, spent, elapsed) == opposite.get(found, found)
