"""Downloading a file that proves a figure."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tracker.progress.models import Evidence


@require_GET
def evidence_file(request: HttpRequest, pk: int) -> FileResponse:
    """Send a file to who may read its entry: always to be saved, never shown as a page of this site."""
    evidence = get_object_or_404(Evidence.objects.for_user(request.user), pk=pk)
    try:
        content = evidence.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("The file is no longer where it was kept. Tell whoever runs this site.")) from error
    reply = FileResponse(content, as_attachment=True, filename=evidence.name, content_type="application/octet-stream")
    reply["X-Content-Type-Options"] = "nosniff"
    return reply
