"""The region and year whose targets a page shows, and those that could be chosen.

Who reports for no department sees whole regions. Asked of those alone, and of one year after the other, a database need
not look at every target.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from reports.organisation.models import Region, RegionQuerySet, rights_of
from reports.shared.distinct import descending
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
    regions = list(_with_their_year(regions_for(request.user).own_first(request.user), request.user, today))
    if not regions:
        return None
    region = chosen(request, "region", {str(each.pk): each for each in regions}, default=regions[0])
    years = years_for(request.user)
    year = chosen(request, "year", {str(each): each for each in years}, default=region.newest_year)
    return RegionYear(regions, years, region, year)


def regions_for(user: User) -> RegionQuerySet:
    """Return the regions that have targets which `user` may read."""
    regions = Region.objects.filter(Exists(_targets_of_region(user)))
    return regions if rights_of(user).departments else regions.filter(rights_of(user).may_follow("pk"))


def years_for(user: User) -> list[int]:
    """Return the years of targets which `user` may read, the newest first."""
    targets = Target.objects.for_user(user)
    if rights_of(user).departments:
        return list(targets.order_by("-year").values_list("year", flat=True).distinct())
    return descending(targets, "year")


def _with_their_year(regions: RegionQuerySet, user: User, today: dt.date) -> QuerySet[Any]:
    """Say with each region which of its years is shown unless another is chosen: the newest that has begun."""
    years = _targets_of_region(user).values("year")
    begun = Subquery(years.filter(year__lte=today.year).order_by("-year")[:1])
    return regions.annotate(newest_year=Coalesce(begun, Subquery(years.order_by("year")[:1])))


def _targets_of_region(user: User) -> QuerySet[Target]:
    return Target.objects.for_user(user).filter(region=OuterRef("pk")).order_by()
