"""From accepted statements to targets."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from reports.library.models import WorkReport
from tracker.adoption.forms import AdoptionTable
from tracker.adoption.proposals import active_departments, propose
from tracker.adoption.services import AlreadyAdoptedError, adopt
from tracker.targets.models import Target


@require_http_methods(["GET", "POST"])
def adopt_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all promises of a report that can become targets, and adopt those that are ticked."""
    report = get_object_or_404(WorkReport.objects.reviewable_by(request.user).select_related("region"), pk=pk)
    departments = list(active_departments(report.region))
    table = AdoptionTable(propose(report, departments), departments, request.POST or None)
    if request.method == "POST" and table.is_valid():
        return _adopted(request, report, table)
    return render(request, "adoption/adopt.html", _context(report, table), status=422 if table.data else 200)


def _adopted(request: HttpRequest, report: WorkReport, table: AdoptionTable) -> HttpResponse:
    try:
        targets = adopt(report=report, adoptions=table.adoptions(), by=request.user)
    except AlreadyAdoptedError as error:
        messages.error(
            request, _("Somebody else has just adopted or edited: %(names)s. Nothing was changed.") % {"names": error}
        )
        return redirect("adopt", report.pk)
    count = len(targets)
    messages.success(request, ngettext("%(n)s target adopted.", "%(n)s targets adopted.", count) % {"n": count})
    query = urlencode({"region": report.region_id, "year": report.year, "report": report.pk})
    return redirect(f"{reverse('task-table')}?{query}")


def _context(report: WorkReport, table: AdoptionTable) -> dict[str, object]:
    return {
        "report": report,
        "table": table,
        "title": _("Adopt targets"),
        "n_adopted": Target.objects.filter(statement__report=report).count(),
        "crumbs": [
            {"label": _("Reports"), "url": reverse("reports:list")},
            {"label": report.title, "url": report.get_absolute_url()},
        ],
    }
