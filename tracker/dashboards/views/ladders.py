"""A region's promises beside those of the levels above it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.library.models import Kind
from reports.shared.exports import export_asked, exported
from reports.shared.requests import chosen
from tracker.dashboards.choices import regions_with_data, years_with_data
from tracker.dashboards.ladder import Ladder, ladders, levels_of, references_of


def ladder(request: HttpRequest) -> HttpResponseBase:
    """Show what the country, province and city promised beside a region, and the steps between them."""
    today = timezone.localdate()
    regions = regions_with_data(request.user, with_parents=True)
    years = years_with_data(request.user)
    if not regions or not years:
        return render(request, "dashboards/comparison_empty.html", {"title": _("Level by level")})
    region = chosen(request, "region", {str(each.pk): each for each in regions}, default=regions[0])
    known = references_of(region)
    promised = {each.year for each in known if each.kind == Kind.TARGET}.intersection(years)
    year = chosen(request, "year", {str(each): each for each in years}, default=max(promised or years))
    title = _("%(region)s %(year)s, level by level") % {"region": region.label, "year": year}
    rows = ladders(request.user, region=region, year=year, known=known, today=today)
    if kind := export_asked(request):
        return exported(_as_rows(rows), kind, title=title)
    context = {"title": title, "region": region, "regions": regions, "year": year, "years": years}
    return render(request, "dashboards/ladder.html", context | {"ladders": rows, "levels": levels_of(region)})


def _as_rows(rows: list[Ladder]) -> list[list[str]]:
    head = [_("Indicator"), _("Region"), _("Target"), _("From the level above"), _("Actual"), _("Source")]
    return [head] + [
        [
            each.indicator.label,
            rung.region.label,
            rung.promised.words if rung.promised else "",
            rung.step,
            rung.actual.words if rung.actual else "",
            rung.source,
        ]
        for each in rows
        for rung in each.rungs
    ]
