"""The headline indicators as cards: what was promised, where it stands, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.library.models import Comparator
from reports.shared import display
from tracker.dashboards.overview.figures import MonthFigure, newest
from tracker.dashboards.overview.sparkline import Sparkline, sparkline
from tracker.standings.neighbours import Beside
from tracker.standings.reading import Stand
from tracker.targets.display import headline_in_words
from tracker.targets.models import Target

MOST = 12
"""How many fit on one screen; reports name ten to twelve."""


@dataclass(frozen=True)
class Card:
    """One headline indicator. `figure` is the newest that counts and `month` its month, None where there is none.

    `gap` is worded as bulletins do; `last_year` is the value of the year before in the target's unit, with which
    this year's cannot be compared where `beside` says so.
    """

    stand: Stand
    figure: Decimal | None
    month: int | None
    promise: str
    gap: str
    last_year: str
    beside: Beside
    line: Sparkline | None

    @property
    def target(self) -> Target:
        """The target."""
        return self.stand.standing.target

    @property
    def actual(self) -> str:
        """The figure with its unit; a dash where there is none."""
        return display.amount(self.figure, self.target.unit)

    @property
    def completion(self) -> Decimal | None:
        """How much of the whole year's promise is done; None where it has no such share."""
        return self.stand.completion


def headlines_among(stands: Sequence[Stand]) -> list[Stand]:
    """Return the headline targets in the order of the task table, as many as fit."""
    own = [each for each in stands if each.standing.target_class == Target.TargetClass.HEADLINE]
    counting = [each for each in own if not each.standing.target.is_withdrawn]
    return sorted(counting, key=lambda each: each.standing.target.number)[:MOST]


def card_of(stand: Stand, figures: Sequence[MonthFigure], beside: Mapping[int, Beside]) -> Card:
    """Return the card of a headline target from the figures that count and what stands beside it."""
    target, figure = stand.standing.target, newest(figures)
    around = beside.get(target.pk, Beside())
    return Card(
        stand=stand,
        figure=figure.value if figure else None,
        month=figure.month if figure else None,
        promise=headline_in_words(target),
        gap=stand.gap_in_words,
        last_year=display.amount(around.last_year, target.unit) if around.last_year is not None else "",
        beside=around,
        line=sparkline(figures, _level(target), from_zero=stand.completion is not None, unit=target.unit),
    )


def _level(target: Target) -> Decimal | None:
    """The promise as a level to draw; what is promised relative to others has none here."""
    return None if target.comparator == Comparator.RELATIVE else target.value
