"""The application `reports.library`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """Work reports and the statements read from them."""

    name = "reports.library"
    verbose_name = _("Work reports")
