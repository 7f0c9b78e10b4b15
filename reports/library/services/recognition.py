"""Recognising scans behind the page: one page of a document after the other, each kept as soon as it is read.

The work is done by a process of its own (`manage.py recognise`, see `reports/shared/long_jobs.py`); one that follows
another that was stopped goes on with the page that was interrupted.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction

from reports.documents import Document, DocumentError, ErrorCode
from reports.documents.document import Format
from reports.documents.kinds import identify_format
from reports.documents.recognition import UNREADABLE, PlacedLine, RecognisedLine, composed, count_pages, recognise_page
from reports.library.models import Failure, Recognition, Upload
from reports.shared import long_jobs

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FAILURES = {ErrorCode.NO_TEXT: Failure.NO_TEXT, ErrorCode.TOO_LARGE: Failure.TOO_LONG}


def await_recognition(*, user: User, data: bytes, filename: str, printed: Sequence[str | None] = ()) -> Upload:
    """Keep a scan whose text is still to be recognised; the same file sent again is the same upload.

    `printed` is the text of the pages that have one, None for the pictures among them.

    Raises DocumentError where it has too many pages or is damaged.
    """
    digest = hashlib.sha256(data).hexdigest()
    known = Upload.objects.for_user(user).filter(sha256=digest, recognition__failure="").first()
    if known is not None:
        return known
    page_count = count_pages(data)
    upload = Upload(
        uploaded_by=user,
        original_name=filename[-200:],
        format=identify_format(data, filename).value,
        sha256=digest,
    )
    upload.file.save(f"{digest[:20]}{PurePath(filename).suffix.lower()}", ContentFile(data), save=False)
    with transaction.atomic():
        upload.save()
        Recognition.objects.create(upload=upload, page_count=page_count, printed=list(printed))
    return upload


def wake(*, now: dt.datetime) -> None:
    """Start the process that recognises, if something waits and nobody works; two would only share one machine."""
    long_jobs.wake(Recognition.objects.all(), "recognise", now=now)


def recognise_waiting(*, clock: Callable[[], dt.datetime]) -> int:
    """Recognise everything that waits, the oldest first; return how many pages that were."""
    pages, jobs = 0, Recognition.objects.select_related("upload")
    while (recognition := jobs.claim(clock())) is not None:
        while _recognise_next(recognition, clock):
            pages += 1
    return pages


def _recognise_next(recognition: Recognition, clock: Callable[[], dt.datetime]) -> bool:
    """Recognise one page more and keep it; whether there was one, and the document is still wanted."""
    try:
        with recognition.upload.file.open() as stored:
            data = stored.read()
        if len(recognition.pages) < recognition.page_count:
            recognition.pages.append(_next_page(recognition, data))
            return bool(_kept(recognition, pages=recognition.pages, worked_at=clock()))
        _finish(recognition)
    except (DocumentError, OSError) as error:
        code = error.code if isinstance(error, DocumentError) else None
        is_whole = len(recognition.pages) == recognition.page_count
        _kept(recognition, failure=FAILURES.get(code, Failure.PAGE) if code and is_whole else Failure.PAGE)
    return False


def _next_page(recognition: Recognition, data: bytes) -> str | list[Any]:
    """The text of the next page, or the lines that are recognised in its picture, as they are kept.

    A picture that cannot be recognised costs a scan all; beside pages of text it is left out, and the warning says so.
    """
    index = len(recognition.pages)
    printed = recognition.printed[index] if recognition.printed else None
    if printed is not None:
        return str(printed)
    try:
        return [line.as_json() for line in recognise_page(data, index)]
    except DocumentError:
        if not recognition.printed:
            raise
        return UNREADABLE


def _kept(recognition: Recognition, **values: object) -> int:
    """Write only if the document is still there; it may be discarded at any time."""
    return Recognition.objects.filter(pk=recognition.pk).update(**values)


def _finish(recognition: Recognition) -> None:
    """Give the upload its text, whole. Raises DocumentError (no_text, too_large)."""
    pages = [page if isinstance(page, str) else list(map(RecognisedLine.from_json, page)) for page in recognition.pages]
    document, placed = composed(pages, Format(recognition.upload.format))
    with transaction.atomic():
        _give_text(recognition.upload, document, placed)
        _kept(recognition, is_done=True)


def _give_text(upload: Upload, document: Document, placed: list[PlacedLine]) -> None:
    Upload.objects.filter(pk=upload.pk).update(
        text=document.text,
        sha256=hashlib.sha256(document.text.encode()).hexdigest(),
        recognised=[line.as_json() for line in placed],
        warnings=[str(warning) for warning in document.warnings],
    )
