"""Requests to change a target: asked and decided on its page, listed in one place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from reports.organisation.models import rights_of
from reports.shared.list_page import ListPage
from tracker.ledger.filters import ChangeRequestFilter
from tracker.ledger.tables import ChangeRequestTable
from tracker.ledger.views.targets import shown, target_or_404
from tracker.targets.change_requests import (
    approve_request,
    ask,
    ask_and_approve,
    may_ask,
    refuse_request,
    take_back_request,
)
from tracker.targets.forms import Choices, DecideRequestForm, RequestForm
from tracker.targets.models import ChangeRequest

VERBS = ("approve", "refuse", "take-back")


class ChangeRequestList(ListPage):
    """All requests about targets that the reader may see, those that wait first."""

    model = ChangeRequest
    table_class = ChangeRequestTable
    filterset_class = ChangeRequestFilter
    title = gettext_lazy("Change requests")
    empty_text = gettext_lazy("Nobody has asked for a change yet. That is done on the page of a target.")

    def rows(self, queryset: Any) -> Any:
        """Join what the table shows."""
        return queryset.select_related("target__region", "new_lead", "old_lead", "asked_by", "decided_by")


@require_POST
def ask_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to change a target; a reviewer may have it changed at once."""
    target = target_or_404(request, pk)
    if not may_ask(request.user, target):
        raise Http404
    form = RequestForm(target, choices=Choices(target.region_id, target.year), data=request.POST)
    at_once = "at_once" in request.POST and rights_of(request.user).reviews(target.region_id)
    if not form.is_valid():
        return shown(request, target, {"request": form})
    try:
        (ask_and_approve if at_once else ask)(target=target, wish=form.wish(), by=request.user)
    except ValidationError as error:
        refuse(form, error)
        return shown(request, target, {"request": form})
    messages.success(request, _("The target was changed.") if at_once else _("The request waits for a decision."))
    return redirect(target)


@require_POST
def decide_change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Approve, refuse or take back a request."""
    found = get_object_or_404(ChangeRequest.objects.for_user(request.user), pk=pk)
    target = target_or_404(request, found.target_id)
    is_reviewer = rights_of(request.user).reviews(target.region_id)
    if verb not in VERBS or not (is_reviewer or (verb == "take-back" and may_ask(request.user, target))):
        raise Http404
    form = DecideRequestForm(request.POST, prefix=f"decide-{found.pk}")
    if not form.is_valid():
        return shown(request, target, {f"decide-{found.pk}": form})
    try:
        _carry_out(found, verb, form, request)
    except ValidationError as error:
        refuse(form, error)
        return shown(request, target, {f"decide-{found.pk}": form})
    messages.success(request, _("Saved."))
    return redirect(target)


def _carry_out(found: ChangeRequest, verb: str, form: DecideRequestForm, request: HttpRequest) -> None:
    data = form.cleaned_data
    if verb == "approve":
        approve_request(request=found, by=request.user, decision=data["decision"], note=data["note"])
    elif verb == "refuse":
        refuse_request(request=found, by=request.user, note=data["note"])
    else:
        take_back_request(request=found, by=request.user)


def refuse(form: Form, error: ValidationError) -> None:
    """Tell in the form what the service refused, each beside its field."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {None: [error]}
    for name, errors in by_field.items():
        for each in errors:
            form.add_error(name if name in form.fields else None, each)
