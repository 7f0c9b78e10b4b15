"""The admin of the steps of reviews."""

from django.contrib import admin

from reports.review.models import ReviewAction
from reports.shared.admin import ManyRowsAdmin, NamedHereFilter


@admin.register(ReviewAction)
class ReviewActionAdmin(ManyRowsAdmin):
    """What reviewers did, step by step."""

    list_display = ("done_at", "user", "verb", "report", "undone_at")
    list_filter = ("verb", ("user", NamedHereFilter))
    list_select_related = ("user", "report")
    search_fields = ("user__username", "report__title")
    date_hierarchy = "done_at"
