"""Schedules (序时进度): which share of a target should be done by the end of each month."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

MONTHS = 12


def _even_shares(until_month: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(min(month, until_month)) / until_month for month in range(1, MONTHS + 1))


@dataclass(frozen=True)
class Schedule:
    """Cumulative expected shares of one year, January first: 0.5 in June means half should be done by 30 June.

    The default is the office's norm, months ÷ 12. Raises ValueError unless there are twelve shares
    that never fall, none below 0, and the last one is 1.
    """

    shares: tuple[Decimal, ...] = _even_shares(MONTHS)

    def __post_init__(self) -> None:
        if len(self.shares) != MONTHS:
            raise ValueError(f"A schedule needs {MONTHS} cumulative shares, not {len(self.shares)}.")
        if any(later < earlier for earlier, later in zip(self.shares, self.shares[1:], strict=False)):
            raise ValueError("A schedule's cumulative shares must never fall from one month to the next.")
        if self.shares[0] < 0 or self.shares[-1] != 1:
            raise ValueError("A schedule's cumulative shares must begin at 0 or more and end at 1.")

    @classmethod
    def even(cls, until_month: int = MONTHS) -> Self:
        """Equal steps that reach the whole target in `until_month`: the month of the deadline."""
        if not 1 <= until_month <= MONTHS:
            raise ValueError(f"A month is 1 to {MONTHS}, not {until_month}.")
        return cls(_even_shares(until_month))

    def share_of(self, month: int) -> Decimal:
        """The share expected by the end of `month` (1 to 12)."""
        return self.shares[month - 1]
