"""Choices of filters over targets: only what the reader may see."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from reports.organisation.models import Department, Region, rights_of
from reports.shared.requests import id_in
from tracker.indicators.models import Indicator
from tracker.targets.models import Target
from tracker.targets.scopes import regions_for, years_for


def regions_of_targets(request: HttpRequest) -> QuerySet[Region]:
    """Return the regions that have targets which the reader may see."""
    return regions_for(request.user)


def lead_departments(request: HttpRequest) -> QuerySet[Department]:
    """Return the departments that lead targets which the reader may see: those of the chosen region.

    Without one, those of the reader's own regions: every district has its finance bureau, and a leader has forty.
    """
    found = Department.objects.filter(_has_targets(request, "lead"))
    region, lead = id_in(request.GET.get("region", "")), id_in(request.GET.get("lead", ""))
    if region:
        return found.filter(region=region)
    shown = rights_of(request.user).is_own("region")
    return found.filter(shown | Q(pk=lead) if lead else shown)


def indicators_of_targets(request: HttpRequest) -> QuerySet[Indicator]:
    """Return the indicators of targets which the reader may see."""
    return Indicator.objects.filter(_has_targets(request, "indicator"))


def years_of_targets(request: HttpRequest) -> list[tuple[int, str]]:
    """Return the years of targets which the reader may see, the newest first."""
    return [(year, str(year)) for year in years_for(request.user)]


def _has_targets(request: HttpRequest, field: str) -> Exists:
    return Exists(Target.objects.for_user(request.user).filter(**{field: OuterRef("pk")}).order_by())
