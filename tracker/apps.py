"""The application that keeps track of promises, and the Django project around it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    """Targets, progress and dashboards."""

    name = "tracker"
    verbose_name = _("Targets and progress")
