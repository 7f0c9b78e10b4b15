"""Documents in: send one, say whose it is, fetch the original."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from reports.documents import MAX_FILE_BYTES, DocumentError, Identity
from reports.documents.line_pictures import picture_of, strip_of
from reports.documents.recognition import PlacedLine, is_available
from reports.library.forms import MEGABYTE, ConfirmForm, UploadForm
from reports.library.models import Upload, WorkReport
from reports.library.services.recognition import wake
from reports.library.services.uploads import DuplicateReportError, confirm, discard, identity_of, receive, receive_text
from reports.organisation.models import Region, RegionQuerySet
from reports.organisation.search import offered
from reports.shared.exports import file_response
from reports.shared.requests import STOP_ASKING, UserRequest, posted

PREVIEW_LENGTH = 1200
DAY = 24 * 60 * 60
"""The status at which htmx asks no more."""


@require_http_methods(["GET", "POST"])
def upload(request: UserRequest) -> HttpResponse:
    """Take a file or pasted text and go on to its confirmation; a refusal says why and stores nothing."""
    if not Region.objects.reviewable_by(request.user).exists():
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent)
    duplicate = None
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("reports:confirm", pk=_received(request, form).pk)
        except DocumentError as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
        except DuplicateReportError as error:
            duplicate = error.report
    context: dict[str, object] = {"form": form, "duplicate": duplicate, "title": _("Add a report")}
    context |= {"limit": MAX_FILE_BYTES // MEGABYTE, "may_recognise": is_available()}
    return render(request, "library/upload.html", context, status=422 if form.errors or duplicate else 200)


def _received(request: UserRequest, form: UploadForm) -> Upload:
    file, now = form.cleaned_data["file"], timezone.now()
    if file:
        return receive(user=request.user, data=file.read(), filename=file.name, now=now)
    return receive_text(user=request.user, text=form.cleaned_data["text"], now=now)


@require_http_methods(["GET", "POST"])
def confirm_upload(request: UserRequest, pk: int) -> HttpResponse:
    """Show what was sent and propose whose report it is; take the confirmation and read the report."""
    upload = get_object_or_404(Upload.objects.for_user(request.user), pk=pk)
    if not upload.text:
        return _recognising(request, upload)
    regions = Region.objects.reviewable_by(request.user)
    identity = identity_of(upload.text, user=request.user)
    form = ConfirmForm(posted(request), initial=_proposal(identity, regions), regions=regions)
    duplicate = None
    if request.method == "POST" and form.is_valid():
        try:
            report = confirm(upload=upload, user=request.user, **form.cleaned_data)
        except DuplicateReportError as error:
            duplicate = error.report
        except Upload.DoesNotExist as error:
            raise Http404 from error
        else:
            _tell_what_was_found(request, report)
            return redirect(report)
    namesakes = _namesakes(identity, regions)
    first = [region for region in (form.chosen_region(), *namesakes) if region]
    choice = offered(regions, request.GET.get("words", ""), user=request.user, first=first)
    context = {"form": form, "upload": upload, "identity": identity, "duplicate": duplicate, "choice": choice}
    context |= {"others": _others(request, form), "namesakes": namesakes}
    context |= {"title": _("Whose report is it?"), "preview": upload.text[:PREVIEW_LENGTH]}
    return render(request, "library/confirm.html", context, status=422 if form.errors or duplicate else 200)


def _recognising(request: UserRequest, upload: Upload) -> HttpResponse:
    """Show how far the recognition of a scan has come; looking at it sees to it that somebody works on it."""
    wake(now=timezone.now())
    context = {"upload": upload, "recognition": upload.recognition, "title": _("Recognising the text")}
    return render(request, "library/recognising.html", context)


@require_GET
def recognition_progress(request: UserRequest, pk: int) -> HttpResponse:
    """Answer how far it has come; once there is a text, the browser loads the page anew."""
    upload = get_object_or_404(Upload.objects.for_user(request.user).select_related("recognition"), pk=pk)
    if upload.text:
        return HttpResponseClientRefresh()
    wake(now=timezone.now())
    context = {"upload": upload, "recognition": upload.recognition}
    status = STOP_ASKING if upload.recognition.failure else 200
    return render(request, "library/_recognition.html", context, status=status)


def _tell_what_was_found(request: UserRequest, report: WorkReport) -> None:
    if report.statements.exists():
        messages.success(request, _("The report was read. Now compare each statement with the text."))
    else:
        messages.warning(request, _("The report was read, but no statement was found in it. Is it the right text?"))


def _others(request: UserRequest, form: ConfirmForm) -> QuerySet[WorkReport]:
    """Return the reports that the proposed region has for the proposed year already: a second one is rarely meant."""
    proposed = {"region": form.initial.get("region"), "year": form.initial.get("year")}
    return WorkReport.objects.for_user(request.user).filter(**proposed)


def _proposal(identity: Identity, regions: RegionQuerySet) -> dict[str, object]:
    """Propose the region that the text names (the only one there is where it names none), the year, the usual title."""
    region = _proposed_region(identity, regions)
    name = region.name if region else identity.region_name
    title = f"{name}{identity.year}年政府工作报告" if name and identity.year else ""
    return {"region": region, "year": identity.year, "title": title}


def _proposed_region(identity: Identity, regions: RegionQuerySet) -> Region | None:
    if identity.region:
        return regions.filter(pk=identity.region.pk).first() if identity.region.pk else None
    own = list(regions[:2])
    return own[0] if len(own) == 1 else None


def _namesakes(identity: Identity, regions: RegionQuerySet) -> list[Region]:
    """Return the regions among which the text leaves open whose report it is."""
    keys = [candidate.pk for candidate in identity.candidates if candidate.pk]
    return list(regions.filter(pk__in=keys).with_parents())


@require_POST
def discard_upload(request: UserRequest, pk: int) -> HttpResponse:
    """Forget an upload that is not wanted after all."""
    discard(upload=get_object_or_404(Upload.objects.for_user(request.user), pk=pk))
    messages.info(request, _("The document was discarded; nothing of it is kept."))
    return redirect("reports:upload")


@require_GET
def original(request: UserRequest, pk: int) -> HttpResponse:
    """Give the file back as it came; pasted text as a text file."""
    report = get_object_or_404(WorkReport.objects.for_user(request.user), pk=pk)
    if report.file:
        with report.file.open() as stored:
            content, name = stored.read(), report.original_name
    else:
        content, name = report.text.encode(), f"{report.title}.txt"
    response = file_response(content, name=name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def line_picture(request: UserRequest, pk: int, statement: int) -> HttpResponse:
    """Give the picture of the lines that a statement was recognised from."""
    report = get_object_or_404(WorkReport.objects.for_user(request.user), pk=pk)
    row = get_object_or_404(report.statements, pk=statement)
    strip = strip_of(map(PlacedLine.from_json, report.recognised), row.start, row.end)
    if strip is None or not report.file:
        raise Http404
    with report.file.open() as stored:
        picture = picture_of(stored.read(), strip)
    if picture is None:
        raise Http404
    response = HttpResponse(picture, content_type="image/png")
    patch_cache_control(response, private=True, max_age=DAY)
    return response
