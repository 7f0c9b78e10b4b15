"""Files of long lists, written behind the page.

What is kept is what was asked for: the page, its filters, the language, and who asked. The rows are looked up anew when
the file is begun, with the rights that the reader has then; a file is handed out only while they are still the same.
"""

from __future__ import annotations

import datetime as dt
import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.http import HttpRequest, QueryDict
from django.urls import resolve
from django.utils import translation

from reports.shared import long_jobs
from reports.shared.exports import file_name, write_file
from reports.shared.file_rows import CHUNK, FileRows
from reports.shared.models import Export, Failure, rights_in_short

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_AT_ONCE = 20_000
"""Lists of more rows than these are written behind the page."""
ROWS_OF_A_SHEET = 1_048_576
MOST_ATTEMPTS = 3
log = logging.getLogger(__name__)


class NotWantedError(Exception):
    """The export was thrown away while it was written."""


def await_export(request: HttpRequest, user: User, *, kind: str, title: str, rows: int, now: dt.datetime) -> Export:
    """Note that a file is wanted; the same one, asked for again before it is done, is the same export."""
    asked = {
        "path": request.path,
        "query": request.GET.urlencode(),
        "kind": kind,
        "language": translation.get_language(),
    }
    known = Export.objects.for_user(user).unfinished().filter(**asked).first()
    if known is not None:
        return known
    discard_outdated(now)
    return Export.objects.create(asked_by=user, asked_at=now, title=title, row_count=rows, **asked)


def discard_outdated(now: dt.datetime) -> None:
    """Throw away the files whose day is over."""
    for export in Export.objects.outdated(now):
        export.file.delete(save=False)
        export.delete()


def wake(*, now: dt.datetime) -> None:
    """See to it that somebody writes what waits."""
    long_jobs.wake(Export.objects.all(), "write_exports", now=now)


def write_waiting(*, clock: Callable[[], dt.datetime]) -> int:
    """Write everything that waits, the oldest first; return how many files that were."""
    files = 0
    discard_outdated(clock())
    while (export := Export.objects.all().claim(clock())) is not None:
        files += _written(export, clock)
    return files


def _written(export: Export, clock: Callable[[], dt.datetime]) -> bool:
    """Write one file; whether it is there now. What stops the program is tried again, but not for ever."""
    if export.attempts >= MOST_ATTEMPTS:
        return _given_up(export, Failure.BROKEN)
    _keep(export, attempts=export.attempts + 1, rows_written=0)
    try:
        with translation.override(export.language):
            return _write(export, clock)
    except NotWantedError:
        return False
    except Exception:
        log.exception("export %s", export.pk)
        return _given_up(export, Failure.BROKEN)


def _write(export: Export, clock: Callable[[], dt.datetime]) -> bool:
    rights = rights_in_short(export.asked_by)
    rows = rows_of(export)
    if rows is None:
        return _given_up(export, Failure.REFUSED)
    if export.kind == "xlsx" and len(rows) >= ROWS_OF_A_SHEET:
        return _given_up(export, Failure.TOO_LONG)
    _keep(export, row_count=len(rows), worked_at=clock())
    with tempfile.TemporaryFile() as written:
        write_file(_counted(rows, export, clock), export.kind, written, title=export.title)
        written.seek(0)
        export.file.save(f"{export.pk}.{export.kind}", File(written), save=False)
    try:
        _keep(export, file=export.file.name, rights=rights, rows_written=len(rows), is_done=True)
    except NotWantedError:
        export.file.delete(save=False)
        raise
    return True


def rows_of(export: Export) -> FileRows | None:
    """Return the rows that the page would list for its reader; None where it is not open to them any more."""
    if not export.asked_by.is_active:
        return None
    found, request = resolve(export.path), HttpRequest()
    request.method, request.path, request.GET = "GET", export.path, QueryDict(export.query)
    request.user = export.asked_by
    page: Any = found.func.view_class()  # type: ignore[attr-defined]
    page.setup(request, *found.args, **found.kwargs)
    rows: FileRows | None = page.rows_for_file()
    return rows


def _counted(rows: FileRows, export: Export, clock: Callable[[], dt.datetime]) -> Iterator[Sequence[object]]:
    """Say at every chunk how far it is."""
    for number, row in enumerate(rows):
        if number % CHUNK == 0:
            _keep(export, rows_written=number, worked_at=clock())
        yield row


def _given_up(export: Export, why: Failure) -> bool:
    Export.objects.filter(pk=export.pk).update(failure=why)
    return False


def _keep(export: Export, **values: object) -> None:
    """Write it down. Raises NotWantedError where it is gone."""
    if not Export.objects.filter(pk=export.pk).update(**values):
        raise NotWantedError


def file_for(export: Export, user: User) -> str:
    """Return what the file is called, for its reader; empty where there is none, or their rights have changed."""
    is_open = export.is_done and export.rights == rights_in_short(user)
    return file_name(export.title, export.kind) if is_open else ""
