"""The admin of progress."""

from django.contrib import admin

from reports.shared.admin import HistoryAdmin, ReadOnlyAdmin
from tracker.progress.models import ProgressEntry


@admin.register(ProgressEntry)
class ProgressEntryAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Progress; it is filed and approved on the site's own pages, where rights and states are kept."""

    list_display = ("target", "month", "value", "state", "filed_by", "reviewed_by", "submitted_at")
    list_filter = ("state", "month", "target__year", ("target__region", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("target", "filed_by", "reviewed_by")
    search_fields = ("target__name", "narrative", "filed_by__username")
