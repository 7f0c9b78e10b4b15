"""The application `reports.organisation`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    """Regions, departments, memberships: who may see what."""

    name = "reports.organisation"
    verbose_name = _("Regions, departments and roles")
