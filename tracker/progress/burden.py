"""How much a month asks of each department: the boxes that somebody there has to fill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from reports.library.models import Comparator
from reports.organisation.models import Department
from reports.shared.language import named
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


class Lead(NamedTuple):
    """A department, by key and name, and where it is."""

    pk: int
    label: str
    region: int
    place: str


Boxes = Mapping[tuple[int, bool], int]
"""How many boxes there are of a month, and whether they take figures."""


@dataclass(frozen=True, slots=True)
class Burden:
    """What the twelve months of a year ask of one department, or of all of them."""

    department: Lead | None
    asked: Boxes

    @property
    def months(self) -> list[MonthBurden]:
        """The months one by one."""
        asked = self.asked
        return [MonthBurden(asked.get((each, True), 0), asked.get((each, False), 0)) for each in range(1, MONTHS + 1)]

    @property
    def boxes(self) -> int:
        """How many boxes the year asks for."""
        return sum(self.asked.values())

    @property
    def most(self) -> int:
        """How many boxes the fullest month asks for."""
        return max(month.boxes for month in self.months)


def burdens_of(targets: QuerySet[Target]) -> tuple[list[Burden], Burden]:
    """Return what is asked of each lead department, the most burdened first, and of all together. Three queries."""
    asked: dict[int, dict[tuple[int, bool], int]] = defaultdict(lambda: defaultdict(int))
    together: dict[tuple[int, bool], int] = defaultdict(int)
    for lead, months, takes_words, n in chain(_of_figures_and_words(targets), _of_milestones(targets)):
        of_lead = asked[lead]
        for month in months:
            of_lead[month, not takes_words] += n
            together[month, not takes_words] += n
    burdens = [Burden(lead, asked[lead.pk]) for lead in _leads(asked)]
    return sorted(burdens, key=lambda burden: -burden.boxes), Burden(None, together)


def _leads(keys: Iterable[int]) -> Iterator[Lead]:
    """Return departments by their keys, in the order of the regions."""
    told = named()
    rows = Department.objects.filter(pk__in=keys).order_by("region", "order", "pk")
    columns = ("pk", "short_name", "name_en", "region", "region__name", "region__name_en")
    for pk, name, name_en, region, place, place_en in rows.values_list(*columns):
        yield Lead(pk, told(name, name_en), region, told(place, place_en))


Asked = tuple[int, Sequence[int], bool, int]
"""Of which lead department, in which months, whether in words, and for how many targets."""


def _of_figures_and_words(targets: QuerySet[Target]) -> Iterator[Asked]:
    """What is asked for targets without stages; the database counts those that ask alike."""
    alike = targets.filter(stages=None).order_by().values_list(*TERMS).annotate(n=Count("pk"))
    for lead, year, frequency, deadline, takes_words, n in alike:
        yield lead, calendar(Frequency(frequency), deadline, year), takes_words, n


def _of_milestones(targets: QuerySet[Target]) -> Iterator[Asked]:
    """What is asked for targets with stages: nothing more once the last of them is done."""
    rows = targets.filter(stages__isnull=False).order_by("pk").values_list("pk", *TERMS, "stages__done_on")
    for (_pk, lead, year, frequency, deadline, takes_words), stages in groupby(rows, key=lambda row: row[:-1]):
        months = calendar(Frequency(frequency), deadline, year)
        yield lead, until_done(months, year, [done_on for *_terms, done_on in stages]), takes_words, 1
