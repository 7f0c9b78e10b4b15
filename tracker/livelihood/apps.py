"""The application `tracker.livelihood`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LivelihoodConfig(AppConfig):
    """Deeds for the people: their sites with photographs, the vote on them, the page that everybody may read."""

    name = "tracker.livelihood"
    verbose_name = _("Livelihood projects")
