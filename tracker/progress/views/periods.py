"""The page on which a reviewer opens a closed month again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.organisation.models import Department, Role, rights_of
from reports.shared.requests import posted
from tracker.progress.closing import closing_days_for, office_day, reopen
from tracker.progress.forms import ReopeningForm
from tracker.progress.models import Reopening

MOST_SHOWN = 100


@require_http_methods(["GET", "POST"])
def periods(request: HttpRequest) -> HttpResponse:
    """Show by when months are filed and which were opened again; open one."""
    rights, today = rights_of(request.user), office_day(timezone.now())
    if not rights.everywhere and Role.REVIEWER not in rights.roles:
        raise PermissionDenied
    departments = Department.objects.filter(rights.may_review("region"), is_active=True).select_related("region")
    form = ReopeningForm(departments, data=posted(request), initial={"year": today.year})
    if request.method == "POST" and form.is_valid() and _is_reopened(request, form):
        return redirect("periods")
    reopened = Reopening.objects.reviewable_by(request.user).select_related("department__region", "made_by")
    context = {
        "title": _("Months and closing days"),
        "closing_days": closing_days_for(request.user),
        "reopened": reopened[:MOST_SHOWN],
        "today": today,
        "form": form,
    }
    return render(request, "progress/periods.html", context, status=422 if form.is_bound else 200)


def _is_reopened(request: HttpRequest, form: ReopeningForm) -> bool:
    try:
        reopen(by=request.user, today=office_day(timezone.now()), **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("The month is open again for this department."))
    return True
