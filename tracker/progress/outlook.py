"""Where a target is heading, by its own figures and by those of the same indicator in earlier years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from tracker.evaluation import Observation
from tracker.evaluation.case import Case
from tracker.evaluation.projection import Projection, project
from tracker.evaluation.resolution import resolve
from tracker.indicators.breaks import is_parted
from tracker.progress.judgement import Judged
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User


@dataclass(frozen=True)
class EarlierYear:
    """The approved figures of a target of an earlier year, by month, in the unit of the one that they stand beside."""

    year: int
    is_readable: bool
    """Whether the reader may see them one by one."""
    is_parted: bool
    """Whether other borders or another definition part them from the figures of the year after."""
    figures: dict[int, Decimal] = field(default_factory=dict)


def earlier_years(target: Target, user: User) -> list[EarlierYear]:
    """Return the region's earlier years of the same indicator, measured alike. One query where there is a figure."""
    if target.indicator_id is None or not target.measure:
        return []
    same = ("indicator", "measure", "unit", "accumulates")
    alike = {name: getattr(target, f"{name}_id" if name == "indicator" else name) for name in same}
    before = Target.objects.active().filter(region=target.region_id, year__lt=target.year, **alike)
    rows = ProgressEntry.objects.approved().filter(target__in=before, value__isnull=False).order_by()
    told = rows.annotate(
        is_readable=Exists(Target.objects.for_user(user).filter(pk=OuterRef("target"))),
        is_parted=is_parted(region="region", indicator="target__indicator", year=OuterRef("year") + 1),
    )
    years: dict[int, EarlierYear] = {}
    for key, month, value, *of_year in told.values_list("target", "month", "value", "year", "is_readable", "is_parted"):
        years.setdefault(key, EarlierYear(*of_year)).figures[month] = Decimal(value or 0)
    return list(years.values())


def last_year_of(target: Target, earlier: Sequence[EarlierYear]) -> EarlierYear | None:
    """Return last year, where the reader may see it and one target alone bore the indicator."""
    found = [each for each in earlier if each.year == target.year - 1]
    return found[0] if len(found) == 1 and found[0].is_readable else None


def outlook_of(judged: Judged, earlier: Sequence[EarlierYear]) -> Projection | None:
    """Return where a judged target is heading; None where nothing can be said."""
    terms, _reasons = resolve(judged.terms)
    figures = tuple(Observation(each.month, each.value) for each in judged.figures if each.value is not None)
    if terms is None or not figures or judged.target.is_withdrawn:
        return None
    case = Case(terms, figures, judged.month, judged.as_of, judged.basis.rules)
    courses: list[Mapping[int, Decimal]] = [each.figures for each in earlier]
    return project(case, courses)
