"""The application `tracker.verdicts`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VerdictsConfig(AppConfig):
    """Rule sets, and how verdicts are said."""

    name = "tracker.verdicts"
    verbose_name = _("Evaluation rules")
