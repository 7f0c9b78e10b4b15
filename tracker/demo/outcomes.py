"""The demonstration's earlier years settled with the next report; some findings confirmed, the rest left to do."""

from __future__ import annotations

from collections.abc import Sequence

from reports.library.models import Passage, WorkReport
from tracker.demo.people import officer_of
from tracker.outcomes.models import Settlement
from tracker.outcomes.promises import next_report
from tracker.outcomes.services import Answer, confirm, settle

N_CONFIRMED = 6


def settle_years(reports: Sequence[WorkReport]) -> None:
    """Match every report with the one after it, and confirm the first findings of each year."""
    for report in reports:
        later = next_report(report.region, report.year, reports)
        if later is not None:
            settle(report=report, later=later, by=officer_of(report.region))
            _confirm_some(report)


def _confirm_some(report: WorkReport) -> None:
    found = Settlement.objects.of(report.region, report.year).exclude(finding=Settlement.Finding.SILENT)
    for row in found.select_related("result").order_by("pk")[:N_CONFIRMED]:
        passage = None
        if row.quote_start is not None:
            passage = Passage.objects.get(report=row.later_report_id, start=row.quote_start)
        answer = Answer(row.finding, row.result, passage)
        confirm(settlement=row, answer=answer, version=row.version, by=officer_of(report.region))
