"""Where a target is heading, by its own figures and by those of the same indicator in earlier years."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tracker.evaluation import Observation
from tracker.evaluation.case import Case
from tracker.evaluation.projection import Projection, project
from tracker.evaluation.resolution import resolve
from tracker.progress.judgement import Judged
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target


def outlook_of(judged: Judged) -> Projection | None:
    """Return where a judged target is heading; None where nothing can be said. One query where something can."""
    terms, _reasons = resolve(judged.terms)
    figures = tuple(Observation(each.month, each.value) for each in judged.figures if each.value is not None)
    if terms is None or not figures or judged.target.is_withdrawn:
        return None
    case = Case(terms, figures, judged.month, judged.as_of, judged.basis.rules)
    return project(case, _earlier_years(judged.target)) if project(case) else None


def _earlier_years(target: Target) -> Sequence[dict[int, Decimal]]:
    """The approved figures of the same indicator, measured alike, in the region's earlier years, by month."""
    if target.indicator_id is None:
        return []
    alike = {"indicator": target.indicator_id, "measure": target.measure, "unit": target.unit}
    before = Target.objects.active().filter(region=target.region_id, year__lt=target.year, **alike)
    rows = ProgressEntry.objects.approved().filter(target__in=before, value__isnull=False).order_by()
    years: dict[int, dict[int, Decimal]] = {}
    for key, month, value in rows.values_list("target", "month", "value"):
        years.setdefault(key, {})[month] = Decimal(value or 0)
    return list(years.values())
