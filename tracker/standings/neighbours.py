"""What stands beside a figure: last year's, and its place among the districts under the same parent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q, QuerySet

from reports.library.models import Kind, Statement
from reports.organisation.models import Region
from tracker.evaluation import Direction, RankRow, rank
from tracker.indicators.models import IndicatorMatch
from tracker.standings.models import Standing
from tracker.standings.outcomes import NO_NUMBER, YEAR_END, Wanted
from tracker.standings.rankings import FALLS
from tracker.standings.reading import Stand
from tracker.targets.models import Target, may_read

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


class _Row(NamedTuple):
    region: int
    year: int
    indicator: int
    measure: str
    unit: str
    actual: Decimal | None
    actual_month: int | None
    completion: Decimal | None

    def value_in(self, wanted: Wanted) -> Decimal | None:
        return wanted.value_of(self.measure, self.unit, self.actual)


def targets_beside(user: User, region: Region, year: int, own: QuerySet[Target]) -> QuerySet[Target]:
    """Return the targets that `beside` reads for the headline targets among `own`, to bring them up to date before."""
    headlines = own.filter(target_class=Target.TargetClass.HEADLINE, indicator__isnull=False)
    named = headlines.order_by().values("indicator")
    return Target.objects.for_user(user).filter(_places(region, year), indicator__in=named)


def beside(user: User, region: Region, stands: Sequence[Stand], month: int) -> dict[int, Beside]:
    """Return what stands beside the figures of `stands` (of one region and year), under their targets' numbers.

    Official figures alone; of last year the approved one of December, else what a report says and a person confirmed.
    Two queries; the standings must be up to date (`targets_beside`).
    """
    named = [each for each in stands if each.standing.target.indicator_id]
    if not named:
        return {}
    year = named[0].standing.year
    indicators = {each.standing.target.indicator_id for each in named}
    rows = _rows(user, region, year, month, indicators)
    stated = _stated_last_year(user, region, year - 1, indicators)
    return {
        each.standing.target_id: Beside(_last_year(each, rows, stated, region, year - 1), _place(each, rows, region))
        for each in named
    }


def _places(region: Region, year: int) -> Q:
    """This year's of the districts under the same parent, and last year's of the region's own."""
    around = Q(region__parent=region.parent_id) if region.parent_id else Q(region=region)
    return around & Q(year=year) | Q(region=region, year=year - 1)


def _rows(user: User, region: Region, year: int, month: int, indicators: Iterable[int | None]) -> list[_Row]:
    own = Q(year=year, month=month) | Q(year=year - 1, month=YEAR_END)
    rows = Standing.objects.filter(_places(region, year), own, may_read(user, "target"))
    rows = rows.filter(target__indicator__in=indicators, target__is_withdrawn=False).order_by("target__number")
    columns = ("target__indicator", "target__measure", "target__unit", "actual", "actual_month", "completion")
    return [_Row(*row) for row in rows.values_list("region", "year", *columns)]


def _stated_last_year(
    user: User, region: Region, year: int, indicators: Iterable[int | None]
) -> Mapping[int, list[Statement]]:
    """What the region's reports say of a year, the report that is nearest to it first."""
    found = IndicatorMatch.objects.for_user(user).confirmed().filter(indicator__in=indicators)
    found = found.filter(statement__report__region=region, statement__year=year, statement__kind=Kind.ACTUAL)
    found = found.exclude(statement__state__in=[Statement.State.REJECTED, Statement.State.REMOVED])
    found = found.exclude(statement__comparator__in=NO_NUMBER).select_related("statement")
    found = found.only("indicator", "statement__measure", "statement__unit", "statement__value")
    stated: dict[int, list[Statement]] = {}
    for match in found.order_by("statement__report__year", "statement__start"):
        stated.setdefault(match.indicator_id, []).append(match.statement)
    return stated


def _last_year(
    stand: Stand, rows: Sequence[_Row], stated: Mapping[int, Sequence[Statement]], region: Region, year: int
) -> Decimal | None:
    target = stand.standing.target
    wanted = Wanted(target.measure, target.unit)
    filed = (
        row.value_in(wanted)
        for row in rows
        if (row.region, row.year, row.indicator, row.actual_month) == (region.pk, year, target.indicator_id, YEAR_END)
    )
    told = (wanted.value_of(each.measure, each.unit, each.value) for each in stated.get(target.indicator_id or 0, ()))
    return next((value for value in (*filed, *told) if value is not None), None)


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
    """Tell whether more is better: of completion always, of a figure as the target's direction and measure say."""
    return by_completion or (target.direction == Direction.HIGHER) != (target.measure in FALLS)
