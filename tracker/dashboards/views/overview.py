"""The overview: how one region stands on what it promised for a year."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.shared.requests import is_htmx
from tracker.dashboards.overview.changes import changes_since
from tracker.dashboards.overview.figures import figures_until
from tracker.dashboards.overview.headlines import card_of, headlines_among
from tracker.dashboards.overview.laggards import is_again, laggard_rows, laggards_among
from tracker.dashboards.scopes import Scope, scope_of
from tracker.dashboards.tally_rows import Row, row_of
from tracker.evaluation import Status
from tracker.standings.neighbours import beside, targets_beside
from tracker.standings.reading import Stand, bring_up_to_date
from tracker.standings.tallies import SHOWN_ORDER, Group, Tally, shown_order, tallies_by, tally
from tracker.targets.models import Target
from tracker.verdicts.basis import Basis

CLASSES = Target.TargetClass
FIRST = 12
"""How many rows of a list the page begins with; the rest are behind a link."""


def overview(request: HttpRequest) -> HttpResponse:
    """Show how the promises of one region and year stand, what changed, and what needs the reader."""
    today = timezone.localdate()
    scope = scope_of(request, today)
    stands = _stands(request, scope, scope.basis(today)) if scope else []
    if scope is None or not stands:
        return render(request, "dashboards/overview_empty.html", {"title": _("Overview"), "scope": scope})
    basis = stands[0].basis
    context = {
        "title": _("%(region)s %(year)s: how targets stand") % {"region": scope.region.label, "year": scope.year},
        "scope": scope,
        "basis": basis,
        "whole": row_of(_whole(stands), scope, basis, statuses=shown_order(basis.rules)),
    }
    return render(request, "dashboards/overview.html", context | _rows(request, stands, scope))


def overview_groups(request: HttpRequest) -> HttpResponse:
    """Show the same department by department and class by class; the overview fetches it when it is looked at."""
    today = timezone.localdate()
    scope = scope_of(request, today)
    stands = _stands(request, scope, scope.basis(today)) if scope else []
    if scope is None or not stands:
        return render(request, "dashboards/overview_empty.html", {"title": _("Overview"), "scope": scope})
    title = _("%(region)s %(year)s: by department and class") % {"region": scope.region.label, "year": scope.year}
    context = {"title": title, "scope": scope, "basis": stands[0].basis, "matrices": _matrices(stands, scope)}
    template = "dashboards/_groups.html" if is_htmx(request) else "dashboards/overview_groups.html"
    return render(request, template, context)


def _stands(request: HttpRequest, scope: Scope, basis: Basis) -> list[Stand]:
    """How the targets stand, and those beside them, brought up to date together."""
    own = scope.targets(request.user)
    bring_up_to_date(own | targets_beside(request.user, scope.region, scope.year, own), basis)
    return scope.stands(request.user, basis)


def _rows(request: HttpRequest, stands: Sequence[Stand], scope: Scope) -> dict[str, object]:
    """What stands there target by target."""
    headlines, laggards = headlines_among(stands), laggards_among(stands)
    unreported = [each for each in stands if each.status is Status.UNREPORTED]
    figures = figures_until({each.standing.target_id for each in (*headlines, *laggards[:FIRST])}, stands[0].basis)
    around = beside(request.user, scope.region, headlines, scope.month)
    return {
        "cards": [card_of(each, figures.get(each.standing.target_id, ()), around) for each in headlines],
        "changes": changes_since(stands),
        "overdue": [each for each in stands if each.standing.problem],  # type: ignore[attr-defined]
        "laggards": laggard_rows(laggards[:FIRST], figures),
        "n_laggards": len(laggards),
        "n_again": sum(is_again(each) for each in laggards),
        "again_url": scope.rows_url(behind="again"),
        "unreported": unreported[:FIRST],
        "n_unreported": len(unreported),
        "unreported_url": scope.rows_url(status=Status.UNREPORTED.value),
    }


def _whole(stands: Sequence[Stand]) -> Tally:
    return tally(stands, Group("", _("All targets")))


def _matrices(stands: Sequence[Stand], scope: Scope) -> list[dict[str, object]]:
    """How many there are of each status, by department and by class."""
    basis, whole = stands[0].basis, _whole(stands)
    by_department = tallies_by(stands, lambda each: Group(str(each.standing.lead_id), each.standing.lead.label))
    present = [status for status in SHOWN_ORDER if whole.counts[status]]

    def rows(tallies: Sequence[Tally], parameter: str) -> list[Row]:
        return [row_of(each, scope, basis, statuses=present, parameter=parameter) for each in tallies]

    return [
        {"heading": _("By lead department"), "rows": [*rows(by_department, "lead"), *rows([whole], "")]},
        {"heading": _("By class"), "rows": [*rows(_by_class(stands), "target_class"), *rows([whole], "")]},
    ]


def _by_class(stands: Sequence[Stand]) -> list[Tally]:
    def group_of(stand: Stand) -> Group:
        return Group(stand.standing.target_class, stand.standing.get_target_class_display())

    ordered = sorted(stands, key=lambda each: CLASSES.values.index(each.standing.target_class))
    return tallies_by(ordered, group_of)
