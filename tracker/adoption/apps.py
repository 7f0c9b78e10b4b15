"""The application `tracker.adoption`."""

from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    """From accepted statements to targets."""

    name = "tracker.adoption"
