"""What a dashboard looks at: chosen by the address, with defaults that suit the reader; nothing is chosen silently."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from reports.shared.requests import chosen
from tracker.progress.judgement import Judged, judge_on
from tracker.targets.models import Target
from tracker.targets.scopes import RegionYear, region_year_of
from tracker.verdicts.basis import basis_on, month_to_judge

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
