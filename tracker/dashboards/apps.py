"""The application `tracker.dashboards`."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Overview, districts side by side, years."""

    name = "tracker.dashboards"
