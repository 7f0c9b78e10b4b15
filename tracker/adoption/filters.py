"""Filters of the list of indicator matches."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reports.library.models import WorkReport
from reports.organisation.models import Region
from reports.shared.filters import ALL, FilterSet, search
from tracker.indicators.models import Indicator, IndicatorMatch


def reports(request: HttpRequest) -> QuerySet[WorkReport]:
    """Return the reports that the reader may see, without their texts."""
    return WorkReport.objects.for_user(request.user).without_text()


def regions(request: HttpRequest) -> QuerySet[Region]:
    """Return the regions of those reports."""
    return Region.objects.filter(pk__in=WorkReport.objects.for_user(request.user).values("region"))


class MatchFilter(FilterSet):
    """State, report, region, indicator and words."""

    state = django_filters.ChoiceFilter(empty_label=ALL, label=_("State"), choices=IndicatorMatch.State.choices)
    region = django_filters.ModelChoiceFilter(
        empty_label=ALL, label=_("Region"), field_name="statement__report__region", queryset=regions
    )
    report = django_filters.ModelChoiceFilter(
        empty_label=ALL, label=_("Report"), field_name="statement__report", queryset=reports
    )
    indicator = django_filters.ModelChoiceFilter(
        empty_label=ALL, label=_("Indicator"), queryset=Indicator.objects.all()
    )
    text = django_filters.CharFilter(label=_("Words"), method="search")

    search = search("statement__indicator", "indicator__name")

    class Meta:
        model = IndicatorMatch
        fields = ()
