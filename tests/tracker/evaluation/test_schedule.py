"""Expected shares: even by default, or the target's own plan."""

from decimal import Decimal

import pytest

from tracker.evaluation import Schedule

HALF_YEARS = Schedule((Decimal(0),) * 5 + (Decimal("0.5"),) * 6 + (Decimal(1),))


@pytest.mark.parametrize(
    ("schedule", "month", "share"),
    [
        (Schedule(), 1, Decimal(1) / 12),
        (Schedule(), 6, Decimal("0.5")),
        (Schedule(), 12, Decimal(1)),
        (Schedule.even(6), 3, Decimal("0.5")),
        (Schedule.even(6), 6, Decimal(1)),
        (Schedule.even(6), 9, Decimal(1)),
        (Schedule.even(1), 1, Decimal(1)),
        (HALF_YEARS, 5, Decimal(0)),
        (HALF_YEARS, 7, Decimal("0.5")),
    ],
)
def test_the_share_expected_by_the_end_of_a_month(schedule, month, share):
    assert schedule.share_of(month) == share


@pytest.mark.parametrize(
    "shares",
    [
        (Decimal(1),) * 11,
        (Decimal(1),) * 13,
        (Decimal(0),) * 12,
        (Decimal(-1), *(Decimal(1),) * 11),
        (*(Decimal(1),) * 11, Decimal("1.1")),
        (Decimal("0.5"), Decimal("0.4"), *(Decimal(1),) * 10),
    ],
)
def test_what_is_no_schedule_is_refused(shares):
    with pytest.raises(ValueError, match="schedule"):
        Schedule(shares)


@pytest.mark.parametrize("month", [0, 13])
def test_a_deadline_lies_in_the_year(month):
    with pytest.raises(ValueError, match="A month is"):
        Schedule.even(month)
