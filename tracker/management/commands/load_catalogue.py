"""Bring the shipped regions, indicators and rule set into the database."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker.catalogue import load_catalogue


class Command(BaseCommand):
    """Create what is missing, update what the shipped files changed, keep what was changed here."""

    help = "Load or update the catalogue of regions, indicators and rule sets."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load all of it, or nothing."""
        tally = load_catalogue()
        self.stdout.write(f"Catalogue: {tally.created} new, {tally.updated} updated.")
        if tally.kept:
            self.stdout.write(f"Changed in this installation and left alone: {', '.join(tally.kept)}.")
