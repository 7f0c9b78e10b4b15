"""How the promises of the districts below a region stand, as its bulletin shows them side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from reports.organisation.models import Region
from tracker.standings.reading import Stand, standings_of
from tracker.standings.tallies import Group, Tally, tallies_by
from tracker.targets.models import Target
from tracker.verdicts.basis import Basis

if TYPE_CHECKING:
    from reports.shared.people import User


@dataclass(frozen=True)
class Districts:
    """The districts that have promises which the drafter may read, and how many there are in all."""

    tallies: tuple[Tally, ...] = ()
    total: int = 0

    @property
    def judged(self) -> list[tuple[Tally, Decimal]]:
        """Those with anything judged, each with its share on schedule or better, the best first."""
        found = [(each, each.good_share) for each in self.tallies if each.good_share is not None]
        return sorted(found, key=lambda each: -each[1])

    @property
    def in_words(self) -> str:
        """How many of the districts are shown, and which have promises of which none is judged."""
        if not self.judged:
            return ""
        others = [each.group.label for each in self.tallies if each.good_share is None]
        unjudged = f"；{'、'.join(others)}的目标本期均不纳入评价" if others else ""
        return f"下辖区县{self.total}个，本图列入{len(self.judged)}个，括号内为纳入评价的目标项数{unjudged}。"


def districts_of(user: User, region: Region, year: int, basis: Basis) -> Districts:
    """Return how the districts right below a region stand at the end of the month of the basis. Three queries."""
    day = dt.date(year, 12, 31)
    lasting = Q(valid_to=None) | Q(valid_to__gte=day)
    total = Region.objects.filter(lasting, parent=region).count()
    targets = Target.objects.for_user(user).filter(region__parent=region, year=year)
    if not total or not targets.exists():
        return Districts()
    rows = standings_of(targets, basis, basis.month).select_related("target__region")
    stands = [Stand(row, basis) for row in rows.order_by("target__region__code", "target__number")]
    tallies = tallies_by(stands, lambda each: _group(each.standing.target.region))
    return Districts(tuple(tallies), total)


def _group(region: Region) -> Group:
    return Group(str(region.pk), region.name)
