"""The list of targets as they stand, and the page of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from reports.organisation.models import rights_of
from reports.shared.list_page import ListPage
from reports.shared.requests import chosen, is_htmx
from tracker.ledger.filters import TargetFilter
from tracker.ledger.page import load, load_for_steps, page_of, url_of_all
from tracker.ledger.steps import settable, steps_of
from tracker.ledger.tables import TargetTable
from tracker.ledger.timeline.events import Kind
from tracker.ledger.timeline.line import counted, events_of, load_for_line
from tracker.standings.elsewhere import elsewhere
from tracker.targets.forms import BaseStageFormSet, TermsForm, VerdictForm, WithdrawForm, stage_forms
from tracker.targets.models import Target
from tracker.targets.originals import with_originals
from tracker.targets.services import TargetChangedError, change_terms, give_verdict, plan_stages, set_withdrawn
from tracker.verdicts.explanations import basis_in_words

if TYPE_CHECKING:
    from reports.shared.people import User

NEWEST = 12
"""How many events the page of a target shows; the others are on the page of its time line."""
ROWS_ELSEWHERE = 10
"""How many other regions stand beside it; the others are behind a link."""


class TargetList(ListPage):
    """All targets that the reader may see."""

    model = Target
    table_class = TargetTable
    filterset_class = TargetFilter
    title = gettext_lazy("Targets")
    empty_text = gettext_lazy("There are no targets yet. They come from the accepted statements of a work report.")

    def rows(self, queryset: Any) -> Any:
        """Join what the table shows."""
        return with_originals(queryset.select_related("region", "lead"))

    def get_table_kwargs(self) -> dict[str, Any]:
        """Tell the table by which month and figures to judge."""
        return {"basis": self.filterset.basis, "month": self.filterset.at_month}


@require_GET
def target_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a target with everything that is known of it."""
    return shown(request, target_or_404(request, pk))


@require_GET
def target_steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what can be done with a target: the part that its page fetches by itself."""
    target = target_or_404(request, pk, load_for_steps)
    template = "ledger/_steps.html" if is_htmx(request) else "ledger/steps.html"
    return render(request, template, {"title": target.name, **steps_of(target, user=request.user)})


@require_GET
def target_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything that happened to a target, or what the address asks for; its page fetches the newest part."""
    try:
        target = load_for_line(request.user, pk)
    except Target.DoesNotExist as error:
        raise Http404 from error
    events = events_of(target, request.user, timezone.localdate())
    kind = chosen(request, "kind", {each.value: each for each in Kind}, default=None)
    shown = [event for event in events if kind in (None, event.kind)]
    context = {"title": target.name, "target": target, "kind": kind, "kinds": counted(events), "n_events": len(events)}
    if is_htmx(request):
        return render(
            request, "ledger/_events.html", context | {"events": shown[:NEWEST], "n_more": len(shown[NEWEST:])}
        )
    return render(request, "ledger/history.html", context | {"events": shown})


@require_GET
def target_elsewhere(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what other regions promise of the same indicator, and how they stand: a part that the page fetches."""
    found = Target.objects.for_user(request.user).select_related("region", "indicator")
    target = get_object_or_404(found, pk=pk)
    context: dict[str, Any] = {"title": target.name, "target": target}
    if target.indicator:
        comparison = elsewhere(request.user, target, timezone.localdate())
        context |= {"comparison": comparison, "rows": comparison.others[:ROWS_ELSEWHERE]}
        context |= {"basis": basis_in_words(comparison.basis), "all_url": url_of_all(target, target.indicator)}
    template = "ledger/_elsewhere.html" if is_htmx(request) else "ledger/elsewhere.html"
    return render(request, template, context)


@require_POST
def change_target(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Set the terms, stages or verdict of a target, or withdraw it; what is refused is shown again as it was typed."""
    target, setting = target_or_404(request, pk), CHANGES.get(part)
    if setting is None or part not in settable(target) or not rights_of(request.user).reviews(target.region_id):
        raise Http404
    form = setting.form(target, request.POST)
    if not form.is_valid():
        return shown(request, target, {part: form})
    try:
        setting.store(target, form, request)
    except TargetChangedError:
        messages.error(
            request, _("Somebody else has changed this target meanwhile. Look at it again and repeat your change.")
        )
        return shown(request, target_or_404(request, pk), {part: form})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return shown(request, target, {part: form})
    messages.success(request, _("Saved."))
    return redirect(target)


def target_or_404(request: HttpRequest, pk: int, loaded: Callable[[User, int], Target] = load) -> Target:
    """Return a target with all that its page shows. Raises Http404 where the reader may not see it."""
    try:
        return loaded(request.user, pk)
    except Target.DoesNotExist as error:
        raise Http404 from error


def shown(request: HttpRequest, target: Target, forms: dict[str, Any] | None = None) -> HttpResponse:
    """Show the page of a target; `forms` are those that were just refused, and come with it."""
    context = page_of(target, user=request.user, today=timezone.localdate(), query=request.GET)
    if forms:
        context |= steps_of(target, user=request.user, forms=forms) | {"has_steps": True}
    return render(request, "ledger/target.html", context, status=422 if forms else 200)


@dataclass(frozen=True)
class Setting:
    """One part of a target that a reviewer sets: its form, and what stores it."""

    form: Callable[[Target, QueryDict], Any]
    store: Callable[[Target, Any, HttpRequest], Target]


def _store_terms(target: Target, form: TermsForm, request: HttpRequest) -> Target:
    data = form.cleaned_data
    return change_terms(
        target=target,
        by=request.user,
        version=data["version"],
        reason=data["reason"],
        changes=form.changes(),
        supporting=data["supporting"],
    )


def _store_verdict(target: Target, form: VerdictForm, request: HttpRequest) -> Target:
    return give_verdict(target=target, by=request.user, today=timezone.localdate(), **form.cleaned_data)


def _store_stages(target: Target, form: BaseStageFormSet, request: HttpRequest) -> Target:
    return plan_stages(
        target=target,
        by=request.user,
        version=form.version,
        stages=form.planned(),
        is_open_list="stages-open-list" in request.POST,
    )


def _store_withdrawal(target: Target, form: WithdrawForm, request: HttpRequest) -> Target:
    return set_withdrawn(target=target, by=request.user, is_withdrawn=not target.is_withdrawn, **form.cleaned_data)


CHANGES = {
    "terms": Setting(lambda target, data: TermsForm(target, data=data), _store_terms),
    "verdict": Setting(lambda target, data: VerdictForm(target, data=data), _store_verdict),
    "stages": Setting(stage_forms, _store_stages),
    "withdraw": Setting(lambda target, data: WithdrawForm(target, data=data), _store_withdrawal),
}
