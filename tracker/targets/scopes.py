"""The region and year whose targets a page shows, and those that could be chosen.

Who reports for no department sees whole regions. Asked of those alone, and of one year after the other, a database need
not look at every target.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from reports.organisation.models import Region, RegionQuerySet, rights_of
from reports.organisation.rights import Rights
from reports.shared.distinct import Stepping, among_few, stepping
from reports.shared.people import apart_from_request
from reports.shared.prepared import READERS, Prepared
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
    newest = _newest_years(request.user, today)
    if not newest:
        return None
    region = chosen(request, "region", {str(each.pk): each for each in newest}, default=next(iter(newest)))
    years = years_for(request.user)
    year = chosen(request, "year", {str(each): each for each in years}, default=newest[region])
    return RegionYear(list(newest), years, region, year)


def regions_for(user: User) -> RegionQuerySet:
    """Return the regions that have targets which `user` may read."""
    rights = rights_of(user)
    if rights.departments:
        return Region.objects.filter(Exists(_targets_of_region(user)))
    return Region.objects.filter(rights.may_follow("pk"), has_targets(user))


def has_targets(user: User) -> Q:
    """Return the condition that a region has targets, as it is quickly asked of those that `user` may follow."""
    if rights_of(user).everywhere:
        return among_few("pk", Target.objects.all(), "region_id")
    return Q(Exists(Target.objects.filter(region=OuterRef("pk"))))


def years_for(user: User) -> list[int]:
    """Return the years of targets which `user` may read, the newest first."""
    asked = _years_asked(apart_from_request(user), rights_of(user))
    return asked.rows()


def _newest_years(user: User, today: dt.date) -> dict[Region, int]:
    """Return the regions, their own first, and which year of each is shown unless another is chosen. One query."""
    asked = _regions_asked(apart_from_request(user), rights_of(user), today.year)
    return {region: region.newest for region in asked.rows()}


@lru_cache(READERS)
def _regions_asked(user: User, _rights: Rights, this_year: int) -> Prepared[Any]:
    """Ask for the regions, each with the newest of its years that has begun, or else the first."""
    years = _targets_of_region(user).values("year")
    begun = Subquery(years.filter(year__lte=this_year).order_by("-year")[:1])
    newest = Coalesce(begun, Subquery(years.order_by("year")[:1]))
    return Prepared(regions_for(user).own_first(user).annotate(newest=newest))


@lru_cache(READERS)
def _years_asked(user: User, rights: Rights) -> Prepared[int] | Stepping:
    targets = Target.objects.for_user(user)
    if rights.departments:
        return Prepared(targets.order_by("-year").values_list("year", flat=True).distinct())
    return stepping(targets, "year")


def _targets_of_region(user: User) -> QuerySet[Target]:
    return Target.objects.for_user(user).filter(region=OuterRef("pk")).order_by()
