"""Filters of the list of entries."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from reports.shared.filters import ALL, FilterSet, months, search
from tracker.progress.models import ProgressEntry
from tracker.targets.filters import lead_departments, regions_of_targets, years_of_targets


class EntryFilter(FilterSet):
    """Region, year, month, state, lead department and words."""

    region = django_filters.ChoiceFilter(empty_label=ALL, label=_("Region"), choices=regions_of_targets)
    year = django_filters.ChoiceFilter(empty_label=ALL, label=_("Year"), choices=years_of_targets)
    month = django_filters.ChoiceFilter(empty_label=ALL, label=_("Month"), choices=months)
    state = django_filters.ChoiceFilter(empty_label=ALL, label=_("State"), choices=ProgressEntry.State.choices)
    lead = django_filters.ChoiceFilter(empty_label=ALL, label=_("Lead department"), choices=lead_departments)
    text = django_filters.CharFilter(label=_("Words"), method="search")

    search = search("target__name", "narrative", "problem", "next_step", "reason")

    class Meta:
        model = ProgressEntry
        fields = ()
