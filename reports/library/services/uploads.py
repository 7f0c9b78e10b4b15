"""Documents in: a file or pasted text becomes an upload, and a confirmed upload becomes a work report."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction

from reports.documents import Document, DocumentError, Identity, NamedRegion, identify, read_document
from reports.documents.recognition import may_complete, may_help
from reports.library.models import Upload, WorkReport
from reports.library.services.reading import read_report
from reports.library.services.recognition import await_recognition
from reports.organisation.models import Region, rights_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PASTED_NAME = "pasted.txt"


class DuplicateReportError(Exception):
    """The document is here already, as `report`."""

    def __init__(self, report: WorkReport) -> None:
        super().__init__(report.pk)
        self.report = report


def receive(*, user: User, data: bytes, filename: str, now: dt.datetime) -> Upload:
    """Keep an uploaded file and its text until the user confirms them; uploads that nobody confirmed are swept.

    A scan has no text yet: where recognition is installed, it is recognised behind the page, and so are pages of
    another document that are pictures.

    Raises DocumentError where the file cannot be read, DuplicateReportError where the user can read
    the same text already. Nothing is stored then.
    """
    sweep_expired(now=now)
    try:
        document = read_document(data, filename)
    except DocumentError as error:
        if not may_help(error, data, filename):
            raise
        return await_recognition(user=user, data=data, filename=PurePath(filename).name)
    if may_complete(document):
        printed = [None if page in document.pictures else text for page, text in enumerate(document.texts)]
        return await_recognition(user=user, data=data, filename=PurePath(filename).name, printed=printed)
    return _keep(user, document, PurePath(filename).name, data)


def receive_text(*, user: User, text: str, now: dt.datetime) -> Upload:
    """Keep pasted text until the user confirms it; raises as `receive` does.

    A browser sends every line end of a form as CRLF, whatever was pasted: that is taken back.
    """
    text = text.replace("\r\n", "\n")
    document = read_document(text.encode(), PASTED_NAME)
    sweep_expired(now=now)
    return _keep(user, document, "", b"")


def _keep(user: User, document: Document, filename: str, data: bytes) -> Upload:
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    known = WorkReport.objects.for_user(user).filter(sha256=digest).first()
    if known is not None:
        raise DuplicateReportError(known)
    pending = Upload.objects.for_user(user).filter(sha256=digest).first()
    if pending is not None:
        return pending
    upload = Upload(
        uploaded_by=user, original_name=filename[-200:], format=document.format.value, text=document.text,
        sha256=digest, warnings=[str(warning) for warning in document.warnings],
    )  # fmt: skip
    if data:
        upload.file.save(f"{digest[:20]}{PurePath(filename).suffix.lower()}", ContentFile(data), save=False)
    upload.save()
    return upload


def identity_of(text: str, *, user: User) -> Identity:
    """Propose whose report of which year a text that `user` sent is, among the regions that we know."""
    return identify(text, regions=map(named, Region.objects.with_parents()), own=set(rights_of(user).own))


def named(region: Region) -> NamedRegion:
    """Return a region as texts name it."""
    return NamedRegion(
        name=region.name,
        short_name=region.short_name,
        code=region.code,
        pk=region.pk,
        above=tuple(above.name for above in region.above),
        first_year=region.valid_from.year if region.valid_from else None,
        last_year=region.valid_to.year if region.valid_to else None,
        is_prefecture=region.level in (Region.Level.PROVINCE, Region.Level.CITY),
    )


def confirm(*, upload: Upload, user: User, region: Region, year: int, title: str) -> WorkReport:
    """Make the upload the work report of `region` for `year` and read it, all or nothing.

    Raises DuplicateReportError where the region has the same text already, PermissionDenied where the user does not
    review the region, Upload.DoesNotExist where the upload was confirmed or discarded meanwhile, or has no text yet.
    """
    if not rights_of(user).reviews(region.pk):
        raise PermissionDenied
    with transaction.atomic():
        Region.objects.select_for_update().only("pk").get(pk=region.pk)
        known = WorkReport.objects.filter(region=region, sha256=upload.sha256).first()
        if known is not None:
            raise DuplicateReportError(known)
        upload = Upload.objects.select_for_update().exclude(text="").get(pk=upload.pk)
        report = WorkReport.objects.create(
            region=region, year=year, title=title, uploaded_by=user, file=upload.file.name,
            original_name=upload.original_name, format=upload.format, text=upload.text, sha256=upload.sha256,
            recognised=upload.recognised,
        )  # fmt: skip
        read_report(report=report, user=user)
        upload.delete()
        return report


def discard(*, upload: Upload) -> None:
    """Forget an upload and its file."""
    with transaction.atomic():
        upload.delete()
        if upload.file.name:
            transaction.on_commit(partial(upload.file.storage.delete, upload.file.name))


def sweep_expired(*, now: dt.datetime) -> int:
    """Forget the uploads that nobody confirmed within a day; return how many there were."""
    expired = list(Upload.objects.expired(now))
    for upload in expired:
        discard(upload=upload)
    return len(expired)
