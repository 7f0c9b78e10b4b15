"""Many rows of the task table at once: each in its own line of fields, or one thing for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from reports.shared.requests import id_in
from tracker.targets.forms.rows import RowForm, TogetherForm
from tracker.targets.forms.terms import Choices
from tracker.targets.models import Target
from tracker.targets.scopes import RegionYear
from tracker.targets.services import Revision, RowsRefusedError, change_many
from tracker.targets.views.scope import reviewed_scope, table_url

ROWS_AT_ONCE = 50
LONGEST_REASON = 200


@require_http_methods(["GET", "POST"])
def edit_tasks(request: HttpRequest) -> HttpResponse:
    """Show the chosen rows as forms; store all of them with one reason, or one thing for all, or nothing."""
    scope = reviewed_scope(request)
    targets = chosen_rows(request, scope)
    if request.method == "POST":
        choices = Choices(scope.region.pk, scope.year)
        return (
            _all_set(request, scope, targets, choices)
            if "all" in request.POST
            else _saved(request, scope, targets, choices)
        )
    return _shown(request, scope, targets)


def chosen_rows(request: HttpRequest, scope: RegionYear) -> list[Target]:
    """Return the rows that the address ticks, all without one, in the order of their numbers. Two queries."""
    rows = Target.objects.reviewable_by(request.user).of(scope.region, scope.year).active()
    if ticked := {key for key in map(id_in, request.GET.getlist("row")) if key}:
        rows = rows.filter(pk__in=ticked)
    joined = rows.select_related("lead", "leader", "contact", "parent").prefetch_related("supporting")
    return list(joined.order_by("number"))


def _saved(request: HttpRequest, scope: RegionYear, targets: Sequence[Target], choices: Choices) -> HttpResponse:
    page = _page_of(request, targets)
    forms = [RowForm(target, choices=choices, data=request.POST) for target in page.object_list]
    reason = request.POST.get("reason", "").strip()
    changed = [form for form in forms if form.is_changed]
    if not changed:
        messages.info(request, _("Nothing was changed."))
        return _shown(request, scope, targets, forms=forms)
    refused = [form for form in changed if not form.is_valid()]
    if not reason or len(reason) > LONGEST_REASON:
        messages.error(request, _("Say in at most 200 characters why the targets change."))
    elif not refused and _stored(request, [form.revision() for form in changed], reason, changed):
        return _done(request, scope, len(changed))
    return _shown(request, scope, targets, forms=forms, reason=reason)


def _stored(request: HttpRequest, revisions: Sequence[Revision], reason: str, forms: Sequence[RowForm]) -> bool:
    """Whether all rows were stored; else each form says what its row was refused for."""
    try:
        change_many(revisions=revisions, by=request.user, reason=reason)
    except RowsRefusedError as refused:
        for form in forms:
            if form.target.pk in refused.errors:
                form.refuse(refused.errors[form.target.pk])
            if form.target.pk in refused.current:
                form.tell_conflict(refused.current[form.target.pk])
        return False
    return True


def _all_set(request: HttpRequest, scope: RegionYear, targets: Sequence[Target], choices: Choices) -> HttpResponse:
    form = TogetherForm(targets, choices=choices, data=request.POST)
    if not form.is_valid():
        return _shown(request, scope, targets, together=form)
    revisions = form.revisions()
    try:
        change_many(revisions=revisions, by=request.user, reason=form.cleaned_data["reason"])
    except RowsRefusedError as refused:
        numbers = {target.pk: target.number for target in targets}
        for key, error in refused.errors.items():
            form.add_error(None, _("No. %(number)s: %(words)s") % _row(numbers, key, " ".join(error.messages)))
        for key in refused.current:
            words = _("Somebody else has changed this row meanwhile. Load the page again and look at it.")
            form.add_error(None, _("No. %(number)s: %(words)s") % _row(numbers, key, words))
        return _shown(request, scope, targets, together=form)
    return _done(request, scope, len(revisions))


def _row(numbers: dict[int, int], key: int, words: str) -> dict[str, object]:
    return {"number": numbers[key], "words": words}


def _done(request: HttpRequest, scope: RegionYear, count: int) -> HttpResponse:
    words = ngettext("%(count)s row was changed.", "%(count)s rows were changed.", count) % {"count": count}
    messages.success(request, words)
    return redirect(table_url(scope.region.pk, scope.year))


def _page_of(request: HttpRequest, targets: Sequence[Target]) -> Page[Target]:
    return Paginator(targets, ROWS_AT_ONCE).get_page(request.GET.get("page"))


def _shown(
    request: HttpRequest,
    scope: RegionYear,
    targets: Sequence[Target],
    *,
    forms: Sequence[RowForm] | None = None,
    together: TogetherForm | None = None,
    reason: str = "",
) -> HttpResponse:
    page, choices = _page_of(request, targets), Choices(scope.region.pk, scope.year)
    context: dict[str, Any] = {
        "title": _("%(region)s %(year)s: edit the task table") % {"region": scope.region.label, "year": scope.year},
        "scope": scope,
        "page": page,
        "forms": forms or [RowForm(target, choices=choices) for target in page.object_list],
        "together": together or TogetherForm(targets, choices=choices),
        "n_rows": len(targets),
        "choices": choices,
        "reason": reason,
        "back": table_url(scope.region.pk, scope.year),
    }
    refused = together or any(form.errors or form.conflicts for form in forms or ())
    return render(request, "targets/edit_tasks.html", context, status=422 if refused else 200)
