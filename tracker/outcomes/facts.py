"""What is matched: one figure that is promised, reported or known, as plain values, whoever said it and where."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal

from reports.shared.units import in_unit

CHANGES = frozenset({"growth", "decline"})
DIFFERENCES = frozenset({"increase", "decrease"})
TOTALS = frozenset({"level", "quantity"})
NO_NUMBER = frozenset({"relative", "qualitative"})
SIGNS = {"decline": -1, "decrease": -1}


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure: of what, how measured, how much, when and where.

    `indicator` is the key of the catalogue's indicator where one is known, `key` what the caller finds the row by,
    `event` what shall happen to a milestone. `lower_is_better` and `accumulates` are None where nobody says so.
    """

    name: str
    measure: str
    comparator: str
    value: Decimal | None
    unit: str
    year: int | None
    value_high: Decimal | None = None
    parent: str = ""
    event: str = ""
    indicator: int | None = None
    region: int | None = None
    key: Hashable = None
    lower_is_better: bool | None = None
    accumulates: bool | None = None

    @property
    def has_number(self) -> bool:
        """Whether it states a figure by itself, not one in words nor one beside another's."""
        return self.value is not None and self.comparator not in NO_NUMBER


def family_of(measure: str) -> str:
    """Return what measures can stand side by side: growth and decline, increase and decrease, level and quantity."""
    for name, members in (("change", CHANGES), ("difference", DIFFERENCES), ("total", TOTALS)):
        if measure in members:
            return name
    return measure


def value_as(fact: Fact, wanted: Fact) -> Decimal | None:
    """Return the fact's figure in the measure and unit of another; None where the two measure different things."""
    return number_as(fact, wanted, fact.value)


def number_as(fact: Fact, wanted: Fact, number: Decimal | None) -> Decimal | None:
    """Return a number that is written in the measure and unit of one fact in those of another."""
    if number is None or not fact.has_number or family_of(fact.measure) != family_of(wanted.measure):
        return None
    sign = SIGNS.get(fact.measure, 1) * SIGNS.get(wanted.measure, 1)
    return in_unit(sign * number, fact.unit, wanted.unit)
