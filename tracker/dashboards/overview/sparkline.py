"""A small drawing of a year's figures, as coordinates for the page: no library, no script, the same on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from reports.shared import display
from tracker.dashboards.overview.figures import MonthFigure

WIDTH, HEIGHT, MARGIN = 120, 30, 4
MONTHS, QUARTER = 12, 3


@dataclass(frozen=True)
class Sparkline:
    """A line through the months' figures in a box of `WIDTH` × `HEIGHT`, with the level of the promise.

    `runs` are lines of neighbouring figures: over a month without one there is a gap. `last` is the newest point.
    """

    runs: Sequence[str]
    last: tuple[str, str]
    level: str | None
    words: str

    @property
    def alone(self) -> list[list[str]]:
        """The points that no line joins with another, but for the newest, which is drawn anyway."""
        return [run.split(",") for run in self.runs if " " not in run and run != ",".join(self.last)]


def sparkline(figures: Sequence[MonthFigure], level: Decimal | None, *, from_zero: bool, unit: str) -> Sparkline | None:
    """Return the drawing; None where there is nothing to draw.

    `level` is the promise in the unit of the figures. What adds up over the year starts at zero (`from_zero`).
    """
    known = [(each.month, each.value) for each in figures if each.value is not None]
    if not known:
        return None
    values = [value for _month, value in known]
    edges = [*values, *([level] if level is not None else []), *([Decimal(0)] if from_zero else [])]
    scale = _Scale(min(edges), max(edges))
    points = [(month, f"{_x(month)},{scale.y(value)}") for month, value in known]
    return Sparkline(
        runs=[" ".join(run) for run in _runs(points)],
        last=(_x(known[-1][0]), scale.y(known[-1][1])),
        level=None if level is None else scale.y(level),
        words=_(", ").join(f"{display.month_name(month)} {display.amount(value, unit)}" for month, value in known),
    )


@dataclass(frozen=True)
class _Scale:
    low: Decimal
    high: Decimal

    def y(self, value: Decimal) -> str:
        """Downwards, as screens count; a level line in the middle where all is the same."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else Decimal("0.5")
        return f"{HEIGHT - MARGIN - float(share) * (HEIGHT - 2 * MARGIN):.1f}"


def _x(month: int) -> str:
    return f"{MARGIN + (month - 1) * (WIDTH - 2 * MARGIN) / (MONTHS - 1):.1f}"


def _runs(points: Sequence[tuple[int, str]]) -> list[list[str]]:
    """Figures are joined up to a quarter apart: quarterly ones make a line, a month that is missing a gap.

    Two figures with most of the year between them say nothing of what lies there.
    """
    runs: list[list[str]] = []
    step = min((later - month for (month, _p), (later, _q) in pairwise(points)), default=1)
    step = min(step, QUARTER)
    before = None
    for month, point in points:
        if before is None or month - before > step:
            runs.append([])
        runs[-1].append(point)
        before = month
    return runs
