"""Counts and shares of groups."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from tracker.evaluation.status import Status

K = TypeVar("K")


def count_by_status(statuses: Iterable[Status]) -> dict[Status, int]:
    """How many targets have each status, every status in its order, also those that none has."""
    counts = Counter(statuses)
    return {status: counts[status] for status in Status}


def in_denominator(counts: Mapping[Status, int]) -> dict[Status, int]:
    """The counts that may stand under a share: without what is not due, not assessable or withdrawn."""
    return {status: count for status, count in counts.items() if status.counts}


def shares_by_largest_remainder(counts: Mapping[K, int], *, places: int = 1) -> dict[K, Decimal]:
    """Percentages that add to exactly 100.0: each is cut off, what is missing goes to the largest remainders.

    Equal remainders: the larger count first, then the earlier one. Nothing has no shares: no counts, or only zeros,
    give an empty dict. Raises ValueError for a negative count.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("A count cannot be negative.")
    total = sum(counts.values())
    if total == 0:
        return {}
    steps = 100 * 10**places
    cut = {key: count * steps // total for key, count in counts.items()}
    order = sorted(counts, key=lambda key: (-(counts[key] * steps % total), -counts[key]))
    for key in order[: steps - sum(cut.values())]:
        cut[key] += 1
    return {key: Decimal(units).scaleb(-places) for key, units in cut.items()}
