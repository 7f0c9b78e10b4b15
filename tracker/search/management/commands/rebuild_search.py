"""Build the index of the search anew from what the tables hold."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker.search.keeping import rebuild


class Command(BaseCommand):
    """Write every line of the index anew; searching goes on with the old ones until all are written."""

    help = "Build the index of the search anew."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Build it and say how long it is."""
        self.stdout.write(f"{rebuild()} lines.")
