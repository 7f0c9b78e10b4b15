"""The application `reports.shared`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharedConfig(AppConfig):
    """What all pages share: lists, columns, forms, figures, files, charts."""

    name = "reports.shared"
    verbose_name = _("Export files")
