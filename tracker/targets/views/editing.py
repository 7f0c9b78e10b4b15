"""Many rows of the task table at once: each in its own line of fields, or one thing for all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from reports.shared.requests import id_in, is_htmx
from reports.shared.row_parts import Part, in_parts
from tracker.targets.forms.row_drawing import drawn_form, drawn_name, drawn_targets
from tracker.targets.forms.rows import RowForm, TogetherForm
from tracker.targets.forms.terms import Choices
from tracker.targets.models import Target
from tracker.targets.scopes import RegionYear
from tracker.targets.services import Revision, RowsRefusedError, change_many
from tracker.targets.views.scope import reviewed_scope, table_url

ROWS_AT_ONCE = 10
"""So many rows come as fields with the page, and each time that somebody comes to those that are only named."""
LONGEST_REASON = 200
NAMED = (
    "number", "name", "version", "measure", "comparator", "value", "value_high", "unit", "standard", "stretch_value",
)  # fmt: skip
TYPED = re.compile(r"t(\d{1,18})-version", re.ASCII)
"""The field that only a row with fields has."""


@require_http_methods(["GET", "POST"])
def edit_tasks(request: HttpRequest) -> HttpResponse:
    """Show the chosen rows as forms; store all of them with one reason, or one thing for all, or nothing."""
    scope = reviewed_scope(request)
    rows, choices = chosen_rows(request, scope), Choices(scope.region.pk, scope.year)
    if request.method == "POST":
        return (_all_set if "all" in request.POST else _saved)(request, scope, rows, choices)
    if is_htmx(request):
        return HttpResponse("".join(drawn_targets(_whole(rows), choices)))
    return _shown(request, scope, rows, choices)


def chosen_rows(request: HttpRequest, scope: RegionYear) -> QuerySet[Target]:
    """Return the rows that the address ticks, all without one, in the order of their numbers."""
    rows = Target.objects.reviewable_by(request.user).of(scope.region, scope.year).active()
    if ticked := {key for key in map(id_in, request.GET.getlist("row")) if key}:
        rows = rows.filter(pk__in=ticked)
    return rows.order_by("number")


def _whole(rows: QuerySet[Target]) -> list[Target]:
    """Fetch rows with all that their fields show. Two queries."""
    return list(rows.select_related("lead", "leader", "contact", "parent").prefetch_related("supporting"))


def _saved(request: HttpRequest, scope: RegionYear, rows: QuerySet[Target], choices: Choices) -> HttpResponse:
    """Store what was typed; rows whose fields were never fetched stay as they are."""
    typed = _whole(rows.filter(pk__in=_typed(request.POST)))
    forms = [RowForm(target, choices=choices, data=request.POST) for target in typed]
    reason = request.POST.get("reason", "").strip()
    changed = [form for form in forms if form.is_changed]
    if not changed:
        messages.info(request, _("Nothing was changed."))
        return _shown(request, scope, rows, choices, forms=forms)
    refused = [form for form in changed if not form.is_valid()]
    if not reason or len(reason) > LONGEST_REASON:
        messages.error(request, _("Say in at most 200 characters why the targets change."))
    elif not refused and _stored(request, [form.revision() for form in changed], reason, changed):
        return _done(request, scope, len(changed))
    return _shown(request, scope, rows, choices, forms=forms, reason=reason)


def _typed(data: QueryDict) -> set[int]:
    return {int(found[1]) for found in map(TYPED.fullmatch, data) if found}


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


def _all_set(request: HttpRequest, scope: RegionYear, rows: QuerySet[Target], choices: Choices) -> HttpResponse:
    targets = _whole(rows)
    form = TogetherForm(targets, choices=choices, data=request.POST)
    if not form.is_valid():
        return _shown(request, scope, rows, choices, together=form)
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
        return _shown(request, scope, rows, choices, together=form)
    return _done(request, scope, len(revisions))


def _row(numbers: dict[int, int], key: int, words: str) -> dict[str, object]:
    return {"number": numbers[key], "words": words}


def _done(request: HttpRequest, scope: RegionYear, count: int) -> HttpResponse:
    words = ngettext("%(count)s row was changed.", "%(count)s rows were changed.", count) % {"count": count}
    messages.success(request, words)
    return redirect(table_url(scope.region.pk, scope.year))


def _shown(
    request: HttpRequest,
    scope: RegionYear,
    rows: QuerySet[Target],
    choices: Choices,
    *,
    forms: Sequence[RowForm] = (),
    together: TogetherForm | None = None,
    reason: str = "",
) -> HttpResponse:
    targets = list(rows.only(*NAMED))
    context: dict[str, Any] = {
        "title": _("%(region)s %(year)s: edit the task table") % {"region": scope.region.label, "year": scope.year},
        "scope": scope,
        "parts": list(_parts(scope, targets, rows, forms, choices)),
        "is_typed": bool(forms),
        "together": together or TogetherForm(targets, choices=choices),
        "n_rows": len(targets),
        "choices": choices,
        "reason": reason,
        "back": table_url(scope.region.pk, scope.year),
    }
    refused = together or any(form.errors or form.conflicts for form in forms)
    return render(request, "targets/edit_tasks.html", context, status=422 if refused else 200)


def _parts(
    scope: RegionYear, targets: Sequence[Target], rows: QuerySet[Target], forms: Sequence[RowForm], choices: Choices
) -> Iterator[Part]:
    def address(some: Sequence[Target]) -> str:
        query = urlencode({"row": [target.pk for target in some]}, doseq=True)
        return f"{reverse('task-edit')}?region={scope.region.pk}&year={scope.year}&{query}"

    filled = _filled(rows, forms, choices)
    return in_parts(targets, filled, told=drawn_name, address=address, at_once=ROWS_AT_ONCE)


def _filled(rows: QuerySet[Target], forms: Sequence[RowForm], choices: Choices) -> Mapping[Target, SafeString]:
    """Draw the rows that show fields: those that were sent, else the first ones."""
    if forms:
        return {form.target: drawn_form(form) for form in forms}
    first = _whole(rows[:ROWS_AT_ONCE])
    return dict(zip(first, drawn_targets(first, choices), strict=True))
