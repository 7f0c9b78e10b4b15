"""The admin of pinned views: whose they are."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from reports.shared.admin import ReadOnlyAdmin
from tracker.navigation.models import PinnedView


@admin.register(PinnedView)
class PinnedViewAdmin(ReadOnlyAdmin):
    """Pinned views to read and to remove: everybody pins their own on their own page."""

    list_display = ("name", "user", "address")
    list_select_related = ("user",)
    search_fields = ("name", "user__username")

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Let whoever may remove accounts remove these with them."""
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
