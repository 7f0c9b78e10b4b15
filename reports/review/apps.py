"""The application `reports.review`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """The page where people decide about statements."""

    name = "reports.review"
    verbose_name = _("Review of statements")
