"""What the codes are for."""

import pytest

from tracker.evaluation import Status


@pytest.mark.parametrize(
    ("status", "is_judged", "is_good", "needs_reason", "counts"),
    [
        (Status.DONE, True, True, False, True),
        (Status.AHEAD, True, True, False, True),
        (Status.ON_PACE, True, True, False, True),
        (Status.BEHIND, True, False, True, True),
        (Status.FAR_BEHIND, True, False, True, True),
        (Status.CRITICAL, True, False, True, True),
        (Status.MISSED, True, False, True, True),
        (Status.NOT_DUE, False, False, False, False),
        (Status.UNREPORTED, False, False, False, True),
        (Status.NOT_ASSESSABLE, False, False, False, False),
        (Status.WITHDRAWN, False, False, False, False),
    ],
)
def test_status(status, is_judged, is_good, needs_reason, counts):
    assert (status.is_judged, status.is_good, status.needs_reason, status.counts) == (
        is_judged,
        is_good,
        needs_reason,
        counts,
    )
