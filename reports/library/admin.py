"""The admin of reports and of the statements read from them."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reports.library.models import Passage, Reading, Recognition, Statement, Upload, WorkReport
from reports.shared.admin import HistoryAdmin, ManyRowsAdmin, NamedHereFilter, ReadOnlyAdmin


class ReadingInline(admin.TabularInline):
    """The runs of the engine over a report."""

    model = Reading
    extra = 0
    can_delete = False
    fields = readonly_fields = ("engine_version", "read_by", "read_at", "found", "added", "changed", "gone")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse new rows: only the engine writes them."""
        return False


@admin.register(WorkReport)
class WorkReportAdmin(HistoryAdmin):
    """Work reports; what was uploaded cannot be changed, what it is said to be can."""

    list_display = ("title", "region", "year", "format", "is_demo", "uploaded_by", "uploaded_at")
    list_filter = ("year", "is_demo", "format", ("region", NamedHereFilter))
    list_select_related = ("region", "uploaded_by")
    search_fields = ("title", "region__name", "original_name")
    autocomplete_fields = ("region",)
    readonly_fields = ("file", "original_name", "format", "sha256", "text", "uploaded_by", "uploaded_at")
    inlines = (ReadingInline,)


@admin.register(Statement)
class StatementAdmin(HistoryAdmin, ManyRowsAdmin):
    """Statements; they are reviewed on the review page, where conflicts are seen."""

    list_display = ("indicator", "kind", "measure", "comparator", "value", "unit", "year", "state", "report")
    list_filter = ("kind", "state", "origin", "measure", "comparator", "year")
    list_select_related = ("report",)
    search_fields = ("indicator", "evidence", "report__title")


@admin.register(Passage)
class PassageAdmin(ManyRowsAdmin):
    """Sentences of reports."""

    list_display = ("__str__", "headings", "role")
    list_filter = ("role", ("report", NamedHereFilter))
    list_select_related = ("report",)
    search_fields = ("report__title",)

    @admin.display(description=_("section"))
    def headings(self, passage: Passage) -> str:
        """Print the headings above the sentence."""
        return passage.section_path


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    """Runs of the engine."""

    list_display = ("report", "engine_version", "read_by", "read_at", "found", "added", "changed", "gone")
    list_filter = ("engine_version",)
    list_select_related = ("report", "read_by")
    search_fields = ("report__title",)


@admin.register(Upload)
class UploadAdmin(ReadOnlyAdmin):
    """Documents whose uploader has not said yet what they are."""

    list_display = ("original_name", "format", "uploaded_by", "uploaded_at")
    list_select_related = ("uploaded_by",)
    search_fields = ("original_name", "uploaded_by__username")


@admin.register(Recognition)
class RecognitionAdmin(ReadOnlyAdmin):
    """How far scans are recognised."""

    list_display = ("upload", "recognised", "worked_at", "is_done", "failure")
    list_filter = ("is_done", "failure")
    list_select_related = ("upload",)
    search_fields = ("upload__original_name", "upload__uploaded_by__username")

    @admin.display(description=_("recognised pages"))
    def recognised(self, recognition: Recognition) -> str:
        """Print how many of the pages are recognised."""
        return f"{len(recognition.pages)}/{recognition.page_count}"
