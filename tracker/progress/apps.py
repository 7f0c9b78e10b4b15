"""The application `tracker.progress`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    """Filing and approving what was reached."""

    name = "tracker.progress"
    verbose_name = _("Progress")
