"""The application `tracker.bulletins`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BulletinsConfig(AppConfig):
    """Documents out: bulletins, tables for the congress, letters; drafted, reviewed, issued, frozen."""

    name = "tracker.bulletins"
    verbose_name = _("Documents")
