"""Filters of the list of scorecards."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from reports.shared.filters import ALL, FilterSet, search
from tracker.scorecards.models import Scorecard, Theme


class ScorecardFilter(FilterSet):
    """Theme, year and words."""

    theme = django_filters.ChoiceFilter(empty_label=ALL, label=_("Theme"), choices=Theme.choices)
    year = django_filters.NumberFilter(label=_("Year"))
    text = django_filters.CharFilter(label=_("Words"), method="search")

    search = search("name", "region__name")

    class Meta:
        model = Scorecard
        fields = ()
