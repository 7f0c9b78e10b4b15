"""What goes into a league table: how each district stands in each indicator at the end of a month, official figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db.models import Q

from reports.organisation.models import Region
from tracker.evaluation import Status
from tracker.evaluation.scoring import Result
from tracker.indicators.models import Indicator
from tracker.standings.models import Standing
from tracker.standings.outcomes import wanted_of
from tracker.standings.reading import bring_up_to_date
from tracker.targets.models import Target
from tracker.verdicts.basis import Basis

Results = Mapping[int, Mapping[int, Sequence[Result[int]]]]
"""By month and indicator: what each region reached; regions by their keys."""


READ = (
    "month", "region", "completion", "gap", "gap_unit", "actual", "status",
    "target__indicator", "target__measure", "target__unit",
)  # fmt: skip


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
    rows = Standing.objects.filter(readable, target__indicator__in=indicators, month__in=months)
    rows = rows.filter(target__is_withdrawn=False, **places).select_related("target").only(*READ)
    found: dict[tuple[int, int, int], Result[int]] = {}
    wanted = {each.pk: each for each in indicators}
    for row in rows.order_by("target__number"):
        indicator = wanted[row.target.indicator_id or 0]
        result = _result(row, indicator)
        if result.value is not None:
            found.setdefault((row.month, indicator.pk, row.region_id), result)
    return {
        month: {
            indicator.pk: [found.get((month, indicator.pk, each.pk), Result(each.pk, None)) for each in regions]
            for indicator in indicators
        }
        for month in months
    }


def _result(row: Standing, indicator: Indicator) -> Result[int]:
    value: Decimal | None = wanted_of(indicator).value_of(row.target.measure, row.target.unit, row.actual)
    return Result(
        key=row.region_id,
        value=value,
        completion=row.completion,
        gap=row.gap,
        gap_unit=row.gap_unit,
        met=Status(row.status).is_good,
    )
