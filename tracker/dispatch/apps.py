"""The application `tracker.dispatch`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DispatchConfig(AppConfig):
    """What is done about promises that are not kept: problems, levels, meetings, reminders."""

    name = "tracker.dispatch"
    verbose_name = _("Dispatch")
