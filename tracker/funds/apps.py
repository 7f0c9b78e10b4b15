"""The application `tracker.funds`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundsConfig(AppConfig):
    """Funds with their lines, what was spent of them, and what came of it."""

    name = "tracker.funds"
    verbose_name = _("Funds")
