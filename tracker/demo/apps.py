"""The application `tracker.demo`."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration."""

    name = "tracker.demo"
