"""Bring all standings up to date and compare them with what judging gives, and entries with their targets.

For every night, and after an update.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.progress.places import put_right
from tracker.standings.verifying import Verification, verified
from tracker.targets.models import Target


class Command(BaseCommand):
    """Judge what is missing or holds no more, print every difference, set it right, and fail if there was any."""

    help = "Bring the kept standings up to date and print every difference from what judging gives (none expected)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Go through all targets, some at a time."""
        counts, n_different = Verification(), 0
        targets = list(Target.objects.order_by("pk").values_list("pk", flat=True))
        for difference in verified(targets, timezone.localdate(), counts):
            n_different += 1
            self.stdout.write(str(difference))
        for each in put_right():
            n_different += 1
            self.stdout.write(str(each))
        self.stdout.write(
            f"{len(targets)} targets, {counts.n_compared} standings: {counts.n_renewed} judged anew, "
            f"{n_different} differences."
        )
        if n_different:
            raise CommandError("What is kept differed from what it should be. It is right now; please report it.")
