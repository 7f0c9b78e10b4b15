"""The admin of rule sets."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import model_to_dict
from django.http import HttpRequest

from reports.shared.admin import HistoryAdmin
from tracker.verdicts.models import RuleSet


@admin.register(RuleSet)
class RuleSetAdmin(HistoryAdmin):
    """Thresholds and colours. A version in use is never changed: the next one begins with its values."""

    list_display = ("name", "version", "effective_from", "palette", "ahead_from", "behind_from")
    list_filter = ("palette",)
    search_fields = ("name",)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Keep a saved version as it is: verdicts already name it."""
        return [field.name for field in RuleSet._meta.fields if field.name != "id"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin the next version with the values of the latest."""
        latest = RuleSet.objects.first()
        if latest is None:
            return {}
        return model_to_dict(latest, exclude=["id", "effective_from"]) | {"version": latest.version + 1}

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse removal: verdicts already name it."""
        return False
