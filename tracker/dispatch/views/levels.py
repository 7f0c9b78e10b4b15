"""Four levels of dispatch (四级调度): who must look at what, and every change of a level with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reports.shared.display import UNKNOWN, month_name, year_month
from reports.shared.exports import export_asked, exported
from reports.shared.requests import chosen
from tracker.dispatch.levels import LEVEL_LABELS, TargetLevel, levels_of
from tracker.targets.models import Target
from tracker.targets.scopes import region_year_of
from tracker.verdicts.basis import basis_on, month_to_judge
from tracker.verdicts.explanations import basis_in_words

NEEDED = ("number", "name", "year", "frequency", "deadline", "lead__short_name", "lead__name_en")


@require_GET
def levels(request: HttpRequest) -> HttpResponseBase:
    """Show the targets under who must look at them at the end of a month, or answer with them as a file."""
    today, title = timezone.localdate(), _("Who must look at what")
    scope = region_year_of(request, today)
    if scope is None:
        return render(request, "dispatch/levels.html", {"title": title, "scope": None})
    months = range(1, month_to_judge(scope.year, today) + 1)
    month = chosen(request, "month", {str(each): each for each in months}, default=months[-1])
    targets = Target.objects.for_user(request.user).of(scope.region, scope.year).active()
    basis = basis_on(today, month=month)
    found = levels_of(targets.select_related("lead").only(*NEEDED).order_by("number"), basis, month)
    if kind := export_asked(request):
        notes = (f"{scope.region.label} · {title} · {year_month(scope.year, month)}", " · ".join(basis_in_words(basis)))
        return exported(_cells(found), kind, title=title, notes=notes)
    context = {"title": title, "scope": scope, "month": month, "months": months, "basis": basis_in_words(basis)}
    context["groups"] = [(rows[0], rows) for rows in _by_level(found)]
    context["roles"] = LEVEL_LABELS.values()
    return render(request, "dispatch/levels.html", context)


def _by_level(found: Sequence[TargetLevel]) -> list[list[TargetLevel]]:
    return [list(rows) for _level, rows in groupby(found, key=lambda each: each.level)]


def _cells(found: Sequence[TargetLevel]) -> list[tuple[object, ...]]:
    heads = (
        _("Who must look"),
        _("No."),
        _("Task"),
        _("Lead department"),
        _("Status"),
        _("Why"),
        _("Changes of level"),
    )
    return [heads, *map(_cells_of, found)]


def _cells_of(row: TargetLevel) -> tuple[object, ...]:
    target = row.target
    changes = "\n".join(f"{month_name(each.month)} {words}" for each, words in row.changes_in_words)
    named = (str(row.level_label), target.number, target.name, target.lead.label)
    return (*named, str(row.label), str(row.reason), changes or UNKNOWN)
