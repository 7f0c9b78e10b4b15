"""The application `tracker.navigation`."""

from django.apps import AppConfig


class NavigationConfig(AppConfig):
    """The menu, the home page, and what waits for whom."""

    name = "tracker.navigation"
