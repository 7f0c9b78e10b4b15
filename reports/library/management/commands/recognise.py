"""Recognise the scans that wait: `manage.py recognise`. The web server starts it; it ends when nothing waits."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.library.services.recognition import recognise_waiting


class Command(BaseCommand):
    """Go through the waiting scans page by page; a stop at any moment costs one page."""

    help = "Recognise the scans that wait for it, page by page (needs make ocr)."

    def handle(self, *_args: object, **_options: object) -> None:
        """Recognise them all and say how many pages there were."""
        self.stdout.write(f"{recognise_waiting(clock=timezone.now)} pages")
