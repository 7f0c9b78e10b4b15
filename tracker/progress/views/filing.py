"""The reporter's pages: what is owed, and filing it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from reports.shared.display import month_name, year_month
from reports.shared.requests import is_htmx
from tracker.progress.closing import closing_of
from tracker.progress.comparing import surroundings_of
from tracker.progress.forms import EntryForm
from tracker.progress.judgement import judge_row
from tracker.progress.models import ProgressEntry
from tracker.progress.month_chart import target_chart
from tracker.progress.owed import Duty, Owed, count_owed, duty_of, recent_entries, year_to_file, years_of
from tracker.progress.services import ConflictError, save_draft, submit, usual_origin, withdraw_to_draft
from tracker.progress.warnings import warnings_of
from tracker.targets.models import Target
from tracker.targets.periods import has_begun, months_of
from tracker.verdicts.basis import basis_on


@require_GET
def owed(request: HttpRequest) -> HttpResponse:
    """Show a reporter what is returned, what is owed for a month, and what was filed for it."""
    today = timezone.localdate()
    years = years_of(request.user)
    year = _asked(request, "year", years) or year_to_file(years, today)
    if year is None:
        return render(request, "progress/owed.html", {"title": _("My reporting")})
    duties = Owed(request.user, year, today)
    month = _asked(request, "month", [each.month for each in duties.counts]) or duties.default_month
    of_month = duties.of_month(month) if has_begun(year, month, today) else []
    context = {
        "title": _("My reporting"),
        "years": years,
        "year": year,
        "month": month,
        "month_name": year_month(year, month),
        "owed": duties,
        "returned": [_row(duty) for duty in duties.returned],
        "open": [_row(duty) for duty in of_month if duty.is_open and duty.state != ProgressEntry.State.RETURNED],
        "filed": [_row(duty) for duty in of_month if not duty.is_open],
    }
    return render(request, "progress/owed.html", context)


@require_http_methods(["GET", "POST"])
def file_entry(request: HttpRequest, pk: int, month: int) -> HttpResponse:
    """File, keep or take back one month's progress: from the full form, or from a row of what is owed."""
    if month not in range(1, 13):
        raise Http404
    reported = Target.objects.reported_by(request.user).select_related("lead", "region")
    target = get_object_or_404(reported.prefetch_related("stages", "entries"), pk=pk)
    duty = duty_of(target, month, basis_on(timezone.localdate(), month=month), closing_of([target]))
    if request.method == "POST":
        return _filed(request, duty)
    if not _can_be_filed(target, month, timezone.localdate()):
        messages.error(request, _("Nothing is filed for this month of this target, or the month has not begun."))
        return redirect(target)
    return _entry_page(request, duty, EntryForm(target, month, duty.entry, usual_origin(target)))


def _filed(request: HttpRequest, duty: Duty) -> HttpResponse:
    form = EntryForm(duty.target, duty.month, duty.entry, data=_typed(request, duty), files=request.FILES)
    if not form.is_valid():
        return _refused(request, duty, form)
    try:
        entry = _store(request, duty, form)
    except ConflictError as conflict:
        return _refused(request, _with(duty, conflict.current), form, conflict=conflict.current)
    except ValidationError as error:
        form.add_error(None, error)
        return _refused(request, duty, form)
    if is_htmx(request):
        counts = Owed(request.user, duty.target.year, timezone.localdate())
        context = {"row": _row(_with(duty, entry)), "owed": counts, "just_done": True}
        context["n_owed"] = count_owed(request.user, timezone.localdate())
        return render(request, "progress/_owed_done.html", context)
    messages.success(request, _saved_message(entry))
    return redirect(f"{reverse('owed')}?year={duty.target.year}&month={duty.month}")


def _typed(request: HttpRequest, duty: Duty) -> dict[str, str]:
    """What was typed; “no change” files the last figure, or the last words, again."""
    data = request.POST.dict()
    if data.get("action") == "same" and duty.last is not None:
        again = {"value": str(duty.last.value)} if duty.takes_number else {"narrative": duty.last.narrative}
        return data | again
    return data


def _store(request: HttpRequest, duty: Duty, form: EntryForm) -> ProgressEntry:
    version, action = form.cleaned_data["version"], request.POST.get("action")
    if action == "take_back" and duty.entry is not None:
        return withdraw_to_draft(entry=duty.entry, by=request.user, version=version)
    store = save_draft if action == "draft" else submit
    return store(
        target=duty.target,
        month=duty.month,
        filing=form.filing(),
        by=request.user,
        version=version,
        files=form.cleaned_data["evidence"],
    )


def _refused(request: HttpRequest, duty: Duty, form: EntryForm, conflict: ProgressEntry | None = None) -> HttpResponse:
    if is_htmx(request):
        return render(request, "progress/_owed_row.html", {"row": _row(duty, form, conflict)})
    return _entry_page(request, duty, form, conflict)


def _entry_page(
    request: HttpRequest, duty: Duty, form: EntryForm, conflict: ProgressEntry | None = None
) -> HttpResponse:
    judged = judge_row(duty.target, duty.target.entries.all(), basis_on(timezone.localdate(), month=duty.month))
    context = {
        "title": duty.target.name,
        "row": _row(duty, form, conflict),
        "period": year_month(duty.target.year, duty.month),
        "chart": target_chart(judged, duty.target.entries.all()),
        "recent": recent_entries(duty),
        "warnings": warnings_of(_figure_of(duty, form), surroundings_of(duty)),
    }
    return render(request, "progress/entry.html", context, status=422 if form.is_bound else 200)


def _figure_of(duty: Duty, form: EntryForm) -> Decimal | None:
    """The figure that stands in the form, or what was filed."""
    if form.is_bound:
        return form.cleaned_data.get("value")
    return duty.entry.value if duty.entry and duty.takes_number else None


def _row(duty: Duty, form: EntryForm | None = None, conflict: ProgressEntry | None = None) -> dict[str, object]:
    return {"duty": duty, "form": form or EntryForm(duty.target, duty.month, duty.entry), "conflict": conflict}


def _with(duty: Duty, entry: ProgressEntry) -> Duty:
    return replace(duty, entry=entry)


def _saved_message(entry: ProgressEntry) -> str:
    words = {
        ProgressEntry.State.SUBMITTED: _("%(task)s, %(month)s: submitted."),
        ProgressEntry.State.DRAFT: _("%(task)s, %(month)s: kept as a draft."),
        ProgressEntry.State.RETURNED: _("%(task)s, %(month)s: kept; submit it when it is ready."),
    }
    return words[ProgressEntry.State(entry.state)] % {"task": entry.target.name, "month": month_name(entry.month)}


def _asked(request: HttpRequest, name: str, choices: list[int]) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value in {str(each) for each in choices} else None


def _can_be_filed(target: Target, month: int, today: dt.date) -> bool:
    return month in months_of(target) and has_begun(target.year, month, today)
