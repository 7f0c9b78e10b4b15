"""Task tables as files, for tests."""

import io

from django.core.files.base import ContentFile
from openpyxl import Workbook

from tracker.targets.models import TaskTableFile


def task_table_as_xlsx(*rows) -> bytes:
    """A workbook of these rows, the head first, below a title."""
    book = Workbook()
    for row in (["任务分解表"], *rows):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def keep_table(data: bytes, target, by, name="任务分解表.xlsx") -> TaskTableFile:
    """Keep a file as if it had been sent in for the region and year of a target."""
    return TaskTableFile.objects.create(
        region=target.region, year=target.year, file=ContentFile(data, name), original_name=name, uploaded_by=by
    )
