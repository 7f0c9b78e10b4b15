"""The admin of progress."""

from django.contrib import admin

from reports.shared.admin import HistoryAdmin, ManyRowsAdmin, MonthFilter, NamedHereFilter, ReadOnlyAdmin
from tracker.progress.models import ClosingDay, Correction, Evidence, ProgressEntry, Reopening
from tracker.targets.admin import TargetYearFilter


@admin.register(ProgressEntry)
class ProgressEntryAdmin(HistoryAdmin, ManyRowsAdmin):
    """Progress; it is filed and approved on the site's own pages, where rights and states are kept."""

    list_display = ("target", "month", "value", "state", "filed_by", "reviewed_by", "submitted_at")
    list_filter = ("state", MonthFilter, TargetYearFilter, ("region", NamedHereFilter))
    list_select_related = ("target", "filed_by", "reviewed_by")
    search_fields = ("target__name", "narrative", "filed_by__username")


@admin.register(Correction)
class CorrectionAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Corrections; they are asked for and decided on the site's own pages."""

    list_display = ("entry", "value_before", "value", "kind", "state", "asked_by", "decided_by")
    list_filter = ("state", "kind", ("entry__target__region", NamedHereFilter))
    list_select_related = ("entry__target", "asked_by", "decided_by")
    search_fields = ("entry__target__name", "reason")


@admin.register(ClosingDay)
class ClosingDayAdmin(HistoryAdmin):
    """By when a month is filed; a change holds at once, for the months before too."""

    list_display = ("__str__", "region", "day")
    list_select_related = ("region",)
    search_fields = ("region__name",)
    autocomplete_fields = ("region",)


@admin.register(Reopening)
class ReopeningAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Months that were opened again; reviewers do so on the site's own page."""

    list_display = ("department", "year", "month", "until", "reason", "made_by")
    list_filter = ("year", "month")
    list_select_related = ("department", "made_by")
    search_fields = ("department__name", "reason")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """Files that prove figures; they are sent with an entry and never taken away."""

    list_display = ("name", "entry", "kind", "size", "added_by", "added_at")
    list_filter = ("kind",)
    list_select_related = ("entry__target", "added_by")
    search_fields = ("name", "entry__target__name")
    fields = ("entry", "name", "kind", "size", "sha256", "added_by", "added_at")
