"""The page of a long file: how far it is, and the way to it."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reports.shared.exports import KINDS
from reports.shared.long_exports import file_for, wake
from reports.shared.models import Export
from reports.shared.requests import STOP_ASKING, UserRequest, is_htmx


@require_GET
def export_page(request: UserRequest, pk: int) -> HttpResponse:
    """Show how far a file is; looking at it sees to it that somebody writes it."""
    now = timezone.now()
    export = _own_or_404(request, pk)
    wake(now=now)
    may_have_it = bool(file_for(export, request.user))
    context = {"title": export.title, "export": export, "may_have_it": may_have_it}
    if not is_htmx(request):
        return render(request, "shared/export.html", context)
    is_over = export.is_done or export.failure
    return render(request, "shared/_export.html", context, status=STOP_ASKING if is_over else 200)


@require_GET
def export_file(request: UserRequest, pk: int) -> FileResponse:
    """Hand the file out to who asked for it, while they may still read what is in it."""
    export = _own_or_404(request, pk)
    name = file_for(export, request.user)
    if not name:
        raise Http404(_("This file is not there, or what you may read has changed since. Export the list anew."))
    return FileResponse(export.file.open(), as_attachment=True, filename=name, content_type=KINDS[export.kind])


def _own_or_404(request: UserRequest, pk: int) -> Export:
    exports = Export.objects.for_user(request.user).exclude(pk__in=Export.objects.outdated(timezone.now()))
    return get_object_or_404(exports, pk=pk)
