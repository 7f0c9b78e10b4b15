"""The application that keeps work reports and the statements read from them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Regions, work reports and their statements."""

    name = "reports"
    verbose_name = _("Work reports")
