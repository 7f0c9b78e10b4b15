"""The task table as a spreadsheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import HttpResponse

from reports.exports import XLSX, file_response, rows_as_xlsx
from tracker.pages.decomposition import HEADER, Task, note_of


def tasks_as_xlsx(tasks: Sequence[Task], *, title: str, today: dt.date) -> HttpResponse:
    """Return the task table with exactly its columns, one row for each task."""
    rows = [tuple(str(word) for word in HEADER), *(task.cells for task in tasks)]
    content = rows_as_xlsx(rows, title=title, notes=(title, note_of(tasks, today)))
    return file_response(content, name=f"{title}.xlsx", content_type=XLSX)
