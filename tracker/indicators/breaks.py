"""Where figures over the years cannot be compared: other borders, or another definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from reports.organisation.models import Region
from tracker.indicators.models import ComparabilityBreak, Indicator


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


def breaks_among(regions: Iterable[Region], indicators: Iterable[Indicator]) -> list[Break]:
    """Return the breaks of these regions and indicators, the oldest first. One query."""
    numbers = [each.pk for each in regions]
    found = _entered(numbers, [each.pk for each in indicators]).union(_borders(numbers), all=True)
    # One of the databases counts years of days in decimals.
    rows = (Break(int(year), *of) for year, *of in found)
    return sorted(rows, key=lambda each: (each.year, each.region or 0, each.what))


def _entered(regions: list[int], indicators: list[int]) -> QuerySet[ComparabilityBreak, Any]:
    rows = ComparabilityBreak.objects.filter(Q(region=None) | Q(region__in=regions))
    rows = rows.filter(Q(indicator=None) | Q(indicator__in=indicators)).order_by()
    return rows.values_list("year", "region_id", "indicator_id", "what", "source")


def _borders(regions: list[int]) -> QuerySet[Region, Any]:
    """The regions that were formed from several others or from parts of one: their borders are new."""
    rows = Region.objects.filter(pk__in=regions, valid_from__isnull=False).with_new_borders().order_by()
    none, nothing = Value(None, output_field=IntegerField()), Value("")
    return rows.values_list(ExtractYear("valid_from"), F("pk"), none, nothing, nothing)
