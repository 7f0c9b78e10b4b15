"""Write the long files that wait: `manage.py write_exports`. The web server starts it; it ends when nothing waits."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.shared.long_exports import write_waiting


class Command(BaseCommand):
    """Go through the waiting files; one that is stopped is begun anew."""

    help = "Write the files of long lists that somebody waits for."

    def handle(self, *_args: object, **_options: object) -> None:
        """Write them all and say how many there were."""
        self.stdout.write(f"{write_waiting(clock=timezone.now)} files")
