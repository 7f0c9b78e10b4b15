"""The reporter's month as a grid: shown, kept box by box, and submitted together."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from reports.shared.display import year_month
from reports.shared.requests import chosen
from tracker.progress.comparing import NOT_KNOWN, figures_a_year_ago, surroundings_of
from tracker.progress.grid import Grid, Row, Summary, keep_row, keep_rows, submit_rows
from tracker.progress.origins import origins_in_words
from tracker.progress.owed import Owed, duty_of, year_to_file, years_of
from tracker.progress.typed import read_box
from tracker.progress.warnings import warnings_of
from tracker.targets.models import Target
from tracker.targets.periods import has_begun, months_of
from tracker.verdicts.basis import basis_on


@require_http_methods(["GET", "POST"])
def grid(request: HttpRequest) -> HttpResponse:
    """Show all that a month asks of a department; keep or submit what was typed into it."""
    month = grid_of(request)
    if month is None:
        return render(request, "progress/grid.html", {"title": _("Monthly form")})
    if request.method == "GET":
        return render(request, "progress/grid.html", context_of(month))
    rows, hand_in = month.typed_into(request.POST), request.POST.get("action") == "submit"
    summary = (submit_rows if hand_in else keep_rows)(rows, request.user)
    said = said_of(summary, hand_in=hand_in)
    if summary.refused:
        context = context_of(month) | {"rows": summary.rows, "refused": summary.refused, "said": said}
        return render(request, "progress/grid.html", context, status=422)
    messages.success(request, said)
    return redirect(address_of(month))


@require_POST
def grid_row(request: HttpRequest, pk: int, month: int) -> HttpResponse:
    """Keep one row as a draft when its box is left; answer with its state, or with the row where theirs is taken."""
    row = _row_of(request, pk, month).typed_into(request.POST)
    if row.form is None:
        return HttpResponse(_("The row was not sent as a whole."), status=400)
    row = keep_row(row, request.user)
    if row.form is not None:
        return render(request, "progress/_grid_notes.html", {"row": row})
    reply = render(request, "progress/_grid_row.html", {"row": row})
    reply["HX-Retarget"], reply["HX-Reswap"] = f"#row-{pk}", "outerHTML"
    return reply


@require_GET
def figure_warnings(request: HttpRequest, pk: int, month: int) -> HttpResponse:
    """Answer with what looks wrong about a figure that is being typed; nothing is stored."""
    row = _row_of(request, pk, month)
    box = read_box(request.GET.get("value", "")[:60], row.duty.target.unit)
    beside = surroundings_of(row.duty, row.last_year)
    context = {"warnings": warnings_of(box.value, beside), "taken_as": box.taken_as}
    return render(request, "progress/_figure_warnings.html", context)


def _row_of(request: HttpRequest, pk: int, month: int) -> Row:
    today = timezone.localdate()
    reported = Target.objects.reported_by(request.user).active().select_related("lead", "region")
    target = get_object_or_404(reported.prefetch_related("stages", "entries"), pk=pk)
    if month not in range(1, 13) or month not in months_of(target) or not has_begun(target.year, month, today):
        raise Http404
    year_ago = figures_a_year_ago([target], month).get(pk, NOT_KNOWN)
    return Row(duty_of(target, month, basis_on(today, month=month)), year_ago)


def grid_of(request: HttpRequest) -> Grid | None:
    """Return the month that the address names, or the one for which something is owed; None for who files nothing.

    Raises Http404 for a year or month that cannot be filed.
    """
    today = timezone.localdate()
    years = years_of(request.user)
    year = chosen(request, "year", {str(each): each for each in years}, default=year_to_file(years, today))
    if year is None:
        return None
    owed = Owed(request.user, year, today)
    months = {str(each.month): each.month for each in owed.counts}
    default = owed.default_month if str(owed.default_month) in months else None
    month = chosen(request, "month", months, default=default)
    return None if month is None else Grid(owed, month, years)


def context_of(month: Grid) -> dict[str, object]:
    """Return what the page of a month shows."""
    return {
        "title": _("Monthly form"),
        "years": month.years,
        "grid": month,
        "rows": month.rows,
        "month_name": year_month(month.year, month.month),
        "address": address_of(month),
        "origins": origins_in_words(),
    }


def address_of(month: Grid, route: str = "grid") -> str:
    """Return the address of a page about this month."""
    return f"{reverse(route)}?year={month.year}&month={month.month}"


def said_of(summary: Summary, *, hand_in: bool) -> str:
    """Return in words what was done."""
    n = summary.n_done
    if hand_in:
        text = ngettext("%(n)s row submitted.", "%(n)s rows submitted.", n)
    else:
        text = ngettext("%(n)s row kept as a draft.", "%(n)s rows kept as drafts.", n)
    return text % {"n": n}
