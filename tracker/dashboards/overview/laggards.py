"""What needs the leader: targets that are behind, the worst first, with who leads them and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.shared import display
from tracker.dashboards.overview.figures import MonthFigure, newest
from tracker.evaluation import Status
from tracker.standings.reading import Stand
from tracker.standings.repeated import is_behind_again
from tracker.targets.display import headline_in_words
from tracker.targets.models import Target

CLASSES = Target.TargetClass.values
WORST_FIRST = (Status.MISSED, Status.CRITICAL, Status.FAR_BEHIND, Status.BEHIND)


@dataclass(frozen=True)
class Laggard:
    """A target behind its schedule or its promise; `reason` is what the department said last, empty where nothing.

    `is_again` says that it is behind for the second month in a row.
    """

    stand: Stand
    promise: str
    figure: Decimal | None
    month: int | None
    gap: str
    reason: str
    is_again: bool

    @property
    def target(self) -> Target:
        """The target."""
        return self.stand.standing.target

    @property
    def actual(self) -> str:
        """The newest figure with its unit; a dash where there is none."""
        return display.amount(self.figure, self.target.unit)


def laggards_among(stands: Sequence[Stand]) -> list[Stand]:
    """Return those that are behind or worse, the worst first; of equal status in the order of classes and numbers."""

    def urgency(stand: Stand) -> tuple[int, int, int]:
        standing = stand.standing
        return WORST_FIRST.index(stand.status), CLASSES.index(standing.target_class), standing.target.number

    return sorted((each for each in stands if each.status in WORST_FIRST), key=urgency)


def laggard_of(stand: Stand, figures: Sequence[MonthFigure]) -> Laggard:
    """Return the row of a target that is behind."""
    target, figure = stand.standing.target, newest(figures)
    return Laggard(
        stand=stand,
        promise=headline_in_words(target),
        figure=figure.value if figure else None,
        month=figure.month if figure else None,
        gap=stand.gap_in_words,
        reason=next((each.reason for each in reversed(figures) if each.reason), ""),
        is_again=is_again(stand),
    )


def is_again(stand: Stand) -> bool:
    """Tell whether a target is behind for the second month in a row; its row carries the status before, see `Scope`."""
    return is_behind_again(stand, getattr(stand.standing, "previous", None))


def laggard_rows(stands: Sequence[Stand], figures: Mapping[int, Sequence[MonthFigure]]) -> list[Laggard]:
    """Return the rows of targets that are behind, in the order that they come in."""
    return [laggard_of(each, figures.get(each.standing.target_id, ())) for each in stands]
