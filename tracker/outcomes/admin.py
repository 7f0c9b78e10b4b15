"""The admin of settled promises."""

from django.contrib import admin

from reports.shared.admin import ReadOnlyAdmin
from tracker.outcomes.models import Settlement


@admin.register(Settlement)
class SettlementAdmin(ReadOnlyAdmin):
    """Settled promises; they are confirmed on their own pages."""

    list_display = ("name", "region", "year", "finding", "state", "decided_by")
    list_filter = ("finding", "state", "year")
    list_select_related = ("region", "statement", "target", "decided_by")
    search_fields = ("statement__indicator", "target__name")
    raw_id_fields = ("statement", "target", "later_report", "result")
