"""The application `tracker.ledger`."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The list of targets as they stand, and the page of each."""

    name = "tracker.ledger"

    def ready(self) -> None:
        """Tell on the time line of a target what dispatch keeps about it."""
        from tracker.ledger.timeline.dispatch import DISPATCH
        from tracker.ledger.timeline.sources import add_source

        for source in DISPATCH:
            add_source(source)
