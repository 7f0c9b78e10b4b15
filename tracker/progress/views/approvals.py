"""The reviewer's pages: what waits for approval, deciding about it, and the list of all entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from reports.organisation.models import Department
from reports.shared.counting import counted
from reports.shared.form_rendering import drawn_options
from reports.shared.language import named
from reports.shared.list_page import ListPage
from reports.shared.requests import id_in, is_htmx
from tracker.progress.approvals import (
    PendingApproval,
    count_to_approve,
    entries_to_approve,
    pending_approvals,
    pending_corrections,
    same_month_last_year,
)
from tracker.progress.filters import EntryFilter
from tracker.progress.forms import DecisionForm
from tracker.progress.histories import changes_of_entry
from tracker.progress.models import ProgressEntry
from tracker.progress.services import ConflictError, approve, approve_many, return_
from tracker.progress.tables import EntryTable
from tracker.targets.models import ChangeRequest

PER_PAGE = 25
MOST_CHIPS = 8
"""With more departments than these the chips would fill the page: they become a choice."""


class EntryList(ListPage):
    """All entries that the reader may see."""

    model = ProgressEntry
    table_class = EntryTable
    filterset_class = EntryFilter
    template_name = "progress/entries.html"
    title = gettext_lazy("Progress")
    empty_text = gettext_lazy("Nothing is filed yet. Lead departments file month by month under “My reporting”.")

    def rows(self, queryset: QuerySet[ProgressEntry]) -> QuerySet[ProgressEntry]:
        """Join what the table shows."""
        return queryset.select_related("target", "region", "lead", "reviewed_by")

    def file_rows(self, queryset: Any) -> Any:
        """A target comes once for its twelve months, a department once for all its targets.

        What was taken back to a draft since the file was asked for is nobody else's to read.
        """
        read = queryset.without_others_drafts(self.request.user)
        return read.prefetch_related("target", "region", "lead", "reviewed_by")


@require_http_methods(["GET", "POST"])
def approvals(request: HttpRequest) -> HttpResponse:
    """Show what waits for this reviewer, department by department; approve all that are ticked."""
    if request.method == "POST":
        return _approved_many(request)
    entries = ProgressEntry.objects.reviewable_by(request.user).waiting()
    requests = ChangeRequest.objects.reviewable_by(request.user).waiting()
    departments, n_requests = _departments_of(entries, requests)
    lead = id_in(request.GET.get("lead", ""))
    page = Paginator(entries_to_approve(request.user, lead), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("To approve"),
        "departments": departments,
        "choice": drawn_options(departments, lead) if len(departments) > MOST_CHIPS else "",
        "lead": lead,
        "page": page,
        "n_requests": n_requests,
        "corrections": pending_corrections(request.user),
        "pending": pending_approvals(request.user, list(page), timezone.localdate()),
    }
    return render(request, "progress/approvals.html", context)


def _departments_of(
    entries: QuerySet[ProgressEntry], requests: QuerySet[ChangeRequest]
) -> tuple[list[tuple[int, str]], int]:
    """The departments whose entries wait, by key and name, and how many change requests do: one query tells both."""
    found = Department.objects.filter(pk__in=entries.values("lead")).order_by("region", "order", "name")
    rows = list(found.values_list("pk", "short_name", "name_en", counted(requests)))
    told = named()
    return [(pk, told(*names)) for pk, *names, _n in rows], rows[0][-1] if rows else requests.count()


@require_http_methods(["GET", "POST"])
def approval_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one entry with all its words, and approve or return it."""
    reviewable = ProgressEntry.objects.reviewable_by(request.user)
    if request.method == "POST":
        return _decision(request, get_object_or_404(reviewable.select_related("target"), pk=pk))
    approval = _pending(request, pk)
    if approval.entry.state == ProgressEntry.State.DRAFT:
        return _overtaken(request, approval.entry)
    return _review_page(request, approval, DecisionForm(initial={"version": approval.entry.version}))


def _decision(request: HttpRequest, entry: ProgressEntry) -> HttpResponse:
    if entry.state == ProgressEntry.State.DRAFT:
        return _overtaken(request, entry)
    form = DecisionForm(request.POST)
    if form.is_valid():
        return _decided(request, entry, form)
    return _review_page(request, _pending(request, entry.pk), form)


def _pending(request: HttpRequest, pk: int) -> PendingApproval:
    """Raises Http404 for an entry that the reader may not decide."""
    found = pending_approvals(request.user, [pk], timezone.localdate())
    if not found:
        raise Http404
    return found[0]


def _approved_many(request: HttpRequest) -> HttpResponse:
    if "entry" not in request.POST:
        messages.error(request, _("Tick the entries first that you want to approve."))
        return redirect(request.get_full_path())
    pairs = (pair.partition(":") for pair in request.POST.getlist("entry"))
    seen = ((id_in(pk), id_in(version)) for pk, _colon, version in pairs)
    entries = {pk: version for pk, version in seen if pk and version}
    try:
        done = approve_many(entries=entries, by=request.user)
    except (ConflictError, ValidationError):
        messages.error(
            request, _("Nothing was approved: some of these entries have changed meanwhile. Look at them again.")
        )
    else:
        text = ngettext("%(n)s entry approved.", "%(n)s entries approved.", len(done))
        messages.success(request, text % {"n": len(done)})
    return redirect(request.get_full_path())


def _decided(request: HttpRequest, seen: ProgressEntry, form: DecisionForm) -> HttpResponse:
    decide: Callable[..., ProgressEntry] = return_ if request.POST.get("action") == "return" else approve
    try:
        entry = decide(entry=seen, by=request.user, **form.cleaned_data)
    except ConflictError as conflict:
        return _overtaken(request, conflict.current)
    except ValidationError as error:
        form.add_error("note" if error.code == "note_required" else None, error)
        return _review_page(request, _pending(request, seen.pk), form)
    if is_htmx(request):
        n_waiting = ProgressEntry.objects.reviewable_by(request.user).waiting().count()
        context = {"entry": entry, "n_waiting": n_waiting, "n_to_approve": count_to_approve(request.user)}
        return render(request, "progress/_approval_done.html", context)
    messages.success(request, f"{entry.target.name}: {entry.get_state_display()}")
    return redirect("approvals")


def _overtaken(request: HttpRequest, entry: ProgressEntry) -> HttpResponse:
    """Say what became of an entry that somebody else was quicker with; a draft is its department's alone."""
    if entry.state == ProgressEntry.State.SUBMITTED:
        form = DecisionForm({"version": entry.version, "note": request.POST.get("note", "")})
        form.add_error(None, _("The department has filed this anew meanwhile. Look at it again, then decide."))
        return _review_page(request, _pending(request, entry.pk), form)
    if is_htmx(request):
        return render(request, "progress/_approval_done.html", {"entry": entry, "overtaken": True})
    text = _("%(task)s: this entry has changed meanwhile; it is now “%(state)s”. Nothing of yours was stored.")
    messages.error(request, text % {"task": entry.target.name, "state": entry.get_state_display()})
    return redirect("approvals")


def _review_page(request: HttpRequest, approval: PendingApproval, form: DecisionForm) -> HttpResponse:
    if is_htmx(request):
        return render(request, "progress/_approval_row.html", {"approval": approval, "form": form})
    context = {
        "title": str(approval.entry),
        "approval": approval,
        "form": form,
        "last_year": same_month_last_year(approval.entry),
        "changes": changes_of_entry(approval.entry),
    }
    return render(request, "progress/approval.html", context, status=422 if form.errors else 200)
