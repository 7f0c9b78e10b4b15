"""The application `tracker.bulletins`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BulletinsConfig(AppConfig):
    """Documents out: bulletins, tables for the congress, letters; drafted, reviewed, issued, frozen."""

    name = "tracker.bulletins"
    verbose_name = _("Documents")

    def ready(self) -> None:
        """Tell letters on the time lines of targets."""
        from tracker.bulletins.letters import LETTERS
        from tracker.ledger.timeline.sources import add_source

        add_source(LETTERS)
