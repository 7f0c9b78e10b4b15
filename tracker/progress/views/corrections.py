"""Correcting what was approved: asking for it, and deciding."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.organisation.models import rights_of
from reports.shared.display import year_month
from reports.shared.requests import posted
from tracker.progress.approvals import PendingCorrection, joined_corrections, judged_as_corrected
from tracker.progress.corrections import approve_correction, ask_correction, correct, refuse_correction
from tracker.progress.forms import CorrectionForm, DecisionForm
from tracker.progress.models import Correction, ProgressEntry
from tracker.progress.services import ConflictError


@require_http_methods(["GET", "POST"])
def correction_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a correction of an approved figure; a reviewer's own is made at once."""
    entry = _entry_or_404(request, pk)
    form = CorrectionForm(entry, data=posted(request))
    if request.method == "POST" and form.is_valid() and _is_stored(request, entry, form):
        return redirect(entry.target)
    context = {
        "title": _("Correct a figure"),
        "entry": entry,
        "period": year_month(entry.target.year, entry.month),
        "form": form,
        "is_office": _is_office(request, entry),
        "corrections": entry.corrections.select_related("asked_by", "decided_by"),
    }
    return render(request, "progress/correction.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def decide_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a correction that was asked for with the status that it would give; approve or refuse it."""
    asked = joined_corrections(Correction.objects.reviewable_by(request.user))
    correction = get_object_or_404(asked.prefetch_related("entry__target__stages", "entry__target__entries"), pk=pk)
    form = DecisionForm(posted(request), initial={"version": correction.entry.version})
    if request.method == "POST" and form.is_valid() and _is_decided(request, correction, form):
        return redirect("approvals")
    context = {
        "title": _("Correction"),
        "pending": PendingCorrection(correction),
        "judged": judged_as_corrected(correction, timezone.localdate()),
        "form": form,
    }
    return render(request, "progress/correction_decision.html", context, status=422 if form.is_bound else 200)


def _entry_or_404(request: HttpRequest, pk: int) -> ProgressEntry:
    entries = ProgressEntry.objects.correctable_by(request.user).select_related("target__lead", "target__region")
    return get_object_or_404(entries, pk=pk)


def _is_office(request: HttpRequest, entry: ProgressEntry) -> bool:
    return rights_of(request.user).reviews(entry.target.region_id)


def _is_stored(request: HttpRequest, entry: ProgressEntry, form: CorrectionForm) -> bool:
    is_office = _is_office(request, entry)
    store = correct if is_office else ask_correction
    try:
        store(entry=entry, correcting=form.correcting(), by=request.user, version=form.cleaned_data["version"])
    except ConflictError as conflict:
        _tell_conflict(form, conflict, entry)
    except ValidationError as error:
        form.add_error(None, error)
    else:
        done = _("The figure is corrected.") if is_office else _("The office was asked for the correction.")
        messages.success(request, done)
        return True
    return False


def _is_decided(request: HttpRequest, correction: Correction, form: DecisionForm) -> bool:
    is_refusal = request.POST.get("action") == "refuse"
    decide: Callable[..., Correction] = refuse_correction if is_refusal else approve_correction
    try:
        decide(correction=correction, by=request.user, **form.cleaned_data)
    except ConflictError as conflict:
        _tell_conflict(form, conflict, correction.entry)
    except ValidationError as error:
        form.add_error("note" if error.code == "note_required" else None, error)
    else:
        done = _("The correction was refused; the figure stays.") if is_refusal else _("The figure is corrected.")
        messages.success(request, done)
        return True
    return False


def _tell_conflict(form: CorrectionForm | DecisionForm, conflict: ConflictError, entry: ProgressEntry) -> None:
    """Say that the figure is another one meanwhile; sent again, the form is about what stands now."""
    entry.refresh_from_db()
    form.data = {**form.data, "version": str(conflict.current.version)}
    form.add_error(None, _("This figure has changed meanwhile. Look at it again, then send the form once more."))
