"""The application `tracker.search`."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Words found in promises, problems, what was filed, and reports."""

    name = "tracker.search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """See to the triggers after each migration, and to the initials of names whenever a service announces one."""
        from tracker.search.keeping import keep_initials
        from tracker.targets.announcing import follow

        follow(keep_initials)
        post_migrate.connect(_see_to_triggers, sender=self)


def _see_to_triggers(*, using: str, **_others: Any) -> None:
    """Install what is missing: SQLite drops the triggers of a table that a migration rewrites."""
    from tracker.search.keeping import install_where_missing

    install_where_missing(using)
