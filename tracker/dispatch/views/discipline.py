"""How the departments file: a table of its own, never mixed with how their targets stand."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reports.shared.display import day, percent, year_month
from reports.shared.exports import export_asked, exported
from reports.shared.requests import chosen
from tracker.dispatch.discipline import HEADS, Discipline, discipline_of
from tracker.targets.models import Target
from tracker.targets.scopes import region_year_of
from tracker.verdicts.basis import latest_month

MONTHS = {str(month): month for month in range(1, 13)}


@require_GET
def discipline(request: HttpRequest) -> HttpResponseBase:
    """Show who filed on time, late, or not at all: in a month, or in the year so far; or answer with it as a file."""
    today, title = timezone.localdate(), _("Filing discipline")
    scope = region_year_of(request, today)
    if scope is None:
        return render(request, "dispatch/discipline.html", {"title": title, "scope": None})
    month = chosen(request, "month", MONTHS, default=None)
    over = range(1, latest_month(scope.year, today) + 1)
    targets = Target.objects.led_or_followed_by(request.user).of(scope.region, scope.year).active()
    rows, together = discipline_of(targets, [month] if month else over, today)
    period = year_month(scope.year, month) if month else _("%(year)s so far") % {"year": scope.year}
    if kind := export_asked(request):
        notes = (f"{scope.region.label} · {title} · {period}", _("as of %(day)s") % {"day": day(today)})
        return exported(_cells([*rows, together]), kind, title=title, notes=notes)
    context = {"title": title, "scope": scope, "rows": rows, "together": together, "heads": HEADS}
    context |= {"month": month, "months": over, "period": period}
    return render(request, "dispatch/discipline.html", context)


def _cells(rows: Iterable[Discipline]) -> list[tuple[object, ...]]:
    return [tuple(map(str, HEADS)), *map(_cells_of, rows)]


def _cells_of(row: Discipline) -> tuple[object, ...]:
    name = row.department.label if row.department else _("All departments")
    share = "" if row.share_on_time is None else percent(row.share_on_time)
    return (name, row.asked, row.on_time, row.late, row.missing, share, row.returned, row.urged)
