"""The admin of places, documents and statements."""

import re

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from import_export import fields, resources, widgets
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm

from reports.history_admin import HistoryAdmin
from reports.models import Department, Membership, Passage, Reading, Region, ReviewAction, Statement, Upload, WorkReport


class ReadOnlyAdmin(admin.ModelAdmin):
    """An admin for rows that only the application writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse new rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse removal."""
        return False


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


class RegionResource(CodedResource):
    """Regions by code, those without one by name; `parent` is the code of the region that it belongs to."""

    parent = fields.Field("parent", "parent", widgets.ForeignKeyWidget(Region, "code"))

    class Meta(CodedResource.Meta):
        model = Region
        import_id_fields = ("code",)
        fields = ("code", "name", "short_name", "name_en", "level", "parent", "valid_from", "valid_to", "note")

    def get_instance(self, instance_loader: object, row: dict[str, str]) -> Region | None:
        """Find the region that a row is about; a blank code says nothing, so there the name must be the same."""
        code = str(row.get("code") or "").strip()
        known = Region.objects.filter(code=code) if code else Region.objects.filter(code="", name=row["name"])
        return known.first()


class WordsWidget(widgets.Widget):
    """A list of words as one cell that a person can read and write: 投资、项目."""

    def clean(self, value: str | None, row: dict[str, str] | None = None, **kwargs: object) -> list[str]:
        """Return the words of a cell."""
        return [word.strip() for word in re.split(r"[、,，;；|]", str(value or "")) if word.strip()]

    def render(self, value: list[str] | None, obj: Model | None = None, **kwargs: object) -> str:
        """Return the cell."""
        return "、".join(value or [])


class DepartmentResource(CodedResource):
    """Departments by region code and name."""

    region = fields.Field("region", "region", widgets.ForeignKeyWidget(Region, "code"))
    keywords = fields.Field("keywords", "keywords", WordsWidget())

    class Meta(CodedResource.Meta):
        model = Department
        import_id_fields = ("region", "name")
        fields = ("region", "name", "short_name", "name_en", "order", "keywords", "is_active")


class DepartmentInline(admin.TabularInline):
    """The departments of a region."""

    model = Department
    extra = 0
    fields = ("name", "short_name", "order", "is_active")
    show_change_link = True


class MembershipInline(admin.TabularInline):
    """The roles of a user, or in a region."""

    model = Membership
    extra = 0
    autocomplete_fields = ("user", "region", "department")


@admin.register(Region)
class RegionAdmin(TableMixin, HistoryAdmin):
    """Places, with their departments and members."""

    resource_classes = (RegionResource,)
    list_display = ("code", "name", "level", "parent", "valid_from", "valid_to")
    list_filter = ("level", ("parent", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("parent",)
    search_fields = ("code", "name", "short_name", "name_en")
    autocomplete_fields = ("parent",)
    inlines = (DepartmentInline, MembershipInline)


@admin.register(Department)
class DepartmentAdmin(TableMixin, HistoryAdmin):
    """Departments, with their members."""

    resource_classes = (DepartmentResource,)
    list_display = ("short_name", "name", "region", "order", "is_active")
    list_filter = ("is_active", ("region", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("region",)
    search_fields = ("name", "short_name", "name_en", "region__name")
    autocomplete_fields = ("region",)
    inlines = (MembershipInline,)


@admin.register(Membership)
class MembershipAdmin(HistoryAdmin):
    """Who does what where."""

    list_display = ("user", "region", "department", "role")
    list_filter = ("role", ("region", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("user", "region", "department")
    search_fields = ("user__username", "user__first_name", "region__name", "department__name")
    autocomplete_fields = ("user", "region", "department")


admin.site.unregister(User)


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Accounts, with their roles."""

    inlines = (MembershipInline,)


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
    list_filter = ("year", "is_demo", "format", ("region", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("region", "uploaded_by")
    search_fields = ("title", "region__name", "original_name")
    autocomplete_fields = ("region",)
    readonly_fields = ("file", "original_name", "format", "sha256", "text", "uploaded_by", "uploaded_at")
    inlines = (ReadingInline,)


@admin.register(Statement)
class StatementAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Statements; they are reviewed on the review page, where conflicts are seen."""

    list_display = ("indicator", "kind", "measure", "comparator", "value", "unit", "year", "state", "report")
    list_filter = ("kind", "state", "origin", "measure", "comparator", "year")
    list_select_related = ("report",)
    search_fields = ("indicator", "evidence", "report__title")


@admin.register(Passage)
class PassageAdmin(ReadOnlyAdmin):
    """Sentences of reports."""

    list_display = ("__str__", "headings", "role")
    list_filter = ("role", ("report", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("report",)
    search_fields = ("report__title",)

    @admin.display(description=_("section"))
    def headings(self, passage: Passage) -> str:
        """Print the headings above the sentence."""
        return passage.section_path


@admin.register(ReviewAction)
class ReviewActionAdmin(ReadOnlyAdmin):
    """What reviewers did, step by step."""

    list_display = ("done_at", "user", "verb", "report", "undone_at")
    list_filter = ("verb", ("user", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("user", "report")
    search_fields = ("user__username", "report__title")
    date_hierarchy = "done_at"


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
