"""A region's promises that come again year after year."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.shared.exports import export_asked, exported
from reports.shared.requests import chosen
from tracker.dashboards.choices import regions_with_data, years_and_breaks
from tracker.dashboards.repeated_promises import Repeated, repeated_among
from tracker.dashboards.views.comparisons import breaks_between
from tracker.indicators.models import Indicator
from tracker.standings.outcomes import Outcome, outcomes
from tracker.verdicts.labels import STATUS_LABELS

MOST_YEARS = 5
"""How many years stand side by side: those until the newest."""


def repeated_promises(request: HttpRequest) -> HttpResponseBase:
    """Show which indicators a region promises in several years, with target and outcome of each year."""
    regions, (every, every_break) = regions_with_data(request.user), years_and_breaks(request.user)
    if not regions or not every:
        return render(request, "dashboards/comparison_empty.html", {"title": _("Promised year after year")})
    region = chosen(request, "region", {str(each.pk): each for each in regions}, default=regions[0])
    years, indicators = sorted(every[:MOST_YEARS]), list(Indicator.objects.all())
    today = timezone.localdate()
    found = outcomes(request.user, regions=[region], indicators=indicators, years=years, today=today)
    breaks = breaks_between(every_break, [region], indicators, years)
    rows = repeated_among(found, indicators, years, breaks)
    shown = {each for row in rows for each in row.breaks}
    notes = [each.in_words([region], indicators) for each in breaks if each in shown]
    title = _("%(region)s: promised year after year") % {"region": region.label}
    if kind := export_asked(request):
        return exported(_as_rows(rows, years), kind, title=title, notes=[title, *notes] if notes else [])
    context = {"title": title, "region": region, "regions": regions, "years": years, "rows": rows, "breaks": notes}
    return render(request, "dashboards/repeated_promises.html", context)


def _as_rows(rows: Sequence[Repeated], years: Sequence[int]) -> list[list[object]]:
    head: list[object] = [_("Indicator"), _("Years promised"), *years]
    return [head, *([row.indicator.label, len(row.promised), *(_cell(each) for _y, each in row.cells)] for row in rows)]


def _cell(outcome: Outcome) -> str:
    promised = outcome.promised.words if outcome.promised else ""
    actual = _("actual %(words)s") % {"words": outcome.actual.words} if outcome.actual else ""
    status = str(STATUS_LABELS[outcome.status]) if outcome.status else ""
    return _("; ").join(each for each in (promised, actual, status) if each)
