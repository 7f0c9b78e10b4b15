"""Districts side by side for a year, and one indicator over the years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.organisation.models import Region
from reports.shared import display
from reports.shared.charts import Chart
from reports.shared.exports import export_asked
from reports.shared.requests import chosen, chosen_many, is_htmx
from tracker.dashboards.choices import regions_with_data, years_and_breaks, years_with_data
from tracker.dashboards.exports import outcomes_as_file
from tracker.dashboards.rank_lines import rank_lines
from tracker.dashboards.tile_map import tile_map_of
from tracker.dashboards.trend_chart import Series, trend_chart
from tracker.indicators.breaks import Break
from tracker.indicators.models import Indicator
from tracker.standings.kept import Kept, kept_by_year
from tracker.standings.outcomes import Key, Outcome, outcomes, wanted_of
from tracker.standings.rankings import YARDSTICKS, rank_districts
from tracker.verdicts.basis import basis_on, month_to_judge

KeptCell = tuple[Region, Kept | None]
DEFAULT_DISTRICTS = 3
NOTHING = Outcome()


@dataclass(frozen=True)
class Row:
    """A line of a table: a district with an outcome for each indicator, or a year with one for each district.

    Each outcome stands with the name of its column. `breaks` say what parts it from the rows above.
    """

    head: object
    cells: Sequence[tuple[str, Outcome]]
    breaks: Sequence[str] = ()


def compare(request: HttpRequest) -> HttpResponseBase:
    """Show districts × headline indicators for a year, and the ranking by one of them."""
    today = timezone.localdate()
    years, indicators = years_with_data(request.user), list(Indicator.objects.headline())
    if not years or not indicators:
        return render(request, "dashboards/comparison_empty.html", {"title": _("Districts")})
    year = chosen(request, "year", {str(each): each for each in years}, default=_newest(years, today))
    regions = regions_with_data(request.user)
    found = outcomes(request.user, regions=regions, indicators=indicators, years=[year], today=today)
    title = _("Districts side by side, %(year)s") % {"year": year}
    if kind := export_asked(request):
        return outcomes_as_file(found, kind, regions=regions, indicators=indicators, title=title, today=today)
    context: dict[str, object] = {"title": title, "year": year, "years": years, "regions": regions}
    context |= {"indicators": indicators} | _ranking(request, regions, indicators, found)
    in_order = context["ranking"].in_order  # type: ignore[attr-defined]
    if any(each.stand for each in found.values()):
        context["basis"] = basis_on(today, month=month_to_judge(year, today))
    context["rows"] = _district_rows(in_order, indicators, year, found)
    context["tiles"] = tile_map_of(in_order, context["indicator"], found)  # type: ignore[arg-type]
    return render(request, "dashboards/compare.html", context)


def _indicator_asked(request: HttpRequest, indicators: Sequence[Indicator]) -> Indicator:
    """The indicator that the address names, also by the code of one that was merged into it; else the first."""
    by_code = {each.code: each for each in indicators}
    asked = request.GET.get("indicator", "")
    if asked and asked not in by_code:
        now = Indicator.objects.of_code(asked)
        if now is not None and now in indicators:
            by_code[asked] = now
    return chosen(request, "indicator", by_code, default=indicators[0])


def _district_rows(
    regions: Sequence[Region], indicators: Sequence[Indicator], year: int, found: Mapping[Key, Outcome]
) -> list[Row]:
    names = [(each.pk, each.label) for each in indicators]
    return [
        Row(region, [(name, found.get(Key(region.pk, pk, year), NOTHING)) for pk, name in names]) for region in regions
    ]


def _ranking(
    request: HttpRequest, regions: Sequence[Region], indicators: Sequence[Indicator], found: Mapping[Key, Outcome]
) -> dict[str, object]:
    indicator = _indicator_asked(request, indicators)
    yardstick = chosen(request, "by", YARDSTICKS, default=YARDSTICKS["actual"])
    of_regions = {key.region: outcome for key, outcome in found.items() if key.indicator == indicator.pk}
    ranking, unit = rank_districts(regions, of_regions, indicator, yardstick), wanted_of(indicator).unit
    return {
        "indicator": indicator,
        "yardsticks": YARDSTICKS.values(),
        "by": yardstick,
        "ranking": ranking,
        "lines": rank_lines(ranking, of_regions, yardstick, unit),
    }


def trends(request: HttpRequest) -> HttpResponseBase:
    """Show one indicator's targets and actuals over the years, for one or several districts."""
    today = timezone.localdate()
    (years, every_break), indicators = years_and_breaks(request.user), list(Indicator.objects.all())
    if not years or not indicators:
        return render(request, "dashboards/comparison_empty.html", {"title": _("Years")})
    regions = regions_with_data(request.user)
    shown = chosen_many(request, "region", regions, default=regions[:DEFAULT_DISTRICTS])
    indicator = _indicator_asked(request, indicators)
    found = outcomes(request.user, regions=shown, indicators=[indicator], years=years, today=today)
    breaks = breaks_between(every_break, shown, [indicator], [key.year for key in found])
    title = _("%(indicator)s over the years") % {"indicator": indicator.label}
    if kind := export_asked(request):
        return outcomes_as_file(
            found, kind, regions=shown, indicators=[indicator], title=title, today=today, breaks=breaks
        )
    context: dict[str, object] = {
        "title": title,
        "regions": regions,
        "shown": shown,
        "indicators": indicators,
        "indicator": indicator,
    }
    context |= _over_the_years(shown, indicator, found, breaks, title=title, today=today)
    return render(request, "dashboards/trends.html", context)


def kept_promises(request: HttpRequest) -> HttpResponse:
    """Show which share of each year's promises several districts kept; the page of years fetches it when looked at."""
    regions = regions_with_data(request.user)
    shown = chosen_many(request, "region", regions, default=regions[:DEFAULT_DISTRICTS])
    kept = _kept_rows(shown, kept_by_year(request.user, shown, timezone.localdate()))
    context = {"title": _("Promises kept"), "regions": shown, "kept": kept}
    template = "dashboards/_kept_by_year.html" if is_htmx(request) else "dashboards/kept_promises.html"
    return render(request, template, context)


def _kept_rows(regions: Sequence[Region], kept: Mapping[tuple[int, int], Kept]) -> list[tuple[int, list[KeptCell]]]:
    """The years, each with what every region kept of its promises; None where it promised nothing that is known."""
    years = sorted({year for _region, year in kept})
    return [(year, [(region, kept.get((region.pk, year))) for region in regions]) for year in years]


def _over_the_years(
    regions: Sequence[Region],
    indicator: Indicator,
    found: Mapping[Key, Outcome],
    breaks: Sequence[Break],
    *,
    title: str,
    today: dt.date,
) -> dict[str, object]:
    years = sorted({key.year for key in found})
    chart = _trend(years, regions, indicator, found, breaks, title=title, today=today) if years else None
    return {"rows": _year_rows(years, regions, indicator, found, breaks), "chart": chart}


def _year_rows(
    years: Sequence[int],
    regions: Sequence[Region],
    indicator: Indicator,
    found: Mapping[Key, Outcome],
    breaks: Sequence[Break],
) -> list[Row]:
    before = dict(zip(years[1:], years, strict=False))
    names = [(each.pk, each.label) for each in regions]
    return [
        Row(
            year,
            [(name, found.get(Key(pk, indicator.pk, year), NOTHING)) for pk, name in names],
            [each.in_words(regions) for each in breaks if before.get(year, year) < each.year <= year],
        )
        for year in years
    ]


def _trend(
    years: Sequence[int],
    regions: Sequence[Region],
    indicator: Indicator,
    found: Mapping[Key, Outcome],
    breaks: Sequence[Break],
    *,
    title: str,
    today: dt.date,
) -> Chart:
    of_region = {
        region: {key.year: each for key, each in found.items() if key.region == region.pk} for region in regions
    }
    return trend_chart(
        [
            _series(region.label, of_year, [each.year for each in breaks if each.concerns(region.pk, indicator.pk)])
            for region, of_year in of_region.items()
        ],
        range(years[0], years[-1] + 1),
        title=title,
        unit=wanted_of(indicator).unit,
        caption=[
            *(each.in_words(regions) for each in breaks),
            _("approved figures, else those of work reports"),
            _("as of %(day)s") % {"day": display.day(today)},
        ],
    )


def _series(label: str, of_year: Mapping[int, Outcome], breaks: Sequence[int]) -> Series:
    promised = {year: each.promised.value for year, each in of_year.items() if each.promised}
    actual = {year: each.actual for year, each in of_year.items() if each.actual}
    return Series(
        label=label,
        targets={year: value for year, value in promised.items() if value is not None},
        actuals={year: each.value for year, each in actual.items() if each.value is not None and each.is_whole_year},
        partial={
            year: (each.value, each.month)
            for year, each in actual.items()
            if each.value is not None and not each.is_whole_year
        },
        breaks=breaks,
    )


def breaks_between(
    breaks: Iterable[Break], regions: Sequence[Region], indicators: Sequence[Indicator], years: Sequence[int]
) -> list[Break]:
    """Return the breaks that part figures of these regions, indicators and years."""
    return [each for each in breaks if each.lies_within(years) and each.concerns_any(regions, indicators)]


def _newest(years: Sequence[int], today: dt.date) -> int:
    """The newest year that has begun."""
    return next((year for year in years if year <= today.year), years[-1])
