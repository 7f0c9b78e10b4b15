"""A month as a workbook: out, in with a preview, and back with comments."""

from __future__ import annotations

import base64
import binascii

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from reports.shared.exports import KINDS, file_response
from tracker.progress.grid import Grid, store_all
from tracker.progress.returned_workbook import MAX_BYTES, WorkbookError, with_comments
from tracker.progress.uploading import Preview, preview_of
from tracker.progress.views.grid import address_of, context_of, grid_of, said_of
from tracker.progress.workbook import name_of, written

XLSX = KINDS["xlsx"]


@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """Answer with the month as a workbook."""
    month = _month_of(request)
    return file_response(written(month), name=f"{name_of(month)}.xlsx", content_type=XLSX)


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Show what a filled workbook would change, and all that is wrong with it; nothing is stored yet."""
    month = _month_of(request)
    if request.method == "GET":
        return redirect(address_of(month))
    file = request.FILES.get("file")
    try:
        data = file.read(MAX_BYTES + 1) if file else b""
        preview = preview_of(data, month, request.user)
    except WorkbookError as error:
        messages.error(request, str(error))
        return redirect(address_of(month))
    return _shown(request, month, preview, base64.b64encode(data).decode())


@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Keep or submit all that the workbook says, or nothing of it."""
    month = _month_of(request)
    if request.method == "GET":
        return redirect(address_of(month))
    hand_in = request.POST.get("action") == "submit"
    rows = [row for row in month.typed_into(request.POST) if row.form]
    summary = store_all(rows, request.user, hand_in=hand_in)
    if summary.refused:
        said = _("Nothing of the file was stored.")
        stored = {row.key: row for row in month.rows} | {row.key: row for row in summary.rows}
        context = context_of(month) | {"rows": list(stored.values()), "refused": summary.refused, "said": said}
        return render(request, "progress/grid.html", context, status=422)
    messages.success(request, said_of(summary, hand_in=hand_in))
    return redirect(address_of(month))


@require_POST
def commented_file(request: HttpRequest) -> HttpResponse:
    """Answer with the user's own file, a comment at each cell that is to be mended."""
    month = _month_of(request)
    try:
        data = base64.b64decode(request.POST.get("file", ""), validate=True)
        content = with_comments(data, preview_of(data, month, request.user).wrong)
    except (binascii.Error, WorkbookError) as error:
        messages.error(request, str(error))
        return redirect(address_of(month))
    return file_response(content, name=f"{name_of(month)} " + _("to mend") + ".xlsx", content_type=XLSX)


def _month_of(request: HttpRequest) -> Grid:
    """Return the month that the address names. Raises Http404 for who files nothing."""
    month = grid_of(request)
    if month is None:
        raise Http404
    return month


def _shown(request: HttpRequest, month: Grid, preview: Preview, file: str) -> HttpResponse:
    context = context_of(month) | {"preview": preview, "file": file}
    return render(request, "progress/grid_upload.html", context, status=422 if preview.wrong else 200)
