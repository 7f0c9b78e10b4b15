"""The application that keeps track of promises, and the Django project around it."""

from axes.apps import AppConfig as AxesConfig
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    """Targets, progress and dashboards."""

    name = "tracker"
    verbose_name = _("Targets and progress")


class LoginProtectionConfig(AxesConfig):
    """The package that locks an account after too many wrong passwords, under a name that says so."""

    verbose_name = _("Login protection")
