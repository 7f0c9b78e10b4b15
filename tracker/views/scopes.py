"""What a page looks at: chosen by the address, with defaults that suit the reader; nothing is chosen silently."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from reports.models import Region
from tracker.judging.statuses import month_to_judge
from tracker.judging.verdicts import Judged, basis_on, judge_on
from tracker.models import Target

if TYPE_CHECKING:
    from reports.models.organisation import User

T = TypeVar("T")
R = TypeVar("R", bound=Model)
ALL_MONTHS = {str(month): month for month in range(1, 13)}
FIGURES = {"submitted": True}


@dataclass(frozen=True)
class RegionYear:
    """One region and year of which the reader may see targets, and what else could be chosen."""

    regions: Sequence[Region]
    years: Sequence[int]
    region: Region
    year: int


def region_year_of(request: HttpRequest, today: dt.date) -> RegionYear | None:
    """Return what the address asks for; None when the reader has no target anywhere. Two queries.

    Raises Http404 for a region or year that the reader cannot choose.
    """
    years_of = _years_by_region(request.user)
    if not years_of:
        return None
    regions = list(Region.objects.filter(pk__in=years_of).own_first(request.user))
    region = chosen(request, "region", {str(each.pk): each for each in regions}, default=regions[0])
    years = sorted({year for years in years_of.values() for year in years}, reverse=True)
    newest = max((year for year in years_of[region.pk] if year <= today.year), default=min(years_of[region.pk]))
    year = chosen(request, "year", {str(each): each for each in years}, default=newest)
    return RegionYear(regions, years, region, year)


@dataclass(frozen=True)
class Scope(RegionYear):
    """One region, year and month, and which of its figures count."""

    months: Sequence[int]
    month: int
    include_submitted: bool

    def judge(self, user: User, today: dt.date) -> list[Judged]:
        """Judge what `user` may read of it, department by department. Four queries."""
        targets = Target.objects.for_user(user).of(self.region, self.year).select_related("lead")
        basis = basis_on(today, month=self.month, include_submitted=self.include_submitted)
        return judge_on(targets.order_by("lead__order", "lead__name", "number"), basis)

    def rows_url(self, **filters: str) -> str:
        """Return the address of the list of targets that shows exactly the rows behind a number."""
        chosen = {"region": str(self.region.pk), "year": str(self.year), "month": str(self.month)}
        figures = {"figures": "submitted"} if self.include_submitted else {}
        return f"{reverse('targets')}?{urlencode(chosen | figures | filters)}"


def scope_of(request: HttpRequest, today: dt.date) -> Scope | None:
    """Return what the address asks for; None when the reader has no target anywhere. Two queries.

    Raises Http404 for a region, year or month that the reader cannot choose. A month that is not over yet gives way
    to the latest one that is; every page says which month it shows.
    """
    of = region_year_of(request, today)
    if of is None:
        return None
    months = range(1, month_to_judge(of.year, today) + 1)
    month = min(chosen(request, "month", ALL_MONTHS, default=12), months[-1])
    include_submitted = chosen(request, "figures", FIGURES, default=False)
    return Scope(of.regions, of.years, of.region, of.year, months, month, include_submitted)


def chosen(request: HttpRequest, name: str, choices: Mapping[str, T], *, default: T) -> T:
    """Return the choice that the address names, or the default where it names none.

    Raises Http404 for anything else: another choice in its place would be taken for the one asked for.
    """
    value = request.GET.get(name, "")
    if value and value not in choices:
        raise Http404(_("“%(value)s” is not among the choices.") % {"value": value})
    return choices[value] if value else default


def chosen_many(request: HttpRequest, name: str, rows: Sequence[R], *, default: Sequence[R]) -> list[R]:
    """Return the rows that the address names by their numbers, in the order of `rows`; the default where it names none.

    Raises Http404 for a number that is not among them.
    """
    wanted = set(request.GET.getlist(name))
    unknown = wanted - {str(row.pk) for row in rows}
    if unknown:
        raise Http404(_("“%(value)s” is not among the choices.") % {"value": min(unknown)})
    return [row for row in rows if str(row.pk) in wanted] or list(default)


def _years_by_region(user: User) -> dict[int, list[int]]:
    pairs = Target.objects.for_user(user).order_by().values_list("region", "year").distinct()
    years: dict[int, list[int]] = {}
    for region, year in pairs:
        years.setdefault(region, []).append(year)
    return years
