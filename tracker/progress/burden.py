"""How much a month asks of each department: the boxes that somebody there has to fill."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from reports.library.models import Comparator
from reports.organisation.models import Department
from tracker.evaluation import Frequency
from tracker.evaluation.periods import calendar
from tracker.evaluation.schedule import MONTHS
from tracker.targets.models import Target
from tracker.targets.periods import until_done

TAKES_WORDS = Q(measure="") | Q(comparator=Comparator.QUALITATIVE, value=None)
"""What `Target.takes_number` says no of."""
TERMS = ("lead", "year", "frequency", "deadline", ExpressionWrapper(TAKES_WORDS, BooleanField()))


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
    """Return what is asked of each lead department, the most burdened first, and of all together. Three queries."""
    asked: dict[int, Counter[tuple[int, bool]]] = defaultdict(Counter)
    for lead, boxes in chain(_of_figures_and_words(targets), _of_milestones(targets)):
        asked[lead].update(boxes)
    leads = Department.objects.filter(pk__in=asked).select_related("region").order_by("region", "order", "pk")
    burdens = [Burden(lead, _months(asked[lead.pk])) for lead in leads]
    together = sum(asked.values(), Counter())
    return sorted(burdens, key=lambda burden: -burden.boxes), Burden(None, _months(together))


def _of_figures_and_words(targets: QuerySet[Target]) -> Iterator[tuple[int, Counter[tuple[int, bool]]]]:
    """What is asked for targets without stages; the database counts those that ask alike."""
    alike = targets.filter(stages=None).order_by().values_list(*TERMS).annotate(n=Count("pk"))
    for lead, year, frequency, deadline, takes_words, n in alike:
        months = calendar(Frequency(frequency), deadline, year)
        yield lead, Counter({(month, not takes_words): n for month in months})


def _of_milestones(targets: QuerySet[Target]) -> Iterator[tuple[int, Counter[tuple[int, bool]]]]:
    """What is asked for targets with stages: nothing more once the last of them is done."""
    rows = targets.filter(stages__isnull=False).order_by("pk").values_list("pk", *TERMS, "stages__done_on")
    for (_pk, lead, year, frequency, deadline, takes_words), stages in groupby(rows, key=lambda row: row[:-1]):
        months = calendar(Frequency(frequency), deadline, year)
        left = until_done(months, year, [done_on for *_terms, done_on in stages])
        yield lead, Counter({(month, not takes_words): 1 for month in left})


def _months(boxes: Counter[tuple[int, bool]]) -> list[MonthBurden]:
    return [MonthBurden(boxes[month, True], boxes[month, False]) for month in range(1, MONTHS + 1)]
