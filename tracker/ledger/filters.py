"""Filters of the list of targets."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.shared.filters import ALL, months, search
from tracker.standings.latest import judged_latest
from tracker.targets.filters import indicators_of_targets, lead_departments, regions_of_targets, years_of_targets
from tracker.targets.models import Target
from tracker.verdicts.labels import STATUS_LABELS

STATUSES = [(status.value, label) for status, label in STATUS_LABELS.items()]
FIGURES = [("submitted", _("submitted ones too"))]


class TargetFilterForm(forms.Form):
    """A status is computed: it is asked of one year."""

    def clean(self) -> dict[str, Any]:
        """Refuse a status without a year."""
        data = super().clean() or self.cleaned_data
        if data.get("status") and not data.get("year"):
            self.add_error("status", _("Choose a year too: a status is that of a year."))
        return data


class TargetFilter(django_filters.FilterSet):
    """Region, year, class, lead, indicator, words, and the status at a month's end."""

    region = django_filters.ModelChoiceFilter(empty_label=ALL, label=_("Region"), queryset=regions_of_targets)
    year = django_filters.ChoiceFilter(empty_label=ALL, label=_("Year"), choices=years_of_targets)
    target_class = django_filters.ChoiceFilter(empty_label=ALL, label=_("Class"), choices=Target.TargetClass.choices)
    lead = django_filters.ModelChoiceFilter(empty_label=ALL, label=_("Lead department"), queryset=lead_departments)
    indicator = django_filters.ModelChoiceFilter(empty_label=ALL, label=_("Indicator"), queryset=indicators_of_targets)
    text = django_filters.CharFilter(label=_("Words"), method="search")
    month = django_filters.ChoiceFilter(
        label=_("At the end of"), choices=months, method="keep", empty_label=_("latest month")
    )
    figures = django_filters.ChoiceFilter(
        label=_("Figures"), choices=FIGURES, method="keep", empty_label=_("approved ones")
    )
    status = django_filters.ChoiceFilter(empty_label=ALL, label=_("Status"), choices=STATUSES, method="filter_status")

    search = search("name", "indicator__name", "standard")

    class Meta:
        model = Target
        fields = ()
        form = TargetFilterForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("year", "month"):
            self.filters[name].extra["choices"] = self.filters[name].extra["choices"](self.request)

    @cached_property
    def basis(self) -> dict[str, Any]:
        """What the status column and the status filter judge by: month (None: the latest), day, which figures."""
        data = self.form.cleaned_data if self.form.is_valid() else {}
        return {
            "month": int(data["month"]) if data.get("month") else None,
            "today": timezone.localdate(),
            "include_submitted": bool(data.get("figures")),
        }

    def keep(self, queryset: QuerySet[Target], _name: str, _value: str) -> QuerySet[Target]:
        """Leave the rows: this choice says how they are judged."""
        return queryset

    def filter_status(self, queryset: QuerySet[Target], _name: str, value: str) -> QuerySet[Target]:
        """Keep the targets that have the status at the month's end; the year is one, see the form."""
        found = [each.target.pk for each in judged_latest(queryset, **self.basis) if each.status == value]
        return queryset.filter(pk__in=found)
