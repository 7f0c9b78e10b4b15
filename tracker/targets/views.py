"""The task table of a region and year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reports.shared.exports import export_asked
from reports.shared.requests import chosen
from tracker.targets import task_table as table
from tracker.targets.models import Target
from tracker.targets.scopes import region_year_of


@require_GET
def task_table(request: HttpRequest) -> HttpResponse:
    """Show the task table of a region and year, or answer with it as a spreadsheet."""
    today = timezone.localdate()
    scope = region_year_of(request, today)
    if scope is None:
        return render(request, "targets/task_table.html", {"title": _("Task table"), "scope": None})
    targets = Target.objects.for_user(request.user).of(scope.region, scope.year).active()
    sources = {str(report.pk): report for report in table.sources_of(targets)}
    source = chosen(request, "report", sources, default=None)
    tasks = table.tasks_of(targets.filter(statement__report=source) if source else targets)
    title = table.title_of(scope.region, scope.year)
    if kind := export_asked(request):
        return table.tasks_as_file(tasks, kind, title=title, today=today)
    context = table.context_of(tasks, grouping=request.GET.get("group", ""), today=today)
    context |= {"title": title, "scope": scope, "sources": list(sources.values()), "source": source}
    return render(request, "targets/task_table.html", context)
