"""How a scorecard is filled: what each district has in each item at the end of a month, by approved figures."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Q

from reports.organisation.models import Region
from tracker.dispatch.models import Problem
from tracker.dispatch.moves import ProblemState
from tracker.evaluation import Status
from tracker.evaluation.scoring import Result, Scoring, scores_of
from tracker.scorecards.models import Item, ItemKind, Mark, Scorecard
from tracker.standings.leagues import results_of
from tracker.standings.rankings import higher_is_better
from tracker.standings.reading import standings_of
from tracker.targets.models import Target
from tracker.verdicts.basis import basis_on

ANSWERED = frozenset({ProblemState.REPORTED, ProblemState.VERIFIED, ProblemState.CLOSED})
"""Where the owner has said what was done."""
LEFT_OUT = frozenset({ProblemState.DISMISSED, ProblemState.SUSPENDED})


def compared(scorecard: Scorecard) -> list[Region]:
    """Return the districts that a scorecard compares: those of its region with targets in its year, else itself."""
    promised = Target.objects.filter(year=scorecard.year, is_withdrawn=False).values("region")
    own = Region.objects.filter(parent=scorecard.region_id, pk__in=promised).order_by("code", "pk")
    return list(own) or [scorecard.region]


def marks_of(scorecard: Scorecard, month: int, today: dt.date) -> list[Mark]:
    """Return the marks of every district and item at the end of `month`, not stored yet."""
    regions = compared(scorecard)
    return [
        mark
        for place, item in enumerate(scorecard.items.select_related("indicator"), start=1)
        for mark in _marks_of_item(item, place, regions, month, today)
    ]


def _marks_of_item(item: Item, place: int, regions: Sequence[Region], month: int, today: dt.date) -> Iterator[Mark]:
    """The item's marks; its name and weight go with them, since it may be changed later."""
    for mark in _KINDS[ItemKind(item.kind)](item, regions, month, today):
        mark.place, mark.name, mark.weight = place, item.name, item.weight
        yield mark


def _by_indicator(item: Item, regions: Sequence[Region], month: int, today: dt.date) -> Iterator[Mark]:
    indicator, scorecard = item.indicator, item.scorecard
    if indicator is None:
        raise ValueError("An item of kind indicator has an indicator.")
    results = results_of(
        Q(), regions=regions, indicators=[indicator], year=scorecard.year, months=[month],
        basis=basis_on(today, month=month),
    )[month][indicator.pk]  # fmt: skip
    shares = scores_of(results, Scoring(scorecard.scoring), higher_is_better=higher_is_better(indicator))
    for result in results:
        yield _mark_of(result, shares[result.key], indicator.unit)


def _mark_of(result: Result[int], share: Decimal | None, unit: str) -> Mark:
    return Mark(region_id=result.key, share=share, value=result.value, unit=unit, completion=result.completion)


def _by_tasks(item: Item, regions: Sequence[Region], month: int, today: dt.date) -> Iterator[Mark]:
    """Tasks that are on schedule or better, of those that were judged or owe a figure."""
    holds = reduce(or_, (Q(name__contains=word) for word in item.words.split()), Q())
    targets = Target.objects.filter(holds, region__in=regions, year=item.scorecard.year, is_withdrawn=False)
    good: Counter[int] = Counter()
    counted: Counter[int] = Counter()
    for row in standings_of(targets, basis_on(today, month=month), month):
        status = Status(row.status)
        counted[row.region_id] += status.counts
        good[row.region_id] += status.counts and status.is_good
    return _counted(regions, good, counted)


def _by_problems(item: Item, regions: Sequence[Region], month: int, _today: dt.date) -> Iterator[Mark]:
    """Problems due by the end of the month that were answered, of all that fell due in the year."""
    year = item.scorecard.year
    last = dt.date(year, month, calendar.monthrange(year, month)[1])
    due = Problem.objects.filter(region__in=regions, due__gte=dt.date(year, 1, 1), due__lte=last)
    rows = due.exclude(state__in=sorted(LEFT_OUT)).values_list("region", "state")
    counted = Counter(region for region, _state in rows)
    answered = Counter(region for region, state in rows if state in ANSWERED)
    return _counted(regions, answered, counted)


def _counted(regions: Sequence[Region], done: Mapping[int, int], total: Mapping[int, int]) -> Iterator[Mark]:
    """Shares of what there was; of a district that had nothing, none: it is neither good nor bad."""
    for region in regions:
        n, of = done.get(region.pk, 0), total.get(region.pk, 0)
        yield Mark(region_id=region.pk, share=Decimal(n) / of if of else None, done=n, total=of)


_KINDS: Mapping[ItemKind, Callable[[Item, Sequence[Region], int, dt.date], Iterator[Mark]]] = {
    ItemKind.INDICATOR: _by_indicator,
    ItemKind.TASKS: _by_tasks,
    ItemKind.PROBLEMS: _by_problems,
}
