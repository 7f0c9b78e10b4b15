"""Which regions and years the pages over districts and years offer; the SQL is written once a reader."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Expression, F, OuterRef, Q, QuerySet

from reports.library.models import WorkReport
from reports.organisation.models import Region, RegionQuerySet, rights_of
from reports.organisation.rights import Rights
from reports.shared.distinct import Stepping, stepping
from reports.shared.people import apart_from_request
from reports.shared.prepared import READERS, Prepared
from tracker.indicators.breaks import NO_BREAK, Break, break_queries, years_and_breaks_in
from tracker.targets.models import Target
from tracker.targets.scopes import has_targets, years_for

if TYPE_CHECKING:
    from reports.shared.people import User


def regions_with_data(user: User, *, with_parents: bool = False) -> list[Region]:
    """Return the regions that `user` may read and that have a target or a report, the reader's own first. One query."""
    return _regions_asked(apart_from_request(user), rights_of(user), with_parents=with_parents).rows()


def years_with_data(user: User) -> list[int]:
    """Return the years of which `user` may read targets or reports, the newest first. One query.

    A report tells what came of the year before, so that year is there too.
    """
    return sorted(_years_asked(apart_from_request(user), rights_of(user)).rows(), reverse=True)


def years_and_breaks(user: User) -> tuple[list[int], list[Break]]:
    """Return the years as `years_with_data` does, and where figures stop being comparable. Two queries."""
    of_reports, breaks = years_and_breaks_in(_breaks_asked(apart_from_request(user), rights_of(user)).rows())
    return sorted({*years_for(user), *of_reports}, reverse=True), breaks


@lru_cache(READERS)
def _regions_asked(user: User, _rights: Rights, *, with_parents: bool) -> Prepared[Region]:
    regions = _regions(user).own_first(user)
    return Prepared(regions.with_parents() if with_parents else regions)


@lru_cache(READERS)
def _years_asked(user: User, rights: Rights) -> Prepared[int] | Stepping:
    targets, (told, told_of) = Target.objects.for_user(user).order_by(), _years_of_reports(user)
    if rights.departments:
        return Prepared(targets.values_list("year", flat=True).union(told, told_of))
    return stepping(targets, "year", beside=told.union(told_of))


@lru_cache(READERS)
def _breaks_asked(user: User, _rights: Rights) -> Prepared[Any]:
    told, told_of = _years_of_reports(user, *NO_BREAK)
    return Prepared(told.union(told_of, *break_queries(_regions(user))))


def _regions(user: User) -> RegionQuerySet:
    reports = WorkReport.objects.filter(region=OuterRef("pk"))
    return Region.objects.for_user(user).filter(has_targets(user) | Q(Exists(reports)))


def _years_of_reports(user: User, *columns: Expression) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    reports = WorkReport.objects.for_user(user).order_by()
    return reports.values_list("year", *columns), reports.values_list(F("year") - 1, *columns)
