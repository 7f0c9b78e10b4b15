"""What stands beside a figure: last year's, and its place among the districts under the same parent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import BooleanField, Case, DecimalField, F, OuterRef, Q, QuerySet, Value, When

from reports.library.models import Kind, Statement
from reports.organisation.models import Region, rights_of
from reports.organisation.rights import Rights
from reports.shared.people import apart_from_request
from reports.shared.prepared import GIVEN, VIEWS, Prepared
from tracker.evaluation import RankRow, more_is_better, rank
from tracker.indicators.breaks import is_parted
from tracker.indicators.models import IndicatorMatch
from tracker.standings.models import Standing
from tracker.standings.outcomes import NO_NUMBER, YEAR_END, Wanted
from tracker.standings.reading import Stand
from tracker.targets.models import Target, may_read
from tracker.targets.terms import direction_of_target, shape_of_target

if TYPE_CHECKING:
    from reports.shared.people import User


@dataclass(frozen=True)
class Place:
    """A rank among `n` districts with a figure for the same month; `by_completion` tells what it goes by."""

    rank: int
    n: int
    tied: bool
    by_completion: bool


@dataclass(frozen=True)
class Beside:
    """What stands beside a target's figure; None where it is not known, or where there is nobody to compare with."""

    last_year: Decimal | None = None
    place: Place | None = None
    is_parted: bool = False
    """Whether other borders or another definition part last year's figure from this year's."""


class _Row(NamedTuple):
    region: int
    year: int
    indicator: int
    measure: str
    unit: str
    actual: Decimal | None
    actual_month: int | None
    completion: Decimal | None
    is_parted: bool
    """Whether the figures of the year after cannot be compared with it; told of the region's own alone."""

    def value_in(self, wanted: Wanted) -> Decimal | None:
        return wanted.value_of(self.measure, self.unit, self.actual)


RegionAndParent = tuple[int, int | None]
"""The keys of a region and of the one above it."""


def targets_beside(user: User, region: RegionAndParent, year: int, own: QuerySet[Target]) -> QuerySet[Target]:
    """Return the targets that `beside` reads for the headline targets among `own`, to bring them up to date before."""
    headlines = own.filter(target_class=Target.TargetClass.HEADLINE, indicator__isnull=False)
    named = headlines.order_by().values("indicator")
    return Target.objects.for_user(user).filter(_places(region, year), indicator__in=named)


def beside(user: User, region: Region, stands: Sequence[Stand], month: int) -> dict[int, Beside]:
    """Return what stands beside the figures of `stands` (of one region and year), under their targets' numbers.

    Official figures alone; of last year the approved one of December, else what a report says and a person confirmed.
    One query; the standings must be up to date (`targets_beside`).
    """
    named = [each for each in stands if each.standing.target.indicator_id]
    if not named:
        return {}
    year = named[0].standing.year
    indicators = {key for each in named if (key := each.standing.target.indicator_id)}
    asked = _asked(apart_from_request(user), rights_of(user), (region.pk, region.parent_id), year, month)
    rows = [_Row(*row[:-3]) for row in asked.rows(*indicators)]
    return {
        each.standing.target_id: Beside(value, _place(each, rows, region), is_parted)
        for each in named
        for value, is_parted in [_last_year(each, rows, region, year - 1)]
    }


def _places(region: RegionAndParent, year: int) -> Q:
    """This year's of the districts under the same parent, and last year's of the region's own."""
    own, parent = region
    around = Q(region__parent=parent) if parent else Q(region=own)
    return around & Q(year=year) | Q(region=own, year=year - 1)


@lru_cache(VIEWS)
def _asked(user: User, _rights: Rights, region: RegionAndParent, year: int, month: int) -> Prepared[tuple[Any, ...]]:
    """Ask for the rows of the indicators that are given."""
    kept, stated = _kept(user, region, year, month), _stated(user, region[0], year - 1)
    return Prepared(kept.union(stated, all=True).order_by("is_stated", "first", "second"))


def _kept(user: User, region: RegionAndParent, year: int, month: int) -> QuerySet[Any]:
    """How the districts stand at the month's end, and how the region stood at the end of last year."""
    own = Q(year=year, month=month) | Q(year=year - 1, month=YEAR_END)
    rows = Standing.objects.filter(_places(region, year), own, may_read(user, "target"), month__in=(month, YEAR_END))
    rows = rows.filter(target__indicator__in=[GIVEN], target__year__in=(year - 1, year), target__is_withdrawn=False)
    rows = rows.order_by()
    columns = ("target__indicator", "target__measure", "target__unit", "actual", "actual_month", "completion")
    parted = is_parted(region="region", indicator="target__indicator", year=OuterRef("year") + 1)
    of_last_year = Case(When(year=year - 1, then=parted), default=False, output_field=BooleanField())
    order = {"is_stated": Value(0), "first": F("target__number"), "second": F("target")}
    return rows.values_list("region", "year", *columns).annotate(parted=of_last_year).annotate(**order)


def _stated(user: User, region: int, year: int) -> QuerySet[Any]:
    """What the region's reports say of a year as a whole, the report that is nearest to it first."""
    found = IndicatorMatch.objects.for_user(user).confirmed().filter(indicator__in=[GIVEN])
    found = found.filter(statement__report__region=region, statement__year=year, statement__kind=Kind.ACTUAL)
    found = found.exclude(statement__state__in=[Statement.State.REJECTED, Statement.State.REMOVED])
    found = found.exclude(statement__comparator__in=NO_NUMBER).order_by()
    columns = ("indicator", "statement__measure", "statement__unit", "statement__value")
    parted = is_parted(region="statement__report__region", indicator="indicator", year=OuterRef("statement__year") + 1)
    unknown = {
        "month": Value(YEAR_END), "completion": Value(None, output_field=DecimalField()), "parted": parted,
    }  # fmt: skip
    order = {"is_stated": Value(1), "first": F("statement__report__year"), "second": F("statement__start")}
    named = found.values_list("statement__report__region", "statement__year", *columns)
    return named.annotate(**unknown).annotate(**order)


def _last_year(stand: Stand, rows: Sequence[_Row], region: Region, year: int) -> tuple[Decimal | None, bool]:
    """Last year's figure, and whether this year's cannot be compared with it."""
    target = stand.standing.target
    wanted = Wanted(target.measure, target.unit)
    values = (
        (row.value_in(wanted), row.is_parted)
        for row in rows
        if (row.region, row.year, row.indicator, row.actual_month) == (region.pk, year, target.indicator_id, YEAR_END)
    )
    return next((each for each in values if each[0] is not None), (None, False))


def _place(stand: Stand, rows: Sequence[_Row], region: Region) -> Place | None:
    """By completion where there is one, since districts promise more or less; else by the figure itself."""
    standing, target = stand.standing, stand.standing.target
    wanted, by_completion = Wanted(target.measure, target.unit), standing.completion is not None
    own = standing.completion if by_completion else standing.actual
    values = {} if own is None else {region.pk: own}
    for row in rows:
        if (row.year, row.indicator, row.actual_month) == (standing.year, target.indicator_id, standing.actual_month):
            value = row.completion if by_completion else row.value_in(wanted)
            if value is not None:
                values.setdefault(row.region, value)
    if own is None or len(values) < 2:
        return None
    higher = higher_is_better(target, by_completion=by_completion)
    ranks = rank([RankRow(key, value) for key, value in values.items()], higher_is_better=higher).ranks
    here = next(each for each in ranks if each.key == region.pk)
    return Place(here.rank, len(ranks), here.tied, by_completion)


def higher_is_better(target: Target, *, by_completion: bool) -> bool:
    """Tell whether more is better: of completion always, of a figure as the target is judged."""
    return by_completion or more_is_better(shape_of_target(target), direction_of_target(target))
