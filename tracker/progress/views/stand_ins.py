"""The page on which a department, or the office for it, names who files in the place of a colleague."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reports.organisation.models import Membership, Role, rights_of
from reports.shared.people import name_of
from reports.shared.requests import UserRequest, posted
from tracker.progress.closing import office_day
from tracker.progress.forms import StandInForm
from tracker.progress.stand_ins import colleagues_for, departments_of, end_standing_in, name_stand_in, stand_ins_for

MOST_SHOWN = 100


@require_http_methods(["GET", "POST"])
def stand_ins(request: UserRequest) -> HttpResponse:
    """Show who stands in for whom until when; name somebody."""
    rights = rights_of(request.user)
    if not rights.everywhere and not rights.roles & {Role.REPORTER, Role.REVIEWER}:
        raise PermissionDenied
    departments, today = departments_of(request.user), office_day(timezone.now())
    colleagues = colleagues_for(departments, by=request.user, today=today)
    form = StandInForm(departments, colleagues, data=posted(request))
    if request.method == "POST" and form.is_valid() and _is_named(request, form):
        return redirect("stand-ins")
    context = {
        "title": _("Stand-ins"),
        "form": form,
        "rows": stand_ins_for(request.user)[:MOST_SHOWN],
        "today": today,
    }
    return render(request, "progress/stand_ins.html", context, status=422 if form.is_bound else 200)


@require_POST
def end_stand_in(request: UserRequest, pk: int) -> HttpResponse:
    """Take the right to file back before its last day."""
    row = get_object_or_404(stand_ins_for(request.user), pk=pk)
    end_standing_in(membership=row, by=request.user, today=office_day(timezone.now()))
    messages.success(request, _("%(name)s no longer stands in.") % {"name": name_of(row.user)})
    return redirect("stand-ins")


def _is_named(request: UserRequest, form: StandInForm) -> bool:
    try:
        row: Membership = name_stand_in(by=request.user, today=office_day(timezone.now()), **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    words = _("%(name)s may file for %(department)s now.")
    messages.success(request, words % {"name": name_of(row.user), "department": row.department})
    return True
