"""The region and year whose targets a page shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from reports.organisation.models import Region
from reports.shared.requests import chosen
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User


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


def _years_by_region(user: User) -> dict[int, list[int]]:
    pairs = Target.objects.for_user(user).order_by().values_list("region", "year").distinct()
    years: dict[int, list[int]] = {}
    for region, year in pairs:
        years.setdefault(region, []).append(year)
    return years
