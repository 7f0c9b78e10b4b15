"""Filters of the list of indicator matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports.library.filters import regions_of_reports
from reports.library.models import WorkReport
from reports.organisation.offering import offered
from reports.shared.filters import ALL, FilterSet, search
from tracker.indicators.models import Indicator, IndicatorMatch

if TYPE_CHECKING:
    from reports.shared.people import User


@offered
def reports(user: User) -> QuerySet[WorkReport]:
    """Return the reports that the reader may see, without their texts."""
    return WorkReport.objects.for_user(user).without_text()


@offered
def indicators(_user: User) -> QuerySet[Indicator]:
    """Return all indicators."""
    return Indicator.objects.only("name", "name_en")


class MatchFilter(FilterSet):
    """State, report, region, indicator and words."""

    state = django_filters.ChoiceFilter(empty_label=ALL, label=_("State"), choices=IndicatorMatch.State.choices)
    region = django_filters.ChoiceFilter(
        empty_label=ALL, label=_("Region"), field_name="statement__report__region", choices=regions_of_reports
    )
    report = django_filters.ChoiceFilter(
        empty_label=ALL, label=_("Report"), field_name="statement__report", choices=reports
    )
    indicator = django_filters.ChoiceFilter(empty_label=ALL, label=_("Indicator"), choices=indicators)
    text = django_filters.CharFilter(label=_("Words"), method="search")

    search = search("statement__indicator", "indicator__name")

    class Meta:
        model = IndicatorMatch
        fields = ()
