"""Take in a folder of reports and settle every year with the next one: `manage.py import_reports FOLDER --by NAME`."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from reports.documents import DocumentError
from reports.library.models import WorkReport
from reports.organisation.models import Region
from tracker.adoption.matching import match_report
from tracker.outcomes.importing import import_all, listed_in
from tracker.outcomes.pairing import Finding
from tracker.outcomes.services import settle


class Command(BaseCommand):
    """Import reports by an index, match their indicators, settle the pairs, print the counts."""

    help = "Take in the reports that FOLDER/INDEX.csv lists, and settle each year's promises with the next report."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the folder, who imports, and which of the reports."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--by", required=True, help="user name of an account that reviews the regions")
        parser.add_argument(
            "--code", action="append", default=[], help="only regions whose code begins so (repeatable)"
        )
        parser.add_argument("--accept", action="store_true", help="accept all statements without looking at them")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import, then settle pair by pair."""
        by = User.objects.filter(username=options["by"]).first()
        if by is None:
            raise CommandError(f"There is no account “{options['by']}”.")
        try:
            listed = listed_in(options["folder"], options["code"])
            reports = [report for _listed, report in import_all(listed, by=by, accept=options["accept"])]
        except (OSError, KeyError, ValueError, DocumentError) as error:
            raise CommandError(f"The reports cannot be taken in: {error!r}") from error
        except Region.DoesNotExist as error:
            raise CommandError(f"No region has the code {error}.") from error
        self.stdout.write(f"{len(reports)} reports are here.")
        self._settle(reports, by)

    def _settle(self, reports: list[WorkReport], by: User) -> None:
        whole: Counter[str] = Counter()
        next_of = {(each.region_id, each.year): each for each in reports}
        for report in sorted(next_of.values(), key=lambda each: (each.region.code, each.year)):
            match_report(report=report, by=by)
            later = next_of.get((report.region_id, report.year + 1))
            if later is not None:
                counts = settle(report=report, later=later, by=by)
                whole += counts
                self.stdout.write(_line(f"{report.region.name} {report.year}", counts))
        self.stdout.write(_line("All pairs", whole))


def _line(title: str, counts: Counter[str]) -> str:
    total = counts.total()
    found = total - counts[Finding.SILENT]
    parts = ", ".join(f"{each.value} {counts[each]}" for each in Finding)
    return f"{title}: {total} promises, {found} found again ({parts})"
