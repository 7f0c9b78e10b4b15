"""Which share of a year's promises was kept: of those judged at the year's end, or up to now while the year runs."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count

from reports.organisation.models import Region
from tracker.evaluation import Status, count_by_status, in_denominator
from tracker.standings.models import Standing
from tracker.standings.reading import bring_up_to_date, latest_basis
from tracker.targets.models import Target, may_read
from tracker.verdicts.basis import MONTHS, month_to_judge

if TYPE_CHECKING:
    from reports.shared.people import User


@dataclass(frozen=True)
class Kept:
    """How many of a region's judged promises of a year are kept, or on course, up to the end of `month`."""

    good: int
    judged: int
    month: int

    @property
    def share(self) -> Decimal | None:
        """The share that is kept (0.8 is 80 %); None where nothing was judged."""
        return Decimal(self.good) / self.judged if self.judged else None

    @property
    def is_whole_year(self) -> bool:
        """Whether the year is over."""
        return self.month == MONTHS


def kept_by_year(user: User, regions: Sequence[Region], today: dt.date) -> dict[tuple[int, int], Kept]:
    """Return what was kept, under region and year, of the targets that `user` may read. One query where all stand."""
    places = {"region__in": regions, "year__lte": today.year}
    bring_up_to_date(Target.objects.filter(**places), latest_basis(today))
    readable = may_read(user, "target", region="region")
    rows = Standing.objects.newest(today).filter(readable, target__is_withdrawn=False, **places)
    rows = rows.filter(target__region__in=regions)  # said of both, so that no database looks at all targets
    counts: dict[tuple[int, int], Counter[Status]] = defaultdict(Counter)
    for region, year, status, n in rows.order_by().values_list("region", "year", "status").annotate(n=Count("pk")):
        counts[region, year][Status(status)] += n
    return {key: _kept(each, key[1], today) for key, each in counts.items()}


def _kept(counts: Counter[Status], year: int, today: dt.date) -> Kept:
    assessed = in_denominator(count_by_status(counts.elements()))
    good = sum(n for status, n in assessed.items() if status.is_good)
    return Kept(good, sum(assessed.values()), month_to_judge(year, today))
