"""Filters of the list of targets."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.shared.filters import ALL, FilterSet, months, search
from tracker.standings import changes
from tracker.standings.reading import latest_basis, with_status
from tracker.standings.repeated import behind_again
from tracker.targets.filters import indicators_of_targets, lead_departments, regions_of_targets, years_of_targets
from tracker.targets.groups import of_section, of_theme, section_label, theme_label
from tracker.targets.models import ChangeRequest, Kind, RequestState, Target
from tracker.targets.originals import CHANGE_CHOICES, in_state
from tracker.verdicts.basis import Basis
from tracker.verdicts.choices import status_choices
from tracker.verdicts.labels import STATUS_GROUPS

AGAIN = "again"
SINCE_CHOICES = [(AGAIN, _("behind for the second month")), *changes.CHOICES]
FIGURES = [("submitted", _("submitted ones too"))]


def statuses(request: HttpRequest) -> list[tuple[str, str | Promise]]:
    """Return the statuses that the rule set in force can give, and the groups of them."""
    return [*status_choices(request), *((code, label) for code, (label, _statuses) in STATUS_GROUPS.items())]


class TargetFilterForm(forms.Form):
    """A status is computed: it is asked of one year."""

    def clean(self) -> dict[str, Any]:
        """Refuse a status without a year."""
        data = super().clean() or self.cleaned_data
        for name in ("status", "since"):
            if data.get(name) and not data.get("year"):
                self.add_error(name, _("Choose a year too: a status is that of a year."))
        return data


class TargetFilter(FilterSet):
    """Region, year, what a target is about, words, the status at a month's end, and what it was a month before."""

    region = django_filters.ChoiceFilter(empty_label=ALL, label=_("Region"), choices=regions_of_targets)
    year = django_filters.ChoiceFilter(empty_label=ALL, label=_("Year"), choices=years_of_targets)
    target_class = django_filters.ChoiceFilter(empty_label=ALL, label=_("Class"), choices=Target.TargetClass.choices)
    lead = django_filters.ChoiceFilter(empty_label=ALL, label=_("Lead department"), choices=lead_departments)
    indicator = django_filters.ChoiceFilter(empty_label=ALL, label=_("Indicator"), choices=indicators_of_targets)
    theme = django_filters.ChoiceFilter(empty_label=ALL, label=_("Field of work"), method="filter_theme")
    section = django_filters.ChoiceFilter(empty_label=ALL, label=_("Section of the report"), method="filter_section")
    text = django_filters.CharFilter(label=_("Words"), method="search")
    month = django_filters.ChoiceFilter(
        label=_("At the end of"), choices=months, method="keep", empty_label=_("latest month")
    )
    figures = django_filters.ChoiceFilter(
        label=_("Figures"), choices=FIGURES, method="keep", empty_label=_("approved ones")
    )
    change = django_filters.ChoiceFilter(
        empty_label=ALL, label=_("Changes"), choices=CHANGE_CHOICES, method="filter_change"
    )
    status = django_filters.ChoiceFilter(empty_label=ALL, label=_("Status"), choices=statuses, method="filter_status")
    since = django_filters.ChoiceFilter(
        empty_label=ALL, label=_("Since the month before"), choices=SINCE_CHOICES, method="filter_since"
    )

    led_to = ("theme", "section")
    search = search("name", "indicator__name", "standard")

    class Meta:
        model = Target
        fields = ()
        form = TargetFilterForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label_of in (("theme", theme_label), ("section", section_label)):
            if asked := self.data.get(name):
                self.filters[name].extra["choices"] = [(asked, label_of(asked))]

    @cached_property
    def basis(self) -> Basis:
        """What the status column and the status filter rest on: rule set, day, which figures."""
        return latest_basis(timezone.localdate(), include_submitted=bool(self._chosen.get("figures")))

    @property
    def at_month(self) -> int | None:
        """The month at whose end they stand; None for the latest one of each year."""
        return int(self._chosen["month"]) if self._chosen.get("month") else None

    @property
    def _chosen(self) -> dict[str, Any]:
        return self.form.cleaned_data if self.form.is_valid() else {}

    def keep(self, queryset: QuerySet[Target], _name: str, _value: str) -> QuerySet[Target]:
        """Leave the rows: this choice says how they are judged."""
        return queryset

    def filter_change(self, queryset: QuerySet[Target], _name: str, value: str) -> QuerySet[Target]:
        """Keep the targets that are as adopted, changed by a decision, or withdrawn."""
        return in_state(queryset, value)

    def filter_theme(self, queryset: QuerySet[Target], _name: str, value: str) -> QuerySet[Target]:
        """Keep the targets whose indicator is of the theme."""
        return queryset.filter(of_theme(value))

    def filter_section(self, queryset: QuerySet[Target], _name: str, value: str) -> QuerySet[Target]:
        """Keep the targets whose sentence stands under the heading."""
        return queryset.filter(of_section(value))

    def filter_status(self, queryset: QuerySet[Target], _name: str, value: str) -> QuerySet[Target]:
        """Keep the targets that have the status, or one of the group, at the month's end; the form sees to the year."""
        statuses = STATUS_GROUPS[value][1] if value in STATUS_GROUPS else {value}
        return with_status(queryset, statuses, self.basis, year=int(self._chosen["year"]), month=self.at_month)

    def filter_since(self, queryset: QuerySet[Target], _name: str, value: str) -> QuerySet[Target]:
        """Keep the targets that are behind for the second month in a row, or that changed so in the month."""
        year, month = int(self._chosen["year"]), self.at_month
        if value == AGAIN:
            return behind_again(queryset, self.basis, year=year, month=month)
        return changes.changed(queryset, value, self.basis, year=year, month=month)


class ChangeRequestFilter(FilterSet):
    """Year, state, what changes, and words."""

    state = django_filters.ChoiceFilter(empty_label=ALL, label=_("State"), choices=RequestState.choices)
    year = django_filters.ChoiceFilter(
        empty_label=ALL, label=_("Year"), choices=years_of_targets, field_name="target__year"
    )
    kind = django_filters.ChoiceFilter(empty_label=ALL, label=_("What should change"), choices=Kind.choices)
    text = django_filters.CharFilter(label=_("Words"), method="search")

    search = search("target__name", "reason", "decision")

    class Meta:
        model = ChangeRequest
        fields = ()
