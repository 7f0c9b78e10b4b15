"""The admin of regions, departments, memberships and accounts."""

import re

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import User
from django.db.models import Model
from import_export import fields, widgets

from reports.organisation.models import Department, Membership, Region
from reports.shared.admin import CodedResource, HistoryAdmin, TableMixin


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
