"""The application `tracker.navigation`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    """The menu, the home page, and what waits for whom."""

    name = "tracker.navigation"
    verbose_name = _("My views")
