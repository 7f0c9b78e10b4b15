"""From the words of a promise to the way in which it is judged."""

from decimal import Decimal

from tracker.evaluation.terms import Direction, Shape
from tracker.evaluation.units import is_share_unit

MEASURES = frozenset({"growth", "decline", "level", "quantity", "increase", "decrease", "multiple", "rank"})
COMPARATORS = frozenset({"ge", "gt", "le", "lt", "approx", "between", "eq", "relative", "qualitative"})
FALLS = frozenset({"decline", "decrease"})
"""Measures of which the figure says by how much something fell."""
_LOWER_BOUNDS = frozenset({"ge", "gt"})
_UPPER_BOUNDS = frozenset({"le", "lt"})
_BANDS = {"between": Shape.RANGE, "approx": Shape.APPROX}


def shape_of(
    *,
    measure: str,
    comparator: str,
    unit: str,
    accumulates: bool,
    value: Decimal | None,
    lower_is_better: bool = False,
    is_milestone: bool = False,
) -> Shape:
    """The shape of a promise: its measure and comparator (codes of the reading scheme), and what the indicator is like.

    A standard in words (`qualitative`) is qualitative only while it has no value: 全覆盖 adopted as 100 % is a rate,
    清零 adopted as 0 a zero. Raises ValueError for a measure or comparator that the scheme does not know.
    """
    if is_milestone:
        return Shape.MILESTONE
    _check(measure, comparator)
    if comparator == "relative":
        return Shape.RELATIVE
    if comparator == "qualitative" and value is None:
        return Shape.QUALITATIVE
    if measure in ("rank", "multiple"):
        return Shape(measure)
    if measure in ("level", "quantity") and value == 0 and comparator not in _LOWER_BOUNDS:
        return Shape.ZERO
    return _bounded(measure, comparator, unit, sums=accumulates or measure == "quantity", falls=lower_is_better)


def figure_direction(measure: str, *, lower_is_better: bool) -> Direction:
    """Which way a figure is good: of energy used less is better, of the fall that is reported of it more."""
    return Direction.LOWER if lower_is_better and measure not in FALLS else Direction.HIGHER


def _check(measure: str, comparator: str) -> None:
    if measure not in MEASURES:
        raise ValueError(f"Unknown measure “{measure}”; known are {', '.join(sorted(MEASURES))}.")
    if comparator not in COMPARATORS:
        raise ValueError(f"Unknown comparator “{comparator}”; known are {', '.join(sorted(COMPARATORS))}.")


def _bounded(measure: str, comparator: str, unit: str, *, sums: bool, falls: bool) -> Shape:
    if comparator in _UPPER_BOUNDS:
        return Shape.CEILING
    if measure in ("increase", "decrease"):
        return Shape.CHANGE
    if comparator in _BANDS and not (sums and measure in ("level", "quantity")):
        return _BANDS[comparator]
    if falls and measure != "decline" and comparator not in _LOWER_BOUNDS:
        return Shape.CEILING
    return _open_upwards(measure, unit, sums=sums)


def _open_upwards(measure: str, unit: str, *, sums: bool) -> Shape:
    if measure in ("growth", "decline"):
        return Shape(measure)
    if sums:
        return Shape.CUMULATIVE
    return Shape.RATE if is_share_unit(unit) else Shape.STOCK
