"""A task table that comes as a file: sent in, shown beside today's rows, taken over whole or not at all."""

from __future__ import annotations

from pathlib import PurePath

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from reports.documents import DocumentError
from reports.shared.exports import KINDS, file_response
from reports.shared.history import id_of
from tracker.targets.imports.comparing import Preview, compare
from tracker.targets.imports.files import EXTENSIONS, MAX_BYTES, FileTable, read_table
from tracker.targets.imports.marking import marked
from tracker.targets.imports.services import take_over
from tracker.targets.models import TaskTableFile
from tracker.targets.services import RowsRefusedError
from tracker.targets.task_table import tasks_of
from tracker.targets.views.scope import reviewed_scope, table_url


class TableFileForm(forms.Form):
    """A task table as a file that can be read to its end."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONS), "class": "form-control"}),
    )

    def clean_file(self) -> object:
        """Refuse what holds no task table, before anything is kept."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is too large for a task table: at most 5 MB are accepted."))
        try:
            read_table(file.read(), file.name)
        except DocumentError as error:
            raise ValidationError(str(error)) from error
        file.seek(0)
        return file


@require_http_methods(["GET", "POST"])
def import_tasks(request: HttpRequest) -> HttpResponse:
    """Take a file in; what it would change is shown next."""
    scope = reviewed_scope(request)
    form = TableFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        kept = TaskTableFile.objects.create(
            region=scope.region,
            year=scope.year,
            file=file,
            original_name=file.name[:200],
            uploaded_by_id=id_of(request.user),
        )
        return redirect("task-import-preview", kept.pk)
    context = {
        "title": _("%(region)s %(year)s: take over a task table") % {"region": scope.region.label, "year": scope.year},
        "form": form,
        "back": table_url(scope.region.pk, scope.year),
    }
    return render(request, "targets/import_tasks.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def task_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a file beside today's rows, and take it over when it is confirmed."""
    kept = _kept(request, pk)
    table, preview = _compared(request, kept)
    if request.method == "POST" and _taken_over(request, kept, preview):
        return redirect(table_url(kept.region_id, kept.year))
    if request.method == "POST":
        table, preview = _compared(request, kept)
    context = {
        "title": _("What the task table changes"),
        "kept": kept,
        "preview": preview,
        "is_workbook": bool(table.sheet),
        "reason": request.POST.get("reason", ""),
        "back": table_url(kept.region_id, kept.year),
    }
    return render(request, "targets/import_preview.html", context, status=422 if request.method == "POST" else 200)


@require_GET
def marked_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the user's own workbook, what is wrong as comments in its cells."""
    kept = _kept(request, pk)
    table, preview = _compared(request, kept)
    if not table.sheet:
        raise Http404
    name = f"{PurePath(kept.original_name).stem}-" + _("errors") + ".xlsx"
    with kept.file.open() as file:
        content = marked(file.read(), table.sheet, preview.problems)
    return file_response(content, name=name, content_type=KINDS["xlsx"])


def _kept(request: HttpRequest, pk: int) -> TaskTableFile:
    return get_object_or_404(TaskTableFile.objects.reviewable_by(request.user).select_related("region"), pk=pk)


def _compared(request: HttpRequest, kept: TaskTableFile) -> tuple[FileTable, Preview]:
    with kept.file.open() as file:
        table = read_table(file.read(), kept.original_name)
    return table, compare(table, tasks_of(request.user, kept.region, kept.year), kept.region, kept.year)


def _taken_over(request: HttpRequest, kept: TaskTableFile, preview: Preview) -> bool:
    """Whether the file was taken over; else the reader is told why not."""
    if preview.seal != request.POST.get("seal"):
        messages.error(request, _("The task table has changed since this was shown. Look at it again and confirm it."))
        return False
    try:
        take_over(
            kept=kept, preview=preview, by=request.user, reason=request.POST.get("reason", ""), now=timezone.now()
        )
    except RowsRefusedError:
        messages.error(request, _("Somebody has changed rows meanwhile. Nothing was stored; look at it again."))
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, _("The task table was taken over: %(n)s rows changed.") % {"n": len(preview.changed)})
    return True
