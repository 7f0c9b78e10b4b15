"""League tables: districts by several indicators, the departments of a region by their targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.shared.requests import chosen, chosen_many
from tracker.dashboards.choices import regions_with_data, years_with_data
from tracker.dashboards.department_league import department_league_of
from tracker.dashboards.league import LABELS, RULES, league_of
from tracker.dashboards.scopes import ALL_MONTHS, scope_of
from tracker.evaluation.scoring import Scoring
from tracker.indicators.models import Indicator
from tracker.standings.leagues import results_of
from tracker.standings.reading import bring_up_to_date
from tracker.targets.models import may_read
from tracker.verdicts.basis import basis_on, month_to_judge

WEIGHTS = {str(weight): Decimal(weight) for weight in range(1, 11)}


def league(request: HttpRequest) -> HttpResponse:
    """Rank districts by several headline indicators together, by a published way of scoring."""
    today = timezone.localdate()
    years, headlines = years_with_data(request.user), list(Indicator.objects.headline())
    regions = regions_with_data(request.user)
    if not years or not headlines or not regions:
        return render(request, "dashboards/comparison_empty.html", {"title": _("League table")})
    newest = next((year for year in years if year <= today.year), years[-1])
    year = chosen(request, "year", {str(each): each for each in years}, default=newest)
    months = range(1, month_to_judge(year, today) + 1)
    month = min(chosen(request, "month", ALL_MONTHS, default=12), months[-1])
    scoring = chosen(request, "by", {each.value: each for each in Scoring}, default=Scoring.CAPPED)
    indicators = chosen_many(request, "indicator", headlines, default=headlines)
    weights = _weights(request, indicators)
    basis = basis_on(today, month=month)
    wanted = [each for each in (month - 1, month) if each]
    results = results_of(
        may_read(request.user, "target"),
        regions=regions,
        indicators=indicators,
        year=year,
        months=wanted,
        basis=basis,
    )
    context = {
        "title": _("League table, %(year)s") % {"year": year},
        "league": league_of(results, month, regions=regions, weights=weights, scoring=scoring),
        "scope": {"years": years, "year": year, "months": months, "month": month},
        "scorings": [(each.value, label) for each, label in LABELS.items()],
        "scoring": scoring.value,
        "rule": RULES[scoring],
        "choices": [(each, each in weights, weights.get(each, Decimal(1))) for each in headlines],
        "weights": list(WEIGHTS),
        "basis": basis,
    }
    return render(request, "dashboards/league.html", context)


def department_league(request: HttpRequest) -> HttpResponse:
    """Rank the departments of a region by the targets that they lead."""
    today = timezone.localdate()
    scope = scope_of(request, today)
    if scope is None:
        return render(request, "dashboards/overview_empty.html", {"title": _("Departments, league table")})
    basis = scope.basis(today)
    bring_up_to_date(scope.targets(request.user), basis)
    now = scope.stands(request.user, basis)
    before = replace(scope, month=scope.month - 1).stands(request.user, basis) if scope.month > 1 else []
    context = {
        "title": _("Departments of %(region)s, league table, %(year)s")
        % {"region": scope.region.label, "year": scope.year},
        "league": department_league_of(now, before),
        "scope": scope,
        "rule": RULES[Scoring.CAPPED],
        "basis": basis,
    }
    return render(request, "dashboards/department_league.html", context)


def _weights(request: HttpRequest, indicators: Sequence[Indicator]) -> Mapping[Indicator, Decimal]:
    return {each: chosen(request, f"weight{each.pk}", WEIGHTS, default=Decimal(1)) for each in indicators}
