"""Double monitoring: does the money keep step with the result that it is for, and both with the year?

Three shares are compared: of the budget that was spent, of the promise that was reached, and of the year that is over.
The distances are a convention of ours, stated on every page: 20 points between money and result, 10 behind the year.
"""

from decimal import Decimal
from enum import StrEnum

FAR_APART = Decimal("0.20")
"""From here on money and result no longer fit together."""
LATE = Decimal("0.10")
"""How far behind the year money and result may be before it is said."""


class Step(StrEnum):
    """How money and result stand to one another."""

    MONEY_AHEAD = "money_ahead"
    MONEY_BEHIND = "money_behind"
    BOTH_LATE = "both_late"
    IN_STEP = "in_step"
    UNKNOWN = "unknown"


def step_of(spent: Decimal | None, reached: Decimal | None, elapsed: Decimal | None) -> Step:
    """Return how shares (0.8 is 80 %) stand to one another; unknown where one of them is.

    What is reached beyond the promise counts as the whole of it: a result cannot run away from its money.
    """
    if spent is None or reached is None or elapsed is None:
        return Step.UNKNOWN
    reached = min(reached, Decimal(1))
    if spent - reached >= FAR_APART:
        return Step.MONEY_AHEAD
    if reached - spent >= FAR_APART:
        return Step.MONEY_BEHIND
    return Step.BOTH_LATE if max(spent, reached) <= elapsed - LATE else Step.IN_STEP
