"""Which years the figures of a text are of, and whether they are promised or reported."""

from __future__ import annotations

from dataclasses import dataclass

from ..lexicon import late
from ..model import DocumentKind, Kind
from .columns import Column
from .headers import Holds
from .titles import Title, plan_period

_PLANNED = late("计划|目标|预期|安排")
_REPORTED = late("完成|实绩|实际|执行|预计|初步")
_REPORTING = frozenset({DocumentKind.COMMUNIQUE, DocumentKind.BULLETIN, DocumentKind.NEWSPAPER})
_YEARS_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Times:
    """The years of a text: in which its targets are to be true, and of which its results are."""

    reads_as: int
    target: int
    result: int

    def claim(self, column: Column) -> tuple[Kind, int] | None:
        """Say what the figures of a column claim; None for what was once planned and is no promise any more."""
        year = column.year
        if column.holds is Holds.SPAN:
            return self._over_years(column)
        if column.holds is Holds.COMPLETION:
            return Kind.ACTUAL, year or self.result
        if column.holds is Holds.PLAN or (column.holds is Holds.GROWTH and _PLANNED.search(column.header)):
            return (Kind.TARGET, year or self.target) if (year or self.target) >= self.target else None
        if column.holds is Holds.RESULT and (year is None or year <= self.result or self.result == self.target):
            return Kind.ACTUAL, year or self.result
        if year is None:
            return Kind.ACTUAL, self.result
        if column.holds is Holds.RESULT and _REPORTED.search(column.header):
            return None
        return (Kind.TARGET if year > self.result else Kind.ACTUAL), year

    def _over_years(self, column: Column) -> tuple[Kind, int]:
        first = plan_period(column.header)
        end = first + _YEARS_AHEAD if first else column.year or self.target
        return (Kind.TARGET if end > self.result else Kind.ACTUAL), end


def times_of(title: Title, year: int) -> Times:
    """Return the years of a text: those of its title, else that which the caller knows."""
    own = title.year or year
    if title.kind is DocumentKind.FIVE_YEAR_PLAN:
        first = title.year or (plan_period_of(year))
        return Times(first, first + _YEARS_AHEAD, first - 1)
    if title.kind in _REPORTING:
        return Times(own, own, own)
    return Times(own, own, own - 1)


def plan_period_of(year: int) -> int:
    """Return the first of the five years, 2021 to 2025 or others, that a year is one of."""
    return year - (year - 1) % 5
