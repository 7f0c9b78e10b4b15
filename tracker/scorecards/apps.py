"""The application `tracker.scorecards`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScorecardsConfig(AppConfig):
    """Thematic scorecards of indicators, tasks and problems with weights."""

    name = "tracker.scorecards"
    verbose_name = _("Scorecards")
