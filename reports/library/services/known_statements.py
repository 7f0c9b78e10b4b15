"""Which statements of a new reading are those that we have already: matched by where they stand and what they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Anything that names an indicator at a place in the text."""

    kind: str
    indicator: str
    start: int
    end: int


Old = TypeVar("Old", bound=Placed)
New = TypeVar("New", bound=Placed)
Matches = tuple[list[tuple[Old, New]], list[Old], list[New]]

KEYS: tuple[Callable[[Placed], Hashable], ...] = (
    lambda row: (row.start, row.end, row.indicator, str(row.kind)),
    lambda row: (row.start, row.end, row.indicator),
    lambda row: (row.start, row.end),
)
"""From the surest sign to the weakest; what then remains is matched by overlapping places."""


def match(old: Sequence[Old], new: Sequence[New]) -> Matches[Old, New]:
    """Return the pairs that are the same statement, the old ones without a partner, and the new ones without one."""
    pairs: list[tuple[Old, New]] = []
    for key in KEYS:
        found, old, new = _match_by(key, old, new)
        pairs += found
    found, old, new = _match_by_overlap(old, new)
    return pairs + found, old, new


def _match_by(key: Callable[[Placed], Hashable], old: Sequence[Old], new: Sequence[New]) -> Matches[Old, New]:
    waiting: dict[Hashable, list[Old]] = defaultdict(list)
    for candidate in reversed(old):
        waiting[key(candidate)].append(candidate)
    pairs = [(waiting[key(row)].pop(), row) for row in new if waiting[key(row)]]
    return _sorted_out(pairs, old, new)


def _match_by_overlap(old: Sequence[Old], new: Sequence[New]) -> Matches[Old, New]:
    pairs, left = [], list(old)
    for row in new:
        partner = next((other for other in left if other.start < row.end and row.start < other.end), None)
        if partner is not None:
            left.remove(partner)
            pairs.append((partner, row))
    return _sorted_out(pairs, old, new)


def _sorted_out(pairs: list[tuple[Old, New]], old: Sequence[Old], new: Sequence[New]) -> Matches[Old, New]:
    taken = {id(one) for pair in pairs for one in pair}
    return pairs, [row for row in old if id(row) not in taken], [row for row in new if id(row) not in taken]
