"""The task table of a region and year, and as a file with how every target stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reports.organisation.models import rights_of
from reports.shared.requests import chosen
from tracker.ledger.task_files import asked_kind, tasks_as_file
from tracker.targets import task_table as table
from tracker.targets.models import Target
from tracker.targets.scopes import region_year_of
from tracker.targets.task_rows import TaskRows


@require_GET
def task_table(request: HttpRequest) -> HttpResponseBase:
    """Show the task table of a region and year, or answer with it as a file."""
    today = timezone.localdate()
    scope = region_year_of(request, today)
    if scope is None:
        return render(request, "targets/task_table.html", {"title": _("Task table"), "scope": None})
    known = Target.objects.for_user(request.user).of(scope.region, scope.year)
    targets, n_withdrawn = known.active(), known.filter(is_withdrawn=True).count()
    # A file that is not of one report alone needs no list of them.
    are_asked = request.GET.get("report") or not asked_kind(request)
    sources = {str(report.pk): report for report in table.sources_of(targets)} if are_asked else {}
    source = chosen(request, "report", sources, default=None)
    tasks = table.tasks_of(request.user, scope.region, scope.year, source)
    title = table.title_of(scope.region, scope.year)
    if kind := asked_kind(request):
        return tasks_as_file(tasks, kind, title=title, today=today, n_withdrawn=n_withdrawn)
    grouping = chosen(request, "group", {key: key for key in table.GROUPINGS}, default="class")
    context = table.context_of(tasks, grouping=grouping, today=today, n_withdrawn=n_withdrawn)
    context |= {"title": title, "scope": scope, "sources": list(sources.values()), "source": source}
    context["may_edit"] = may_edit = rights_of(request.user).reviews(scope.region.pk)
    rows = TaskRows(may_edit=may_edit)
    groups = table.grouped(tasks, grouping)
    context["groups"] = [(label, list(rows.drawn(group))) for label, group in groups]
    return render(request, "targets/task_table.html", context)
