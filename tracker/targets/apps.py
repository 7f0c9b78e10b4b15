"""The application `tracker.targets`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TargetsConfig(AppConfig):
    """Promises with their terms, and the task table."""

    name = "tracker.targets"
    verbose_name = _("Targets")
