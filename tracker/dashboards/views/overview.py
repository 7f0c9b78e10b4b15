"""The overview: how one region stands on what it promised for a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

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
from tracker.standings.reading import Stand, all_hold, bring_up_to_date
from tracker.standings.tallies import SHOWN_ORDER, Group, Tally, shown_order, tallies_by, tally
from tracker.targets.groups import Belonging, belongings
from tracker.targets.models import Target
from tracker.verdicts.basis import Basis

if TYPE_CHECKING:
    from reports.shared.people import User

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
        "last_year": scope.year - 1 if scope.year - 1 in scope.years else None,
        "whole": row_of(_whole(stands), scope, basis, statuses=shown_order(basis.rules)),
    }
    return render(request, "dashboards/overview.html", context | _rows(request, stands, scope))


def overview_groups(request: HttpRequest) -> HttpResponse:
    """Show the same group by group; the overview fetches it when it is looked at."""
    today = timezone.localdate()
    scope = scope_of(request, today)
    stands = _stands(request, scope, scope.basis(today)) if scope else []
    if scope is None or not stands:
        return render(request, "dashboards/overview_empty.html", {"title": _("Overview"), "scope": scope})
    matrices = _matrices(request.user, stands, scope)
    place = {"region": scope.region.label, "year": scope.year}
    title = _("%(region)s %(year)s: by department, class, theme and section") % place
    context = {"title": title, "scope": scope, "basis": stands[0].basis, "matrices": matrices}
    template = "dashboards/_groups.html" if is_htmx(request) else "dashboards/overview_groups.html"
    return render(request, template, context)


def _stands(request: HttpRequest, scope: Scope, basis: Basis) -> list[Stand]:
    """How the targets stand, and those beside them, brought up to date together."""
    user = request.user
    if not all_hold(basis):
        own = scope.targets(user).order_by()
        region = (scope.region.pk, scope.region.parent_id)
        bring_up_to_date(own | targets_beside(user, region, scope.year, own), basis)
    return scope.stands(user, basis)


def _rows(request: HttpRequest, stands: Sequence[Stand], scope: Scope) -> dict[str, object]:
    """What stands there target by target."""
    headlines, laggards = headlines_among(stands), laggards_among(stands)
    unreported = [each for each in stands if each.status is Status.UNREPORTED]
    basis = stands[0].basis
    figures = figures_until({each.standing.target_id for each in (*headlines, *laggards[:FIRST])}, basis)
    around = beside(request.user, scope.region, headlines, scope.month)
    overdue = scope.overdue(request.user, basis.as_of)
    return {
        "cards": [card_of(each, figures.get(each.standing.target_id, ()), around) for each in headlines],
        "changes": [(group, group.changes[:FIRST]) for group in changes_since(stands, scope)],
        "overdue": overdue[:FIRST],
        "n_overdue": len(overdue),
        "laggards": laggard_rows(laggards[:FIRST], figures),
        "n_laggards": len(laggards),
        "laggards_url": scope.rows_url(status="lagging"),
        "n_again": sum(is_again(each) for each in laggards),
        "again_url": scope.rows_url(since="again"),
        "unreported": unreported[:FIRST],
        "n_unreported": len(unreported),
        "unreported_url": scope.rows_url(status=Status.UNREPORTED.value),
    }


def _whole(stands: Sequence[Stand]) -> Tally:
    return tally(stands, Group("", _("All targets")))


def _matrices(user: User, stands: Sequence[Stand], scope: Scope) -> list[dict[str, object]]:
    """How many there are of each status: by department, class, theme and section of the report."""
    basis, whole = stands[0].basis, _whole(stands)
    present = [status for status in SHOWN_ORDER if whole.counts[status]]

    def rows(tallies: Sequence[Tally], parameter: str) -> list[Row]:
        return [row_of(each, scope, basis, statuses=present, parameter=parameter) for each in tallies]

    return [
        {"heading": heading, "rows": [*rows(tallies, parameter), *rows([whole], "")]}
        for heading, parameter, tallies in _groupings(stands, belongings(scope.targets(user)))
    ]


def _groupings(
    stands: Sequence[Stand], belonging: Mapping[int, Belonging]
) -> Iterator[tuple[str, str, Sequence[Tally]]]:
    """Each way to group: its heading, how addresses name its groups, and the groups."""

    class_groups = {value: Group(value, str(label)) for value, label in CLASSES.choices}

    def class_of(stand: Stand) -> Group:
        return class_groups[stand.standing.target_class]

    def theme_of(stand: Stand) -> Group:
        own = belonging[stand.standing.target_id]
        return Group(own.theme, own.theme_label)

    def section_of(stand: Stand) -> Group:
        own = belonging[stand.standing.target_id]
        return Group(own.section, own.section_label)

    by_class = sorted(stands, key=lambda each: CLASSES.values.index(each.standing.target_class))
    by_theme = sorted(stands, key=lambda each: belonging[each.standing.target_id].theme_order)
    by_section = sorted(stands, key=lambda each: belonging[each.standing.target_id].section_order)
    leads = tallies_by(stands, lambda each: Group(str(each.standing.lead_id), each.standing.lead.label))
    yield _("By lead department"), "lead", leads
    yield _("By class"), "target_class", tallies_by(by_class, class_of)
    yield _("By theme"), "theme", tallies_by(by_theme, theme_of)
    yield _("By section of the report"), "section", tallies_by(by_section, section_of)
