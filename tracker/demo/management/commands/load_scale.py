"""Fill an empty database with a made-up city of any size, to see how the pages do with many rows."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.organisation.models import Region
from tracker.demo.people import password
from tracker.demo.scale.loading import holds_reports, load_scale
from tracker.demo.scale.places import usernames
from tracker.demo.scale.size import Size

LARGEST = {"districts": 99, "years": 30, "targets": 1000}


class Command(BaseCommand):
    """Make up districts, reports, targets and progress by a seed, and print one account for each role."""

    help = "Fill an empty database with many made-up districts and years, to measure the pages with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the size and the seed."""
        parser.add_argument("--districts", type=int, default=40, help="how many districts (40)")
        parser.add_argument("--years", type=int, default=10, help="how many years, the present one the last (10)")
        parser.add_argument("--targets", type=int, default=120, help="how many targets of each district and year (120)")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes up the same rows (1)")

    def handle(self, *_args: Any, districts: int, years: int, targets: int, seed: int, **_options: Any) -> None:
        """Load all of it, or nothing."""
        refuse_size(districts=districts, years=years, targets=targets)
        refuse_filled_database()
        began = time.monotonic()
        size = Size(districts, years, targets, seed, timezone.localdate())
        loaded = load_scale(size, self._tell)
        self._tell(
            f"Loaded {loaded.reports} reports, {loaded.targets} targets and {loaded.entries} entries"
            f" in {time.monotonic() - began:.0f} s."
        )
        self._tell(f"\nAccounts, all with the password {password()}:")
        for role, username in usernames().items():
            self._tell(f"  {username:<24} {role}")

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def refuse_size(**sizes: int) -> None:
    """Raise CommandError for a size that makes no sense."""
    for name, value in sizes.items():
        if not 1 <= value <= LARGEST[name]:
            raise CommandError(f"--{name} is 1 to {LARGEST[name]}, not {value}.")


def refuse_filled_database() -> None:
    """Raise CommandError where the catalogue is missing, or where there are reports already."""
    if not Region.objects.exists():
        raise CommandError("Load the catalogue first: manage.py load_catalogue")
    if holds_reports():
        raise CommandError(
            "This database holds work reports already. Made-up rows are never mixed with those of people: "
            "name an empty database with DATABASE_URL."
        )
