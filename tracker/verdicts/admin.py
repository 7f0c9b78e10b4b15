"""The admin of rule sets."""

from typing import Any

from django.contrib import admin
from django.db.models import Max, Model, QuerySet
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.shared.admin import HistoryAdmin
from reports.shared.requests import id_in
from tracker.verdicts.models import RuleSet


@admin.register(RuleSet)
class RuleSetAdmin(HistoryAdmin):
    """Thresholds and colours. A version in use is never changed: the next one begins with its values."""

    list_display = ("name", "version", "effective_from", "palette", "ahead_from", "behind_from", "note")
    list_filter = ("palette",)
    search_fields = ("name",)
    actions = ("begin_from",)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Keep a saved version as it is: verdicts already name it."""
        return [field.name for field in RuleSet._meta.fields if field.name != "id"] if obj else []

    @admin.action(description=_("Begin a version from this one"))
    def begin_from(self, request: HttpRequest, queryset: QuerySet[RuleSet]) -> HttpResponse:
        """Open the form of a new version with the values of the chosen rule set or preset."""
        return redirect(f"{reverse('admin:verdicts_ruleset_add')}?from={queryset[0].pk}")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin the next version with the values of the chosen rule set, or of the latest."""
        chosen = RuleSet.objects.filter(pk=id_in(request.GET.get("from", "")) or 0)
        model = chosen.first() or RuleSet.objects.first()
        if model is None:
            return {}
        newest = RuleSet.objects.filter(name=model.name).aggregate(newest=Max("version"))["newest"]
        return model_to_dict(model, exclude=["id", "effective_from"]) | {"version": newest + 1}

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse removal: verdicts already name it."""
        return False
