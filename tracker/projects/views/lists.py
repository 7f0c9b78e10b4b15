"""The list of projects and the overview of a region's."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from reports.organisation.models import Region
from reports.shared.list_page import ListPage
from reports.shared.requests import chosen
from tracker.projects.filings import UNIT
from tracker.projects.filters import ProjectFilter, regions_with_projects
from tracker.projects.models import Investment, Need, Project
from tracker.projects.overview import contributions, funnel, money_by_kind, money_of
from tracker.projects.stages import Stage
from tracker.projects.standings import ProjectStanding, at_last_month, standings_of
from tracker.projects.tables import ProjectTable
from tracker.targets.models import Target

LONGEST = 10


class ProjectList(ListPage):
    """All projects that the reader may see."""

    model = Project
    table_class = ProjectTable
    filterset_class = ProjectFilter
    template_name = "projects/projects.html"
    title = gettext_lazy("Projects")
    empty_text = gettext_lazy("No project is recorded yet. A reviewer records the first one.")
    intro = gettext_lazy("Money by approved figures at the end of the last month, in 万元.")

    def rows(self, queryset: QuerySet[Project]) -> QuerySet[Project]:
        """Join what the table shows."""
        return queryset.select_related("region", "lead").with_needs()  # type: ignore[attr-defined]


@require_GET
def projects_overview(request: HttpRequest) -> HttpResponse:
    """Show a region's projects together: funnel, money, what stands still, needs, targets served."""
    regions = list(regions_with_projects(request.user).own_first(request.user))
    if not regions:
        return render(request, "projects/overview.html", {"title": _("Projects at a glance")})
    region = chosen(request, "region", {str(each.pk): each for each in regions}, default=regions[0])
    return render(request, "projects/overview.html", _overview(request, region) | {"regions": regions})


def _overview(request: HttpRequest, region: Region) -> dict[str, object]:
    at = at_last_month(timezone.localdate())
    projects = Project.objects.for_user(request.user).filter(region=region).select_related("lead").with_needs()
    every = list(projects.order_by("name"))
    going_on = [each for each in every if not each.stopped_on]
    standings = standings_of(going_on, at)
    targets = Target.objects.for_user(request.user).filter(region=region, year=at.year).order_by()
    waiting = Investment.objects.for_user(request.user).waiting().filter(project__region=region)
    needs = Need.objects.filter(project__in=going_on, met_on=None).select_related("project")
    lagging = sorted((each for each in standings if each.needs_a_look), key=_worst_first)
    return {
        "title": _("Projects at a glance"),
        "region": region,
        "at": at,
        "unit": UNIT,
        "funnel": funnel(going_on),
        "n_reserve": sum(each.stage == Stage.RESERVE for each in going_on),
        "n_stopped": len(every) - len(going_on),
        "money": money_of(standings),
        "kinds": money_by_kind(standings),
        "lagging": lagging[:LONGEST],
        "n_lagging": len(lagging),
        "needs": needs.order_by("due")[:LONGEST],
        "n_with_needs": sum(bool(each.n_needs) for each in going_on),  # type: ignore[attr-defined]
        "contributions": contributions(standings, targets),
        "n_waiting": waiting.order_by().values("project").distinct().count(),
    }


def _worst_first(standing: ProjectStanding) -> tuple[bool, Decimal]:
    gap = standing.pace.gap
    return gap is None, gap or Decimal(0)
