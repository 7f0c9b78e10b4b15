"""Reference figures from a report: `manage.py read_references FILE --region CODE --year 2025 [--save]`."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reports.documents import DocumentError, read_document
from reports.organisation.models import Region
from tracker.indicators.references import COLUMNS, ReadFigure, add_reference, figures_in, row_of


class Command(BaseCommand):
    """Print what a report promises and states of the headline indicators; keep it once somebody has checked it."""

    help = "Print a report's headline figures as rows of references.csv, each with its words; --save keeps them."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the report, whose it is, and what to do."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--region", required=True, help="code of the region (000000: the country)")
        parser.add_argument("--year", type=int, required=True, help="the year that the report plans")
        parser.add_argument("--date", type=dt.date.fromisoformat, help="the day on which it was given (2025-01-14)")
        parser.add_argument("--save", action="store_true", help="keep them: do so after checking every line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, print, and keep if asked."""
        region = Region.objects.filter(code=options["region"], valid_to=None).first()
        if region is None:
            raise CommandError(f"No region has the code {options['region']}.")
        try:
            text = read_document(options["file"].read_bytes(), options["file"].name).text
        except (OSError, DocumentError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        found = list(figures_in(text, year=options["year"]))
        rows = [row_of(each, region=region, report_year=options["year"], reported_on=options["date"]) for each in found]
        self._print(found, rows)
        if options["save"]:
            self._keep(found, rows, region)

    def _print(self, found: list[ReadFigure], rows: list[dict[str, str]]) -> None:
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow((*COLUMNS, "words"))
        for each, row in zip(found, rows, strict=True):
            writer.writerow((*row.values(), " ".join(each.words.split())))

    @transaction.atomic
    def _keep(self, found: list[ReadFigure], rows: list[dict[str, str]], region: Region) -> None:
        kept = [
            add_reference(row, region=region, indicator=each.indicator) for each, row in zip(found, rows, strict=True)
        ]
        self.stderr.write(f"{sum(kept)} figures kept, {len(kept) - sum(kept)} were there.")
