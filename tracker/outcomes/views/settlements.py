"""One promise beside what the next report says of it: read, confirmed or set right."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.organisation.models import rights_of
from reports.shared.requests import UserRequest, posted
from tracker.outcomes.cards import cards_of, with_sentences
from tracker.outcomes.forms import AnswerForm
from tracker.outcomes.models import Settlement
from tracker.outcomes.services import SettlementChangedError, confirm

CONFLICT = 409


@require_http_methods(["GET", "POST"])
def settlement_page(request: UserRequest, pk: int) -> HttpResponse:
    """Show both sentences; who reviews the region says what came of the promise."""
    rows = with_sentences(Settlement.objects.for_user(request.user)).select_related("later_report", "result__report")
    row = get_object_or_404(rows, pk=pk)
    may_decide = rights_of(request.user).reviews(row.region_id)
    if request.method == "POST" and not may_decide:
        raise PermissionDenied
    form = AnswerForm(posted(request), settlement=row) if may_decide else None
    if form is None or not form.is_bound or not form.is_valid():
        return _page(request, row, form)
    try:
        confirm(settlement=row, answer=form.answer, version=form.cleaned_data["version"], by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, row, form)
    except SettlementChangedError:
        messages.error(request, _("Somebody else changed this meanwhile; nothing was stored. Look at it as it is now."))
        return _page(request, row, AnswerForm(settlement=row), status=CONFLICT)
    messages.success(request, _("Confirmed: %(name)s") % {"name": row.name})
    return redirect(f"{reverse('reconciliation')}?{_list_of(row)}")


def _page(request: UserRequest, row: Settlement, form: AnswerForm | None, *, status: int = 200) -> HttpResponse:
    context = {
        "title": row.name, "card": cards_of([row])[0], "row": row, "form": form, "back": _list_of(row),
        "history": row.history.select_related("history_user").order_by("-history_date", "-pk"),
    }  # fmt: skip
    return render(request, "outcomes/settlement.html", context, status=status)


def _list_of(row: Settlement) -> str:
    return f"region={row.region_id}&year={row.year}"
