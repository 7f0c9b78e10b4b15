"""What a dashboard looks at: chosen by the address, with defaults that suit the reader; nothing is chosen silently."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from reports.organisation.models import rights_of
from reports.organisation.rights import Rights
from reports.shared.people import apart_from_request
from reports.shared.prepared import GIVEN, READERS, VIEWS, Prepared
from reports.shared.requests import chosen
from tracker.dispatch.models import Problem
from tracker.standings.changes import corrections_after
from tracker.standings.models import Standing
from tracker.standings.reading import Stand
from tracker.targets.models import Target
from tracker.targets.scopes import RegionYear, region_year_of
from tracker.verdicts.basis import Basis, basis_on, month_to_judge

if TYPE_CHECKING:
    from reports.shared.people import User

ALL_MONTHS = {str(month): month for month in range(1, 13)}
FIGURES = {"submitted": True}


@dataclass(frozen=True)
class Scope(RegionYear):
    """One region, year and month, and which of its figures count."""

    months: Sequence[int]
    month: int
    include_submitted: bool

    def basis(self, today: dt.date) -> Basis:
        """Return what its statuses rest on. One query."""
        return basis_on(today, month=self.month, include_submitted=self.include_submitted)

    def targets(self, user: User) -> QuerySet[Target]:
        """Return the targets of the region and year that `user` may read."""
        return Target.objects.for_user(user).of(self.region, self.year)

    def stands(self, user: User, basis: Basis) -> list[Stand]:
        """Return how they stand, department by department. One query; the standings must be up to date.

        Each row carries its status a month before as `previous`, and whether a figure of it was corrected in the month
        after as `is_corrected`.
        """
        view = (self.region.pk, self.year, self.month, self.include_submitted)
        asked = _stands_asked(apart_from_request(user), rights_of(user), *view)
        return [Stand(row, basis) for row in asked.rows()]

    def overdue(self, user: User, today: dt.date) -> list[Problem]:
        """Return the region's problems that are overdue now and that `user` may read. One query."""
        return _overdue_asked(apart_from_request(user), rights_of(user), today).rows(self.region.pk)

    def rows_url(self, **filters: str) -> str:
        """Return the address of the list of targets that shows exactly the rows behind a number."""
        return f"{self._targets_url}?{self.query}" + (f"&{urlencode(filters)}" if filters else "")

    @property
    def overdue_url(self) -> str:
        """The address of the list of the region's overdue problems."""
        return f"{reverse('problems')}?region={self.region.pk}&situation=overdue"

    @cached_property
    def query(self) -> str:
        """What the address of a page that shows the same says behind its question mark."""
        chosen = {"region": str(self.region.pk), "year": str(self.year), "month": str(self.month)}
        return urlencode(chosen | ({"figures": "submitted"} if self.include_submitted else {}))

    @cached_property
    def _targets_url(self) -> str:
        return reverse("targets")


@lru_cache(VIEWS)
def _stands_asked(
    user: User, _rights: Rights, region: int, year: int, month: int, include_submitted: bool
) -> Prepared[Standing]:
    targets = Target.objects.for_user(user).filter(region=region, year=year).order_by()
    column = "submitted_status" if include_submitted else "status"
    before = Standing.objects.filter(target=OuterRef("target"), month=month - 1).values(column)
    rows = Standing.objects.filter(target__in=targets, month=month)
    rows = rows.select_related("lead", "target").annotate(
        previous=Subquery(before),
        is_corrected=Exists(corrections_after(year, month).filter(entry__target=OuterRef("target"))),
    )
    return Prepared(rows.order_by("lead__order", "lead__name", "target__number"))


@lru_cache(READERS)
def _overdue_asked(user: User, _rights: Rights, today: dt.date) -> Prepared[Problem]:
    found = Problem.objects.for_user(user).filter(region=GIVEN).overdue(today)
    return Prepared(found.select_related("owner"))


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
