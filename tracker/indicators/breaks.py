"""Where figures over the years cannot be compared: other borders, or another definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import BigIntegerField, BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, ExtractYear
from django.utils.translation import gettext as _

from reports.organisation.models import Region, RegionQuerySet
from tracker.indicators.models import ComparabilityBreak, Indicator

NOBODY = Cast(Value(None), BigIntegerField())
"""Typed: a bare NULL would be taken for text where the queries are joined."""
NO_BREAK = (NOBODY, NOBODY, Value(""), Value(""))
"""What stands behind a year of figures in the columns of a break: region, indicator, what changed, source."""


@dataclass(frozen=True, slots=True)
class Break:
    """From `year` on figures count in another way; None stands for every region or every indicator."""

    year: int
    region: int | None
    indicator: int | None
    what: str
    source: str = ""

    def concerns(self, region: int, indicator: int) -> bool:
        """Tell whether it parts this region's figures of this indicator."""
        return self.region in (None, region) and self.indicator in (None, indicator)

    def concerns_any(self, regions: Iterable[Region], indicators: Iterable[Indicator]) -> bool:
        """Tell whether it parts figures of one of these regions and indicators."""
        of = {None, *(each.pk for each in indicators)}
        return self.indicator in of and self.region in {None, *(each.pk for each in regions)}

    def lies_within(self, years: Sequence[int]) -> bool:
        """Tell whether there are years on both sides of it."""
        return bool(years) and min(years) < self.year <= max(years)

    def in_words(self, regions: Iterable[Region], indicators: Iterable[Indicator] = ()) -> str:
        """Return what changed, of which of these regions and indicators, and who says so."""
        of = [each.label for each in regions if each.pk == self.region]
        of += [each.label for each in indicators if each.pk == self.indicator]
        what = self.what or _("formed from other regions or parts of them")
        words = _("%(of)s: %(what)s") % {"of": _(", ").join(of), "what": what} if of else what
        source = _(" (%(source)s)") % {"source": self.source} if self.source else ""
        note = _("from %(year)s on not comparable with the years before: %(what)s")
        return note % {"year": self.year, "what": words + source}


@lru_cache(maxsize=32)
def is_parted(*, region: str, indicator: str, year: Combinable) -> ExpressionWrapper[Any]:
    """Return the condition that figures of `year` cannot be compared with those of the year before.

    Of the region and the indicator whose keys are at these paths of the outer query; `year` is an `OuterRef` into it.
    A condition can stand in any number of queries, so each is written once.
    """
    entered = ComparabilityBreak.objects.filter(
        Q(region=None) | Q(region=OuterRef(region)), Q(indicator=None) | Q(indicator=OuterRef(indicator)), year=year
    )
    formed = Region.objects.filter(pk=OuterRef(region), valid_from__year=year).with_new_borders()
    return ExpressionWrapper(Exists(entered) | Exists(formed), output_field=BooleanField())


def break_queries(regions: RegionQuerySet) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    """Return the queries of the breaks entered, and of the new borders among regions, to be joined to one for years.

    Pages over the years ask for the years of figures anyway: as rows of `NO_BREAK` they come with the same query.
    """
    entered = ComparabilityBreak.objects.order_by().values_list("year", "region_id", "indicator_id", "what", "source")
    new = Region.objects.filter(pk__in=regions.values("pk"), valid_from__isnull=False).with_new_borders().order_by()
    return entered, new.values_list(ExtractYear("valid_from"), F("pk"), *NO_BREAK[1:])


def years_and_breaks_in(rows: Iterable[Any]) -> tuple[list[int], list[Break]]:
    """Return the years of figures, the newest first, and the breaks, the oldest first, from the joined rows."""
    # One of the databases counts years of days in decimals.
    found = [Break(int(year), *of) for year, *of in rows]
    years = {each.year for each in found if each.region is None and not each.what}
    breaks = [each for each in found if each.region is not None or each.what]
    return sorted(years, reverse=True), sorted(breaks, key=lambda each: (each.year, each.region or 0, each.what))
