"""How much a month asks of each department: the boxes that somebody there has to fill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from reports.organisation.models import Department
from tracker.evaluation import Frequency
from tracker.evaluation.periods import calendar
from tracker.evaluation.schedule import MONTHS
from tracker.targets.models import Target
from tracker.targets.periods import until_done


@dataclass(frozen=True)
class MonthBurden:
    """The boxes of one month: figures, and words where the target takes no figure."""

    figures: int
    words: int

    @property
    def boxes(self) -> int:
        """How many there are."""
        return self.figures + self.words


@dataclass(frozen=True)
class Burden:
    """What the twelve months of a year ask of one department, or of all of them."""

    department: Department | None
    months: Sequence[MonthBurden]

    @property
    def boxes(self) -> int:
        """How many boxes the year asks for."""
        return sum(month.boxes for month in self.months)

    @property
    def most(self) -> int:
        """How many boxes the fullest month asks for."""
        return max(month.boxes for month in self.months)


def burdens_of(targets: QuerySet[Target]) -> tuple[list[Burden], Burden]:
    """Return what is asked of each lead department, the most burdened first, and of all together. Two queries."""
    rows = targets.select_related("lead__region").prefetch_related("stages").order_by("region", "lead__order", "lead")
    asked: dict[Department, Counter[tuple[int, bool]]] = {}
    for target in rows:
        asked.setdefault(target.lead, Counter()).update(_boxes(target))
    burdens = [Burden(lead, _months(boxes)) for lead, boxes in asked.items()]
    together = sum(asked.values(), Counter())
    return sorted(burdens, key=lambda burden: -burden.boxes), Burden(None, _months(together))


def _boxes(target: Target) -> list[tuple[int, bool]]:
    """The months that are asked for, each with whether it is a figure; what `asked_months` says, without the terms."""
    months = calendar(Frequency(target.frequency), target.deadline, target.year)
    done = [stage.done_on for stage in target.stages.all()]
    return [(month, target.takes_number) for month in until_done(months, target.year, done)]


def _months(boxes: Counter[tuple[int, bool]]) -> list[MonthBurden]:
    return [MonthBurden(boxes[month, True], boxes[month, False]) for month in range(1, MONTHS + 1)]
