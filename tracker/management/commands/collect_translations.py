"""Collect the texts of the interface into the Chinese catalogue (needs gettext)."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

FOREIGN = [".venv/*", "node_modules/*", "static-vendor/*", "tests/*", "var/*"]
LINE_WIDTH = 110


class Command(BaseCommand):
    """Bring django.po up to date; it stays as it was, byte for byte, when no text changed."""

    help = "Collect the interface's texts into the Chinese catalogue; translate the new ones there."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Collect, then put the catalogue in order."""
        call_command(
            "makemessages", locale=["zh_Hans"], no_location=True, no_obsolete=True, ignore_patterns=FOREIGN, verbosity=0
        )
        for path in Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"):
            put_in_order(path)


def put_in_order(path: Path) -> None:
    """Sort a catalogue by its texts, without the time at which it was made: what is alike looks alike."""
    catalogue = polib.pofile(str(path), wrapwidth=LINE_WIDTH)
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    catalogue.metadata.pop("POT-Creation-Date", None)
    catalogue.metadata_is_fuzzy = False
    catalogue.save(str(path))
