"""The admin of standings."""

from django.contrib import admin

from reports.shared.admin import ReadOnlyAdmin
from tracker.standings.models import Standing


@admin.register(Standing)
class StandingAdmin(ReadOnlyAdmin):
    """Standings; they follow from targets and figures and are written by no person."""

    list_display = ("target", "year", "month", "status", "submitted_status", "rules", "judged_on", "holds_until")
    list_filter = ("year", "month", "status")
    list_select_related = ("target",)
    search_fields = ("target__name",)
