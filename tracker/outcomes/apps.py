"""The application `tracker.outcomes`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutcomesConfig(AppConfig):
    """Promises settled with the next report, and statements of result checked against what is known."""

    name = "tracker.outcomes"
    verbose_name = _("Reconciliation")
