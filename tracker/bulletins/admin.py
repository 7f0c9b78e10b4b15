"""The admin of documents."""

from django.contrib import admin

from reports.shared.admin import ReadOnlyAdmin
from tracker.bulletins.models import Document, Template


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """Documents; they are drafted and issued on their own pages."""

    list_display = ("title", "kind", "region", "year", "month", "number", "state", "issued_at")
    list_filter = ("kind", "state", "year")
    list_select_related = ("region",)
    search_fields = ("title",)
    exclude = ("file", "facts")


@admin.register(Template)
class TemplateAdmin(ReadOnlyAdmin):
    """The offices' own templates; they are sent in on their own page, where they are tried first."""

    list_display = ("region", "kind", "sent_by", "sent_at")
    list_filter = ("kind",)
    list_select_related = ("region", "sent_by")
    search_fields = ("region__name",)
    exclude = ("file",)
