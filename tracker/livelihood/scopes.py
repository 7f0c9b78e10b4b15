"""The region and year whose deeds a page shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from reports.organisation.models import Region
from reports.shared.requests import chosen
from tracker.livelihood.models import Deed


@dataclass(frozen=True)
class Scope:
    """One region and year of which the reader may see deeds, and what else could be chosen."""

    regions: Sequence[Region]
    years: Sequence[int]
    region: Region
    year: int


def scope_of(request: HttpRequest, today: dt.date) -> Scope | None:
    """Return what the address asks for; None when the reader may see no deed at all. Two queries.

    Raises Http404 for a region or year that the reader cannot choose.
    """
    years_of: dict[int, list[int]] = {}
    for key, year in Deed.objects.for_user(request.user).order_by().values_list("region", "year").distinct():
        years_of.setdefault(key, []).append(year)
    if not years_of:
        return None
    regions = list(Region.objects.filter(pk__in=years_of).own_first(request.user))
    region = chosen(request, "region", {str(each.pk): each for each in regions}, default=regions[0])
    years = sorted({year for those in years_of.values() for year in those}, reverse=True)
    newest = max((year for year in years_of[region.pk] if year <= today.year), default=min(years_of[region.pk]))
    year = chosen(request, "year", {str(each): each for each in years}, default=newest)
    return Scope(regions, years, region, year)
