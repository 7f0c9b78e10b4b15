"""The application `tracker.standings`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StandingsConfig(AppConfig):
    """How targets stand, alone and in groups."""

    name = "tracker.standings"
    verbose_name = _("Standings")

    def ready(self) -> None:
        """Keep standings whenever a service announces a change."""
        from tracker.standings.keeping import keep
        from tracker.targets.announcing import follow

        follow(keep)
