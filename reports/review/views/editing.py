"""Steps of a review that need a form: edit, add, merge, split."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.library.display import differences
from reports.library.models import Statement, WorkReport
from reports.library.services.passages import passage_at
from reports.library.services.statement_rows import meaning
from reports.review import marked_words as quoting
from reports.review.concurrent_edits import latest_author
from reports.review.forms import AddForm, SplitForm, StatementForm
from reports.review.services.composition import add, merge, split
from reports.review.services.decisions import AdoptedError, Ref, StaleError, edit
from reports.review.views.fragments import CONFLICT, INVALID, attempt, changed, refs_of, refused, reviewable_report
from reports.shared.requests import UserRequest, posted


@require_http_methods(["GET", "POST"])
def edit_statement(request: UserRequest, pk: int, statement: int) -> HttpResponse:
    """Show a statement's form in its place, and save it; `accept` in the request accepts it too."""
    report = reviewable_report(request, pk)
    row = get_object_or_404(report.statements, pk=statement)
    form = StatementForm(posted(request), instance=row)
    if request.method != "POST" or not form.is_valid():
        return _edit_form(request, report, row, form)
    ref, accept = Ref(row.pk, refs_of(request)[0].version), "accept" in request.POST
    try:
        outcome = edit(report=report, ref=ref, values=form.values, user=request.user, accept=accept)
    except StaleError as error:
        return _edit_conflict(request, report, form, error, ref)
    except AdoptedError as error:
        return refused(request, report, error, [ref])
    return changed(request, report, outcome.rows, _("Saved."))


def _edit_form(request: UserRequest, report: WorkReport, row: Statement, form: StatementForm) -> HttpResponse:
    context = {
        "report": report,
        "row": row,
        "version": request.POST.get("row", f"{row.pk}:{row.version}"),
        "form": form,
    }
    return render(request, "review/_edit.html", context, status=INVALID if form.errors else 200)


def _edit_conflict(
    request: UserRequest, report: WorkReport, form: StatementForm, error: StaleError, ref: Ref
) -> HttpResponse:
    """Show both values of every field that differs; saving again, with the new version, keeps the user's own."""
    (theirs,) = error.rows
    if theirs.state == Statement.State.REMOVED:
        return refused(request, report, error, [ref], rescued=_rescued(report, theirs, form))
    context = {"report": report, "row": theirs, "version": f"{theirs.pk}:{theirs.version}", "form": form}
    context["conflict"] = differences(form.values, meaning(theirs))
    context["who"] = latest_author(theirs)
    return render(request, "review/_edit.html", context, status=CONFLICT)


def _rescued(report: WorkReport, removed: Statement, form: StatementForm) -> AddForm:
    """Return what the user had typed for a statement that is gone as the form of a new one in the same place."""
    found_at = {"quote": report.text[removed.start : removed.end], "near": removed.start}
    return AddForm(text=report.text, initial=form.values | found_at)


@require_http_methods(["GET", "POST"])
def split_statement(request: UserRequest, pk: int, statement: int) -> HttpResponse:
    """Show the names into which a statement falls, and split it."""
    report = reviewable_report(request, pk)
    row = get_object_or_404(report.statements, pk=statement)
    form = SplitForm(posted(request), initial={"names": "\n".join(quoting.parts_of(row.indicator))})
    if request.method != "POST" or not form.is_valid():
        context = {"report": report, "row": row, "form": form}
        return render(request, "review/_split.html", context, status=INVALID if form.errors else 200)
    refs, names = refs_of(request), form.cleaned_data["names"]
    return attempt(
        request,
        report,
        refs,
        lambda: split(report=report, ref=Ref(row.pk, refs[0].version), names=names, user=request.user),
        lambda done: changed(request, report, done.rows, _("Split."), whole=True),
    )


@require_http_methods(["GET", "POST"])
def merge_statements(request: UserRequest, pk: int) -> HttpResponse:
    """Show one form for several statements, and make them one."""
    report, refs = reviewable_report(request, pk), refs_of(request)
    rows = list(report.statements.visible().filter(pk__in=dict(refs)).order_by("start", "pk"))
    if len(rows) < 2:
        raise BadRequest
    form = StatementForm(posted(request), instance=rows[0], initial=quoting.merged(rows))
    if request.method != "POST" or not form.is_valid():
        context = {"report": report, "rows": rows, "form": form}
        return render(request, "review/_merge.html", context, status=INVALID if form.errors else 200)
    return attempt(
        request,
        report,
        refs,
        lambda: merge(report=report, refs=refs, values=form.values, user=request.user),
        lambda done: changed(request, report, done.rows, _("Merged."), whole=True),
    )


@require_http_methods(["GET", "POST"])
def add_statement(request: UserRequest, pk: int) -> HttpResponse:
    """Show the form for a statement that a person marked in the text, and add it."""
    report = reviewable_report(request, pk)
    form = AddForm(posted(request), text=report.text, initial=_marked(request, report))
    if request.method != "POST" or not form.is_valid():
        context = {"report": report, "form": form}
        return render(request, "review/_add.html", context, status=INVALID if form.errors else 200)
    start, end = form.cleaned_data["span"]
    outcome = add(report=report, start=start, end=end, values=form.values, user=request.user)
    return changed(request, report, outcome.rows, _("Added."), whole=True)


def _marked(request: UserRequest, report: WorkReport) -> dict[str, object]:
    """Propose the fields of a statement from the stretch of text that the request names."""
    try:
        start, end = int(request.GET.get("start", 0)), int(request.GET.get("end", 0))
    except ValueError as error:
        raise BadRequest from error
    passage = passage_at(list(report.passages.order_by("start")), start)
    return quoting.propose(report.text[start:end], passage, report.year) | {"near": start}
