"""Urging a department to report."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.dispatch.services.urging import urge
from tracker.targets.models import Target


@require_POST
def urge_department(request: HttpRequest, pk: int, month: int) -> HttpResponse:
    """Urge the lead of a target to report a month: it is told with the reminders of the next morning."""
    target = get_object_or_404(Target.objects.reviewable_by(request.user), pk=pk)
    if not 1 <= month <= 12:
        raise Http404
    try:
        urge(target=target, month=month, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(department)s was urged to report.") % {"department": target.lead.label})
    return redirect(target)
