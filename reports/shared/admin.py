"""What admins share: rows that nobody changes, histories that can be read, tables that go in and out."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import display_for_field
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from import_export import resources
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from reports.shared.display import month_choices
from reports.shared.models import Export

NOTHING = "—"


class ReadOnlyAdmin(admin.ModelAdmin):
    """An admin for rows that only the application writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse new rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Refuse changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Refuse removal."""
        return False


class ManyRowsAdmin(ReadOnlyAdmin):
    """An admin for a table that grows every month: the newest rows first, found by their keys, counted once."""

    list_per_page = 50
    ordering = ("-pk",)
    show_full_result_count = False


class NamedHereFilter(admin.RelatedFieldListFilter):
    """Choose among the related rows that a row here names, each looked up in an index: rows here may be very many."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        """Return the key and the name of each."""
        naming = model_admin.get_queryset(request).order_by().filter(**{self.field_path: OuterRef("pk")})
        ordering = self.field_admin_ordering(field, request, model_admin)
        found: list[tuple[str, Any]] = field.get_choices(
            include_blank=False, limit_choices_to=Q(Exists(naming)), ordering=ordering
        )
        return found


class OfferedFilter(admin.SimpleListFilter):
    """Choose one of the values of a column that `lookups` offers; the column is the parameter's name."""

    parameter_name: str

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Return the rows with the value that was chosen.

        Raises IncorrectLookupParameters for one that is not offered: the admin says so above the whole list.
        """
        if self.value() is None:
            return queryset
        if self.value() not in dict(self.lookup_choices):
            raise IncorrectLookupParameters
        return queryset.filter(**{self.parameter_name: self.value()})


class MonthFilter(OfferedFilter):
    """Choose one of the twelve months, without asking the rows which of them they have."""

    title = _("month")
    parameter_name = "month"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Return the months with their names."""
        return [(str(month), name) for month, name in month_choices()]


class CodedResource(resources.ModelResource):
    """Imports change nothing unless every row is good."""

    class Meta:
        use_transactions = True
        skip_unchanged = True
        report_skipped = False
        clean_model_instances = True


class TableMixin(ImportExportMixin):
    """Carries a table in and out, always with all its columns: what came out can go in again."""

    export_form_class = ExportForm


class RecordInWords(HistoricalRecordContextHelper):
    """Values of changed fields as the admin prints them elsewhere: choices by their words, nothing as a dash."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        """Return one value before or after a change."""
        field = self.model._meta.get_field(change.field)
        if isinstance(field, models.ManyToManyField | models.ForeignKey):
            return super().prepare_delta_change_value(change, value) or NOTHING
        return display_for_field(value, field, NOTHING)


class HistoryAdmin(SimpleHistoryAdmin):
    """An admin with a history in words."""

    def get_historical_record_context_helper(self, request: HttpRequest, historical_record: Any) -> RecordInWords:
        """Return what prints one record."""
        return RecordInWords(self.model, historical_record)


@admin.register(Export)
class ExportAdmin(ReadOnlyAdmin):
    """Files of long lists, and how far they are; the files themselves are their readers' alone."""

    list_display = ("title", "kind", "asked_by", "asked_at", "rows_written", "row_count", "is_done", "failure")
    list_filter = ("is_done", "failure")
    list_select_related = ("asked_by",)
    exclude = ("file",)
