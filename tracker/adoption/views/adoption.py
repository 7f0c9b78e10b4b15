"""From accepted statements to targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from reports.library.models import WorkReport
from reports.shared.requests import id_in, is_htmx
from reports.shared.row_parts import Part, in_parts
from tracker.adoption.forms import AdoptionTable
from tracker.adoption.proposals import Proposal, active_departments, propose
from tracker.adoption.row_drawing import AdoptionRows
from tracker.adoption.services import AlreadyAdoptedError, adopt
from tracker.targets.models import Target

ROWS_AT_ONCE = 15
"""So many rows come as fields with the page, and each time that somebody comes to those that are only told in words."""


@require_http_methods(["GET", "POST"])
def adopt_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all promises of a report that can become targets, and adopt those that are ticked."""
    report = get_object_or_404(WorkReport.objects.reviewable_by(request.user).select_related("region"), pk=pk)
    departments = list(active_departments(report.region))
    table = AdoptionTable(propose(report, departments), departments, request.POST or None)
    if request.method == "POST" and table.is_valid():
        return _adopted(request, report, table)
    if is_htmx(request):
        part = Part(list(_filled(request, table, AdoptionRows(table)).values()))
        return render(request, "adoption/_part.html", {"part": part})
    return render(request, "adoption/adopt.html", _context(request, report, table), status=422 if table.data else 200)


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


def _parts(request: HttpRequest, table: AdoptionTable) -> Iterator[Part]:
    def address(some: Sequence[Proposal]) -> str:
        return f"{request.path}?{urlencode({'row': [each.statement.pk for each in some]}, doseq=True)}"

    rows = AdoptionRows(table)
    filled = _filled(request, table, rows)
    return in_parts(table.proposals, filled, told=rows.told, address=address, at_once=ROWS_AT_ONCE)


def _filled(request: HttpRequest, table: AdoptionTable, rows: AdoptionRows) -> Mapping[Proposal, SafeString]:
    """Draw the rows that show fields: what was sent or is refused, else what the address names, else the first."""
    if table.data is not None:
        return {row.proposal: rows.typed(row) for row in table.rows if table.was_sent(row.proposal) or row.is_refused}
    asked = {key for key in map(id_in, request.GET.getlist("row")) if key}
    shown = [each for each in table.proposals if each.statement.pk in asked] or table.proposals[:ROWS_AT_ONCE]
    return {proposal: rows.proposed(proposal) for proposal in shown}


def _context(request: HttpRequest, report: WorkReport, table: AdoptionTable) -> dict[str, object]:
    return {
        "report": report,
        "table": table,
        "parts": list(_parts(request, table)),
        "title": _("Adopt targets"),
        "n_adopted": Target.objects.filter(statement__report=report).count(),
        "crumbs": [
            {"label": _("Reports"), "url": reverse("reports:list")},
            {"label": report.title, "url": report.get_absolute_url()},
        ],
    }
