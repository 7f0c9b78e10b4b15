"""The figures that count and the words that were filed with them, for the targets that the overview looks at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.progress.judgement import OFFICIAL, OFFICIAL_OR_SUBMITTED
from tracker.progress.models import ProgressEntry
from tracker.verdicts.basis import Basis


@dataclass(frozen=True)
class MonthFigure:
    """What counts for one month: its value, None where only words were filed, and the reason given with it."""

    month: int
    value: Decimal | None
    reason: str


def figures_until(targets: Iterable[int], basis: Basis) -> dict[int, Sequence[MonthFigure]]:
    """Return what counts up to the month of the basis, in order, under the targets' numbers. One query."""
    states = OFFICIAL_OR_SUBMITTED if basis.include_submitted else OFFICIAL
    rows = ProgressEntry.objects.filter(target__in=list(targets), month__lte=basis.month, state__in=states)
    figures: dict[int, list[MonthFigure]] = {}
    for target, month, value, reason in rows.order_by("month").values_list("target", "month", "value", "reason"):
        figures.setdefault(target, []).append(MonthFigure(month, value, reason))
    return dict(figures)


def newest(figures: Sequence[MonthFigure]) -> MonthFigure | None:
    """Return the newest of them that has a value."""
    return next((each for each in reversed(figures) if each.value is not None), None)
