"""Compile the Chinese catalogue (no gettext needed), or check that it is complete."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Write django.mo beside django.po."""

    help = "Compile the Chinese catalogue; with --check fail if a text has no Chinese."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --check."""
        parser.add_argument("--check", action="store_true", help="fail if a text has no Chinese")

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        """Compile every catalogue of the project."""
        for path in Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"):
            catalogue = polib.pofile(str(path))
            if check:
                refuse_gaps(catalogue)
            catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def refuse_gaps(catalogue: polib.POFile) -> None:
    """Raise CommandError that lists the texts without a sure translation."""
    gaps = [*catalogue.untranslated_entries(), *catalogue.fuzzy_entries()]
    if gaps:
        raise CommandError("No Chinese for:\n" + "\n".join(f"  {entry.msgid}" for entry in gaps))
