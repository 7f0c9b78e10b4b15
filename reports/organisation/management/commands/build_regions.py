"""Make the shipped table of regions anew from a list of area codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.organisation.areacodes import build_rows, write_table
from reports.organisation.services import KNOWN, REGIONS


class Command(BaseCommand):
    """`manage.py build_regions AREACODES.csv`: the list's columns are told in reports/organisation/data/README.md."""

    help = "Make the shipped table of regions anew from a list of area codes (GB/T 2260 over time)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the list."""
        parser.add_argument("areacodes", type=Path)

    def handle(self, *_args: Any, areacodes: Path, **_options: Any) -> None:
        """Write the table and say how many regions it holds."""
        rows = build_rows(areacodes, KNOWN)
        write_table(rows, REGIONS)
        in_force = sum(not row["valid_to"] for row in rows)
        self.stdout.write(f"{len(rows)} regions, {in_force} of them in force.")
