"""The sentences of a report as rows: stored at a reading, found again by an offset."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reports import extraction
from reports.library.models import Passage, WorkReport


def store_passages(report: WorkReport, found: Sequence[extraction.Passage]) -> list[Passage]:
    """Make the report's passages those of a reading, in its order; one that starts where another did keeps its row."""
    rows = [
        Passage(report=report, start=p.start, end=p.end, section=list(p.section), role=p.role.value) for p in found
    ] or [Passage(report=report, start=0, end=len(report.text), role=Passage.Role.OTHER)]
    return Passage.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["report", "start"],
        update_fields=["end", "section", "role"],
    )


def passage_at(passages: Sequence[Passage], offset: int) -> Passage:
    """Return the passage that holds `offset`, or the last one before it; passages are in the order of the text."""
    index = bisect_right(passages, offset, key=lambda passage: passage.start) - 1
    return passages[max(index, 0)]


def drop_unused(report: WorkReport, kept: Sequence[Passage]) -> None:
    """Delete the passages of earlier readings that no statement stands in any more."""
    report.passages.exclude(pk__in=[passage.pk for passage in kept]).filter(statements=None).delete()
