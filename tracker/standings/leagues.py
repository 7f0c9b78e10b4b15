"""What goes into a league table: how each district stands in each indicator at the end of a month, official figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q

from reports.organisation.models import Region
from tracker.evaluation.scoring import Result
from tracker.evaluation.status import GOOD
from tracker.indicators.models import Indicator
from tracker.standings.models import Standing
from tracker.standings.outcomes import wanted_of
from tracker.standings.reading import bring_up_to_date
from tracker.targets.models import Target
from tracker.verdicts.basis import Basis

Results = Mapping[int, Mapping[int, Sequence[Result[int]]]]
"""By month and indicator: what each region reached; regions by their keys."""


class Reached(NamedTuple):
    """How a target stood at the end of a month, without its row and that of its standing."""

    month: int
    region: int
    completion: Decimal | None
    gap: Decimal | None
    gap_unit: str
    actual: Decimal | None
    status: str
    indicator: int
    measure: str
    unit: str


READ = (*Reached._fields[:7], *(f"target__{each}" for each in Reached._fields[7:]))


def results_of(
    readable: Q,
    *,
    regions: Sequence[Region],
    indicators: Sequence[Indicator],
    year: int,
    months: Sequence[int],
    basis: Basis,
) -> Results:
    """Return what every region reached at the ends of some months; None where nothing is known. Two queries.

    `readable` keeps the standings of targets that the reader may read; an empty one keeps all.
    """
    places = {"region__in": regions, "year": year}
    bring_up_to_date(Target.objects.filter(indicator__in=indicators, **places), basis)
    kept = Standing.objects.filter(readable, target__indicator__in=indicators, month__in=months, **places)
    rows = kept.filter(target__is_withdrawn=False).order_by("target__number").values_list(*READ)
    found: dict[tuple[int, int, int], Result[int]] = {}
    wanted = {each.pk: wanted_of(each) for each in indicators}
    for row in map(Reached._make, rows):
        value = wanted[row.indicator].value_of(row.measure, row.unit, row.actual)
        if value is not None:
            found.setdefault((row.month, row.indicator, row.region), _result(row, value))
    keys = [each.pk for each in regions]
    return {
        month: {pk: [found.get((month, pk, key)) or Result(key, None) for key in keys] for pk in wanted}
        for month in months
    }


def _result(row: Reached, value: Decimal) -> Result[int]:
    return Result(
        key=row.region,
        value=value,
        completion=row.completion,
        gap=row.gap,
        gap_unit=row.gap_unit,
        met=row.status in GOOD,
    )
