"""The admin of standings."""

from django.contrib import admin

from reports.shared.admin import ManyRowsAdmin, MonthFilter
from tracker.standings.models import Standing
from tracker.targets.admin import TargetYearFilter


@admin.register(Standing)
class StandingAdmin(ManyRowsAdmin):
    """Standings; they follow from targets and figures and are written by no person."""

    list_display = ("target", "year", "month", "status", "submitted_status", "rules", "judged_on", "holds_until")
    list_filter = (TargetYearFilter, MonthFilter, "status")
    list_select_related = ("target",)
    search_fields = ("target__name",)
