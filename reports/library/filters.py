"""Filters of the lists of reports and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters as df
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports.library.models import Kind, Measure, Passage, Statement, WorkReport
from reports.organisation.models import Region
from reports.organisation.offering import offered
from reports.shared.filters import FilterSet, search

if TYPE_CHECKING:
    from reports.shared.people import User

CONFIDENCES = [(str(floor), f"< {floor:.0%}") for floor in (0.5, 0.7, 0.9)]
DECIDED = [("waiting", _("still to review")), ("done", _("fully reviewed"))]


@offered
def regions_of_reports(user: User) -> QuerySet[Region]:
    """Return the regions of the reports that the reader may see."""
    reports = WorkReport.objects.for_user(user)
    return Region.objects.filter(pk__in=reports.values("region")).only("name", "name_en")


class ReportFilter(FilterSet):
    """Narrow the list of reports."""

    q = df.CharFilter(label=_("Search"), method="search")
    region = df.ChoiceFilter(label=_("Region"), choices=regions_of_reports, empty_label=_("all"))
    year = df.NumberFilter(label=_("Year"))
    review = df.ChoiceFilter(label=_("Review"), choices=DECIDED, method="by_review", empty_label=_("all"))

    search = search("title", "region__name", "original_name", "text")

    class Meta:
        model = WorkReport
        fields = ("q", "region", "year", "review")

    def by_review(self, queryset: QuerySet[WorkReport], _name: str, value: str) -> QuerySet[WorkReport]:
        """Keep reports that have, or do not have, statements to review."""
        waiting = Statement.objects.open().values("report")
        return queryset.filter(pk__in=waiting) if value == "waiting" else queryset.exclude(pk__in=waiting)


class StatementFilter(FilterSet):
    """Narrow the list of statements."""

    q = df.CharFilter(label=_("Search"), method="search")
    region = df.ChoiceFilter(
        label=_("Region"), field_name="report__region", choices=regions_of_reports, empty_label=_("all")
    )
    year = df.NumberFilter(label=_("Year"))
    kind = df.ChoiceFilter(label=_("Kind"), choices=Kind.choices, empty_label=_("all"))
    measure = df.ChoiceFilter(label=_("Measure"), choices=Measure.choices, empty_label=_("all"))
    state = df.ChoiceFilter(label=_("State"), choices=Statement.State.choices[:3], empty_label=_("all"))
    role = df.ChoiceFilter(
        label=_("Section"), field_name="passage__role", choices=Passage.Role.choices, empty_label=_("all")
    )
    below = df.ChoiceFilter(
        label=_("Confidence"), field_name="confidence", lookup_expr="lt", choices=CONFIDENCES, empty_label=_("all")
    )

    search = search("indicator", "parent", "evidence", "unit", "report__title")

    class Meta:
        model = Statement
        fields = ("q", "region", "year", "kind", "measure", "state", "role", "below")
