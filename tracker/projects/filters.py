"""Filters of projects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import django_filters
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.organisation.models import Department, Region, RegionQuerySet
from reports.organisation.offering import offered
from reports.shared.filters import ALL, FilterSet, search
from tracker.evaluation import Status
from tracker.progress.owed import last_month
from tracker.projects.models import Investment, Need, Project, ProjectKind
from tracker.projects.stages import Stage
from tracker.projects.standings import ProjectStanding, at_last_month, standings_of
from tracker.targets.models import Target
from tracker.verdicts.choices import status_choices

if TYPE_CHECKING:
    from reports.shared.people import User

MARKS = [
    ("mine", _("waiting for me")),
    ("going", _("not given up")),
    ("look", _("to look at")),
    ("behind", _("behind schedule or worse")),
    ("still", _("a month without movement")),
    ("statistics", _("started, not in the statistics")),
    ("planned", _("with a plan for the year")),
    ("silent", _("with a plan, without a figure")),
    ("need", _("with open needs")),
    ("shared", _("serving several targets")),
    ("waiting", _("waiting for approval")),
    ("stopped", _("given up")),
]
BY_STANDING: Mapping[str, Callable[[ProjectStanding], bool]] = {
    "look": lambda each: each.needs_a_look,
    "behind": lambda each: each.status.needs_reason,
    "still": lambda each: each.is_still,
    "statistics": lambda each: each.is_late_in_statistics,
    "planned": lambda each: bool(each.pace.plan),
    "silent": lambda each: bool(each.pace.plan) and each.pace.spent is None,
}
"""Marks that need each project judged."""


def regions_with_projects(user: User) -> RegionQuerySet:
    """Return the regions with projects that the reader may see."""
    return Region.objects.filter(Exists(Project.objects.for_user(user).filter(region=OuterRef("pk"))))


@offered
def leads_of_projects(user: User) -> QuerySet[Department]:
    """Return the departments that lead projects which the reader may see."""
    return Department.objects.filter(Exists(Project.objects.for_user(user).filter(lead=OuterRef("pk"))))


@offered
def targets_served(user: User) -> QuerySet[Target]:
    """Return the targets that the reader may see and that projects serve."""
    return Target.objects.for_user(user).filter(projects__isnull=False).distinct()


def statuses(request: HttpRequest) -> list[tuple[str, str | Promise]]:
    """Return the statuses in which the money of a project can stand; a project is given up, never withdrawn."""
    return [(value, label) for value, label in status_choices(request) if value != Status.WITHDRAWN]


class ProjectFilter(FilterSet):
    """Region, kind, lead, stage, how the investment stands, what is marked, and words."""

    region = django_filters.ChoiceFilter(empty_label=ALL, label=_("Region"), choices=offered(regions_with_projects))
    kind = django_filters.ChoiceFilter(empty_label=ALL, label=_("Kind of project"), choices=ProjectKind.choices)
    lead = django_filters.ChoiceFilter(empty_label=ALL, label=_("Lead department"), choices=leads_of_projects)
    stage = django_filters.ChoiceFilter(empty_label=ALL, label=_("Stage"), choices=Stage.choices, method="filter_stage")
    reached = django_filters.ChoiceFilter(
        empty_label=ALL, label=_("Came at least"), choices=Stage.choices, method="filter_reached"
    )
    target = django_filters.ChoiceFilter(
        empty_label=ALL, label=_("Target served"), choices=targets_served, field_name="targets"
    )
    status = django_filters.ChoiceFilter(
        empty_label=ALL, label=_("Investment"), choices=statuses, method="filter_status"
    )
    mark = django_filters.ChoiceFilter(empty_label=ALL, label=_("Marked"), choices=MARKS, method="filter_mark")
    text = django_filters.CharFilter(label=_("Words"), method="search")

    led_to = ("reached", "target")
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

    def filter_reached(self, queryset: QuerySet[Project], _name: str, value: str) -> QuerySet[Project]:
        """Keep what came so far or farther, and was not given up."""
        return queryset.filter(pk__in=Project.objects.going_on().reached(Stage(value)).order_by().values("pk"))

    def filter_mark(self, queryset: QuerySet[Project], _name: str, value: str) -> QuerySet[Project]:
        """Keep what is marked; of what was given up only what still waits, or where it is asked for."""
        if value in BY_STANDING:
            return queryset.filter(pk__in=_those(queryset.filter(stopped_on=None), BY_STANDING[value]))
        return queryset.filter(getattr(self, f"_{value}")())

    def _mine(self) -> Q:
        last = last_month(timezone.localdate())
        mine = Project.objects.waiting_for(self.request.user, last.year, last.month)
        return Q(pk__in=mine.order_by().values("pk"))

    def _going(self) -> Q:
        return Q(stopped_on=None)

    def _shared(self) -> Q:
        served = Target.objects.for_user(self.request.user).filter(year=at_last_month(timezone.localdate()).year)
        links = Project.targets.through.objects.filter(target__in=served, target__region=F("project__region"))
        several = links.values("project").annotate(n_served=Count("pk")).filter(n_served__gt=1)  # type: ignore[misc]
        return Q(pk__in=several.values("project"), stopped_on=None)

    def _need(self) -> Q:
        return Q(Exists(Need.objects.filter(project=OuterRef("pk"), met_on=None)), stopped_on=None)

    def _waiting(self) -> Q:
        return Q(Exists(Investment.objects.waiting().filter(project=OuterRef("pk"))))

    def _stopped(self) -> Q:
        return Q(stopped_on__isnull=False)


def _those(rows: QuerySet[Project], test: Callable[[ProjectStanding], bool]) -> list[int]:
    at = at_last_month(timezone.localdate())
    return [each.project.pk for each in standings_of(rows.order_by(), at) if test(each)]
