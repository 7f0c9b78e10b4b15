"""The application `tracker.progress`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    """Filing and approving what was reached."""

    name = "tracker.progress"
    verbose_name = _("Progress")

    def ready(self) -> None:
        """Let entries follow their targets whenever a service announces a change."""
        from tracker.progress.places import follow_targets
        from tracker.targets.announcing import follow

        follow(follow_targets)
