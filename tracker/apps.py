"""The Django project as an application: commands, translations, and packages under names of our own."""

from axes.apps import AppConfig as AxesConfig
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    """What belongs to the whole site: its commands and its translations."""

    name = "tracker"


class LoginProtectionConfig(AxesConfig):
    """The package that locks an account after too many wrong passwords, under a name that says so."""

    verbose_name = _("Login protection")
