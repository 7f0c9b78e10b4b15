"""Where values lie along an axis."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

MARGIN = 0.06
STEPS = (1, 2, 5, 10)
MOST_TICKS = 6
DAYS_OF_A_MONTH = 30.44


@dataclass(frozen=True)
class Scale:
    """The way from values to pixels: `low` lies at `start`, `high` at `end`."""

    low: float
    high: float
    start: float = 0
    end: float = 1
    names: Sequence[str] = field(default=())
    days: bool = False
    marks: Sequence[tuple[float, str]] = field(default=())
    """The ticks: their values and words."""

    def between(self, start: float, end: float) -> Scale:
        """Return the same scale over other pixels."""
        return Scale(self.low, self.high, start, end, self.names, self.days, self.marks)

    def at(self, value: Any) -> float:
        """Return the pixel of a name, a day or a number."""
        return self.start + (self.place(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def place(self, value: Any) -> float:
        """Return the number that stands for a name, a day or a number; among names it counts from the first one."""
        if self.names and isinstance(value, str):
            return self.names.index(value)
        return dt.date.fromisoformat(value).toordinal() if self.days else float(value)

    @property
    def unit(self) -> float:
        """How many pixels one name takes."""
        return abs((self.end - self.start) / (self.high - self.low))


def scale_of(axis: dict[str, Any], values: Iterable[Any], *, from_zero: bool) -> Scale:
    """Return the scale of an axis on which these values are to be seen, between 0 and 1 for now."""
    known = [value for value in values if value is not None]
    if axis.get("type") == "category":
        scale = _of_names(axis)
    elif axis.get("type") == "date":
        scale = _of_days([dt.date.fromisoformat(day) for day in known])
    else:
        scale = _of_numbers([float(value) for value in known], axis.get("dtick"), from_zero=from_zero)
    if axis.get("autorange") == "reversed":
        return Scale(scale.high, scale.low, 0, 1, scale.names, scale.days, scale.marks)
    return scale


def _of_names(axis: dict[str, Any]) -> Scale:
    names = list(axis["categoryarray"])
    shown = zip(axis.get("tickvals") or names, axis.get("ticktext") or names, strict=True)
    marks = [(names.index(name), text) for name, text in shown]
    return Scale(-0.5, len(names) - 0.5, names=names, marks=marks)


def _of_days(days: Sequence[dt.date]) -> Scale:
    """From the first to the last day, with some months named."""
    first, last = min(days).toordinal(), max(days).toordinal()
    room = max(15, (last - first) * MARGIN)
    months = max(1, math.ceil((last - first) / DAYS_OF_A_MONTH / MOST_TICKS))
    marks, day = [], min(days).replace(day=1)
    while day.toordinal() <= last + room:
        if day.toordinal() >= first - room:
            marks.append((float(day.toordinal()), f"{day:%Y-%m}"))
        later = day.year * 12 + day.month - 1 + months
        day = dt.date(later // 12, later % 12 + 1, 1)
    return Scale(first - room, last + room, days=True, marks=marks)


def _of_numbers(values: Sequence[float], step: float | None, *, from_zero: bool) -> Scale:
    low, high = min(values, default=0), max(values, default=1)
    if from_zero:
        low, high = min(low, 0), max(high, 0)
    if low == high:
        low, high = low - 1, high + 1
    room = (high - low) * MARGIN
    low, high = (low - room if low or not from_zero else 0), (high + room if high or not from_zero else 0)
    step = step or _step(high - low)
    first = math.ceil(low / step)
    marks = [(n * step, _written(n * step, step)) for n in range(first, math.floor(high / step) + 1)]
    return Scale(low, high, marks=marks)


def _step(length: float) -> float:
    """A round step of which the length holds no more than a few."""
    ten = 10 ** math.floor(math.log10(length / MOST_TICKS))
    return next(ten * step for step in (*STEPS, 20) if length / (ten * step) <= MOST_TICKS)


def _written(value: float, step: float) -> str:
    digits = max(0, -math.floor(math.log10(step)))
    return f"{value:,.{digits}f}".replace("-", "\N{MINUS SIGN}")
