"""The application `tracker.standings`."""

from django.apps import AppConfig


class StandingsConfig(AppConfig):
    """How targets stand, alone and in groups."""

    name = "tracker.standings"
