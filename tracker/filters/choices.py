"""Choices of filters that depend on what the reader may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from reports.models import Department, Region, Role
from tracker.keys import key_in
from tracker.models import Indicator, Target
from tracker.words.display import month_name

ALL = pgettext_lazy("filter", "all")


def regions(request: HttpRequest) -> QuerySet[Region]:
    """Return the regions that have targets which the reader may see."""
    return Region.objects.filter(pk__in=Target.objects.for_user(request.user).order_by().values("region"))


def departments(request: HttpRequest) -> QuerySet[Department]:
    """Return the departments that lead targets which the reader may see: those of the chosen region.

    Without one, those of the reader's own regions: every district has its finance bureau, and a leader has forty.
    """
    found = Department.objects.filter(pk__in=Target.objects.for_user(request.user).order_by().values("lead"))
    region, lead = key_in(request.GET.get("region", "")), key_in(request.GET.get("lead", ""))
    if region:
        return found.filter(region=region)
    shown = Q(region__in=Region.objects.in_role(request.user, *Role.values))
    return found.filter(shown | Q(pk=lead) if lead else shown)


def indicators(request: HttpRequest) -> QuerySet[Indicator]:
    """Return the indicators of targets which the reader may see."""
    return Indicator.objects.filter(pk__in=Target.objects.for_user(request.user).order_by().values("indicator"))


def years(request: HttpRequest) -> list[tuple[int, str]]:
    """Return the years of targets which the reader may see, the newest first."""
    found = Target.objects.for_user(request.user).order_by("-year").values_list("year", flat=True).distinct()
    return [(year, str(year)) for year in found]


def months(_request: HttpRequest) -> list[tuple[int, str]]:
    """Return the months with their names."""
    return [(month, month_name(month)) for month in range(1, 13)]
