"""Load the demonstration once, and say how to log in."""

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from reports.organisation.models import Region
from tracker.demo.loading import is_loaded, load_demo
from tracker.demo.people import accounts, password


class Command(BaseCommand):
    """Fill an empty installation with sample reports, targets and progress; leave one that has them as it is."""

    help = "Load sample reports with made-up progress, and print one account for each role."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --reports."""
        parser.add_argument("--reports", nargs="+", metavar="NAME", help="only these, such as rongchang-2026")

    def handle(self, *_args: Any, reports: Sequence[str] | None, **_options: Any) -> None:
        """Load all of it, or nothing."""
        if not is_loaded():
            refuse_strangers()
            self.stdout.write("Loading the demo data …")
            self.stdout.write(f"Loaded {len(load_demo(reports))} sample reports.")
        self.stdout.write("\nDemo accounts (unless changed since), all with the password " + password() + ":")
        for account in accounts():
            self.stdout.write(f"  {account.username:<10} {account.name}")


def refuse_strangers() -> None:
    """Raise CommandError where the catalogue is missing, or an account of the demonstration belongs to somebody."""
    if not Region.objects.exists():
        raise CommandError("Load the catalogue first: manage.py load_catalogue")
    taken = User.objects.filter(username__in=[account.username for account in accounts()])
    if names := ", ".join(sorted(taken.values_list("username", flat=True))):
        raise CommandError(f"These accounts are here already: {names}. Load the demo data into an empty database.")
