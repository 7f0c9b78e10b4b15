"""The application `tracker.indicators`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    """The catalogue of indicators."""

    name = "tracker.indicators"
    verbose_name = _("Indicators")
