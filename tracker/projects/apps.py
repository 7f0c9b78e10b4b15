"""The application `tracker.projects`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Projects: their stages, investment month by month, what they need, the targets that they serve."""

    name = "tracker.projects"
    verbose_name = _("Projects")
