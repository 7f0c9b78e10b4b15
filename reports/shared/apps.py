"""The application `reports.shared`."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """What all pages share: lists, columns, forms, figures, files, charts."""

    name = "reports.shared"
