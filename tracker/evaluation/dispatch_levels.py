"""Four levels of dispatch (四级调度): who must look at a target, from the sequence of its statuses. Pure.

Level 1 is the deputy head of the unit, day to day; 2 the head of the unit; 3 the deputy head of the district; 4 the
head of the district. The roles and colours are ours to set: the office's own are not published. The rule in prose:

1. What is in order is level 1, behind level 2 (yellow), far behind or missed level 3 (red, or orange
   where a scheme has four tiers), critical level 4.
2. Two judged months in a row at a colour, or one at it and one worse, raise it by one level.
3. Who catches up comes down one level a month, never at once: red, yellow, green.
4. A month that says nothing (not reported, not due, not assessable) leaves the level as it was: it neither raises nor
   lowers, and before the first judged month there is none.

So worse figures never give a lower level: each term grows with how bad the months are, and the highest decides.
Sources: base levels after the thresholds of several places, raising after two months as in 三亚, lowering as in 瓯海.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.evaluation.status import BAD, GOOD, Status

LOWEST, HIGHEST = 1, 4
BASE_LEVELS: Mapping[Status, int] = {
    **dict.fromkeys(GOOD, LOWEST),
    Status.BEHIND: 2,
    Status.FAR_BEHIND: 3,
    Status.CRITICAL: 4,
    Status.MISSED: 3,
}
"""The level that one month of a status asks for."""
RAISED_BY = 1
"""How many levels two bad months in a row add."""


class LevelReason(StrEnum):
    """Why a target is at its level."""

    IN_ORDER = "in_order"
    STATUS = "status"
    TWO_MONTHS = "two_months"
    COMING_DOWN = "coming_down"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class MonthLevel:
    """The level at the end of a month; None while nothing was judged yet."""

    month: int
    status: Status
    level: int | None
    before: int | None
    reason: LevelReason

    @property
    def is_raised(self) -> bool:
        """Whether somebody higher must look from this month on."""
        return self.level is not None and self.level > (self.before or LOWEST)

    @property
    def is_lowered(self) -> bool:
        """Whether it came down this month."""
        return self.level is not None and self.before is not None and self.level < self.before


def month_levels(statuses: Iterable[tuple[int, Status]]) -> list[MonthLevel]:
    """Return the level at the end of each month, given in order."""
    found: list[MonthLevel] = []
    level: int | None = None
    last: Status | None = None
    for month, status in statuses:
        before = level
        if status in BASE_LEVELS:
            level, reason = _level(status, last, before)
            last = status
        else:
            reason = LevelReason.UNKNOWN
        found.append(MonthLevel(month, status, level, before, reason))
    return found


def _level(status: Status, last: Status | None, before: int | None) -> tuple[int, LevelReason]:
    own = BASE_LEVELS[status]
    in_a_row = min(own, BASE_LEVELS[last]) + RAISED_BY if status in BAD and last in BAD and last else LOWEST
    down = (before or LOWEST) - 1
    level = min(max(own, in_a_row, down), HIGHEST)
    if level == LOWEST:
        return level, LevelReason.IN_ORDER
    if own >= level:
        return level, LevelReason.STATUS
    return level, LevelReason.TWO_MONTHS if in_a_row >= level else LevelReason.COMING_DOWN
