"""Dashboards: one district and year, districts side by side, one indicator over the years."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.dashboards.scopes import Scope, scope_of
from tracker.dashboards.status_chart import status_chart
from tracker.dashboards.tally_rows import Row, row_of
from tracker.progress.judgement import Judged
from tracker.standings.tallies import SHOWN_ORDER, Group, Tally, tallies_by, tally
from tracker.targets.models import Target

CLASSES = Target.TargetClass


def overview(request: HttpRequest) -> HttpResponse:
    """Show how the targets of one district and year stand: as a whole, by department and by class."""
    today = timezone.localdate()
    scope = scope_of(request, today)
    judged = scope.judge(request.user, today) if scope else []
    if scope is None or not judged:
        return render(request, "dashboards/overview_empty.html", {"title": _("Overview"), "scope": scope})
    title = _("%(region)s %(year)s: how targets stand") % {"region": scope.region.label, "year": scope.year}
    context = {"title": title, "scope": scope, "basis": judged[0].basis, **_overview_parts(judged, scope)}
    return render(request, "dashboards/overview.html", context)


def _overview_parts(judged: Sequence[Judged], scope: Scope) -> dict[str, object]:
    basis = judged[0].basis
    whole = tally(judged, Group("", _("All targets")))
    title = _("Number of targets by lead department and status")
    by_department = tallies_by(judged, lambda each: Group(str(each.target.lead_id), each.target.lead.label))
    present = [status for status in SHOWN_ORDER if whole.counts[status]]

    def rows(tallies: Sequence[Tally], parameter: str) -> list[Row]:
        return [row_of(each, scope, basis, statuses=present, parameter=parameter) for each in tallies]

    return {
        "whole": row_of(whole, scope, basis, statuses=SHOWN_ORDER),
        "matrices": [
            {"heading": _("By lead department"), "rows": [*rows(by_department, "lead"), *rows([whole], "")]},
            {"heading": _("By class"), "rows": [*rows(_by_class(judged), "target_class"), *rows([whole], "")]},
        ],
        "chart": status_chart(by_department, key="departments", title=title, basis=basis),
    }


def _by_class(judged: Sequence[Judged]) -> list[Tally]:
    ordered = sorted(judged, key=lambda each: CLASSES.values.index(each.target.target_class))
    return tallies_by(ordered, lambda each: Group(each.target.target_class, each.target.get_target_class_display()))
