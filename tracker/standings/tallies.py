"""How many targets have which status, as a whole and in groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from tracker.evaluation import Rules, Status, count_by_status, in_denominator, shares_by_largest_remainder
from tracker.standings.reading import Shown

Item = TypeVar("Item", bound=Shown)
"""A target as it stands, kept or just judged."""
SHOWN_ORDER = tuple(sorted(Status, key=lambda status: not status.counts))
"""What stands in the shares first, then what stands apart."""


def shown_order(rules: Rules) -> list[Status]:
    """Return the statuses that a scheme knows, in the order of `SHOWN_ORDER`."""
    return [status for status in SHOWN_ORDER if status in rules.statuses]


@dataclass(frozen=True)
class Group:
    """What targets are grouped by: a value for addresses and a name for readers."""

    key: str
    label: str


@dataclass(frozen=True)
class Tally:
    """A group of targets with the number in each status, every status in its order."""

    group: Group
    counts: Mapping[Status, int]

    @property
    def total(self) -> int:
        """How many targets there are, judged or not."""
        return sum(self.counts.values())

    @property
    def assessed(self) -> int:
        """How many stand under the shares: those judged, and those that owe a figure."""
        return sum(in_denominator(self.counts).values())

    @property
    def shares(self) -> dict[Status, Decimal]:
        """Percentages of the assessed, which add to exactly 100.0; empty when there are none."""
        return shares_by_largest_remainder(in_denominator(self.counts))

    @property
    def good_share(self) -> Decimal | None:
        """The share of the assessed that is on schedule or better (0.8 is 80 %)."""
        good = sum(count for status, count in self.counts.items() if status.is_good)
        return Decimal(good) / self.assessed if self.assessed else None


def tally(shown: Iterable[Shown], group: Group) -> Tally:
    """Count one group."""
    return Tally(group, count_by_status(each.status for each in shown))


def tallies_by(shown: Sequence[Item], group_of: Callable[[Item], Group]) -> list[Tally]:
    """Count every group, in the order in which they first occur."""
    groups: dict[Group, list[Item]] = {}
    for each in shown:
        groups.setdefault(group_of(each), []).append(each)
    return [tally(members, group) for group, members in groups.items()]
