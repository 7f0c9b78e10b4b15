"""Filters of projects."""

from __future__ import annotations

from collections.abc import Callable

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.organisation.models import Department, Region
from reports.shared.filters import ALL, FilterSet, search
from tracker.evaluation import Status
from tracker.progress.owed import last_month
from tracker.projects.models import Investment, Need, Project, ProjectKind
from tracker.projects.stages import Stage
from tracker.projects.standings import ProjectStanding, at_last_month, standings_of
from tracker.verdicts.labels import STATUS_LABELS

OF_PROJECTS = (
    Status.DONE, Status.AHEAD, Status.ON_PACE, Status.BEHIND, Status.FAR_BEHIND, Status.CRITICAL, Status.MISSED,
    Status.NOT_DUE, Status.UNREPORTED, Status.NOT_ASSESSABLE,
)  # fmt: skip
STATUSES = [(status.value, STATUS_LABELS[status]) for status in OF_PROJECTS]
MARKS = [
    ("mine", _("waiting for me")),
    ("still", _("a month without movement")),
    ("statistics", _("started, not in the statistics")),
    ("need", _("with open needs")),
    ("waiting", _("waiting for approval")),
    ("stopped", _("given up")),
]


def regions_of_projects(request: HttpRequest) -> QuerySet[Region]:
    """Return the regions with projects that the reader may see."""
    return Region.objects.filter(Exists(Project.objects.for_user(request.user).filter(region=OuterRef("pk"))))


def leads_of_projects(request: HttpRequest) -> QuerySet[Department]:
    """Return the departments that lead projects which the reader may see."""
    return Department.objects.filter(Exists(Project.objects.for_user(request.user).filter(lead=OuterRef("pk"))))


class ProjectFilter(FilterSet):
    """Region, kind, lead, stage, how the investment stands, what is marked, and words."""

    region = django_filters.ModelChoiceFilter(empty_label=ALL, label=_("Region"), queryset=regions_of_projects)
    kind = django_filters.ChoiceFilter(empty_label=ALL, label=_("Kind of project"), choices=ProjectKind.choices)
    lead = django_filters.ModelChoiceFilter(empty_label=ALL, label=_("Lead department"), queryset=leads_of_projects)
    stage = django_filters.ChoiceFilter(empty_label=ALL, label=_("Stage"), choices=Stage.choices, method="filter_stage")
    status = django_filters.ChoiceFilter(
        empty_label=ALL, label=_("Investment"), choices=STATUSES, method="filter_status"
    )
    mark = django_filters.ChoiceFilter(empty_label=ALL, label=_("Marked"), choices=MARKS, method="filter_mark")
    text = django_filters.CharFilter(label=_("Words"), method="search")

    search = search("name", "owner", "content")

    class Meta:
        model = Project
        fields = ()

    def filter_stage(self, queryset: QuerySet[Project], _name: str, value: str) -> QuerySet[Project]:
        """Keep what came exactly so far; what was given up stands under a stage only where it is asked for."""
        if self.data.get("mark") != "stopped":
            queryset = queryset.filter(stopped_on=None)
        return queryset.filter(pk__in=Project.objects.at_stage(Stage(value)).order_by().values("pk"))

    def filter_status(self, queryset: QuerySet[Project], _name: str, value: str) -> QuerySet[Project]:
        """Keep what stands so at the end of the last month; what was given up is not judged."""
        going_on = queryset.filter(stopped_on=None)
        return queryset.filter(pk__in=_those(going_on, lambda each: each.status == value))

    def filter_mark(self, queryset: QuerySet[Project], _name: str, value: str) -> QuerySet[Project]:
        """Keep what is marked."""
        if value == "mine":
            last = last_month(timezone.localdate())
            mine = Project.objects.waiting_for(self.request.user, last.year, last.month)
            return queryset.filter(pk__in=mine.order_by().values("pk"))
        if value == "still":
            return queryset.filter(pk__in=_those(queryset, lambda each: each.is_still))
        if value == "statistics":
            rows = queryset.filter(in_statistics_on=None, stopped_on=None, started_on__isnull=False)
            return rows.filter(pk__in=_those(rows, lambda each: each.is_late_in_statistics))
        if value == "need":
            return queryset.filter(Exists(Need.objects.filter(project=OuterRef("pk"), met_on=None)))
        if value == "waiting":
            return queryset.filter(Exists(Investment.objects.waiting().filter(project=OuterRef("pk"))))
        return queryset.filter(stopped_on__isnull=False)


def _those(rows: QuerySet[Project], test: Callable[[ProjectStanding], bool]) -> list[int]:
    at = at_last_month(timezone.localdate())
    return [each.project.pk for each in standings_of(rows.order_by(), at) if test(each)]
