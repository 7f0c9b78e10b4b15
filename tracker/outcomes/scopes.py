"""Which region and year a page settles: those for which the reader may read this year's report and the next one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import urlencode

from reports.library.models import WorkReport
from reports.organisation.models import Region
from reports.shared.requests import chosen


@dataclass(frozen=True)
class Pair:
    """A region and year with both reports, and what else could be chosen."""

    regions: Sequence[Region]
    years: Sequence[int]
    region: Region
    year: int
    report: int

    @property
    def later_year(self) -> str:
        """The year of the next report, as years are written."""
        return str(self.year + 1)

    @property
    def query(self) -> str:
        """What the address of a page about the same says behind its question mark."""
        return urlencode({"region": self.region.pk, "year": self.year})


def pair_of(request: HttpRequest) -> Pair | None:
    """Return what the address asks for; None where the reader has no two reports in a row. Two queries.

    Of several reports of a year the one that was sent last counts. Raises Http404 for another region or year.
    """
    newest: dict[int, dict[int, int]] = defaultdict(dict)
    rows = WorkReport.objects.for_user(request.user).order_by("pk").values_list("region", "year", "pk")
    for place, year, pk in rows:
        newest[place][year] = pk
    years_of = {place: [year for year in own if year + 1 in own] for place, own in newest.items()}
    regions = list(
        Region.objects.with_parents()
        .filter(pk__in=[key for key, years in years_of.items() if years])
        .own_first(request.user)
    )
    if not regions:
        return None
    region = chosen(request, "region", {str(each.pk): each for each in regions}, default=regions[0])
    years = sorted(years_of[region.pk], reverse=True)
    # Another region was chosen and has no report of the year that was shown: its newest year is.
    asked = {str(each): each for own in years_of.values() for each in own}
    year = chosen(request, "year", asked, default=years[0])
    year = year if year in years else years[0]
    return Pair(regions, years, region, year, newest[region.pk][year])
