"""The three lists, on a page and as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reports.shared.display import day
from reports.shared.requests import chosen
from tracker.ledger.lists import LISTS, drawn_lines, lines_of, listed
from tracker.ledger.task_files import asked_kind, table_as_file
from tracker.standings.reading import latest_basis, shown_by_target
from tracker.targets.scopes import region_year_of


@require_GET
def three_lists(request: HttpRequest) -> HttpResponseBase:
    """Show the list of tasks, of projects or of responsibilities of a region and year, or answer with it as a file."""
    today = timezone.localdate()
    scope = region_year_of(request, today)
    key = chosen(request, "list", {name: name for name in LISTS}, default="tasks")
    kind = LISTS[key]
    context: dict[str, object] = {
        "title": _("Three lists"),
        "scope": scope,
        "lists": LISTS.items(),
        "key": key,
        "kind": kind,
    }
    if scope is None:
        return render(request, "ledger/lists.html", context)
    targets = listed(request.user, scope.region, scope.year)
    lines = lines_of(kind, targets, shown_by_target(targets, latest_basis(today), None))
    if wanted := asked_kind(request):
        title = f"{scope.region.label} {scope.year} {_('Three lists')} {kind.label}"
        rows = [tuple(cell(line) for _word, cell in kind.columns) for line in lines]
        notes = (_("Status by approved figures; printed on %(day)s") % {"day": day(today)},)
        heads = tuple(str(word) for word, _cell in kind.columns)
        return table_as_file([heads, *rows], wanted, title=title, notes=notes)
    context["rows"] = drawn_lines(kind, lines)
    return render(request, "ledger/lists.html", context)
