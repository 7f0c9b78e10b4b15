"""The application `tracker.ledger`."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The list of targets as they stand, and the page of each."""

    name = "tracker.ledger"
