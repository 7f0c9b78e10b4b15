"""The admin of regions, departments, memberships and accounts."""

import re

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from import_export import fields, widgets

from reports.organisation.models import Department, Membership, Post, Region, RegionQuerySet
from reports.organisation.search import closest_first
from reports.organisation.services import longest_together
from reports.shared.admin import CodedResource, HistoryAdmin, NamedHereFilter, TableMixin


class RegionWidget(widgets.ForeignKeyWidget):
    """A region by its code; of several that had it, the one that was valid longest in the days of the row."""

    def __init__(self) -> None:
        super().__init__(Region, "code")

    def clean(self, value: str | None, row: dict[str, str] | None = None, **kwargs: object) -> Region | None:
        """Return the region of a cell. Raises Region.DoesNotExist where no region has the code."""
        code = str(value or "").strip()
        if not code:
            return None
        days = [widgets.DateWidget().clean((row or {}).get(name) or None) for name in ("valid_from", "valid_to")]
        region = longest_together(Region.objects.of_code(code), *days)
        if region is None:
            raise Region.DoesNotExist(_("No region has the code %(code)s.") % {"code": code})
        return region


class RegionResource(CodedResource):
    """Regions by code, those without one by name; `parent` is the code of the region that it belongs to.

    A code that several regions had in the course of time is told by the day from which it was valid.
    """

    parent = fields.Field("parent", "parent", RegionWidget())

    class Meta(CodedResource.Meta):
        model = Region
        import_id_fields = ("code",)
        fields = (
            "code", "name", "short_name", "initials", "name_en", "level", "parent", "valid_from", "valid_to", "note",
        )  # fmt: skip

    def get_instance(self, instance_loader: object, row: dict[str, str]) -> Region | None:
        """Find the region that a row is about; a blank code says nothing, so there the name must be the same."""
        code = str(row.get("code") or "").strip()
        if not code:
            return Region.objects.filter(code="", name=row["name"]).first()
        known = list(Region.objects.of_code(code))
        from_then = [region for region in known if str(region.valid_from or "") == str(row.get("valid_from") or "")]
        return next(iter(from_then), known[0] if len(known) == 1 else None)


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

    region = fields.Field("region", "region", RegionWidget())
    keywords = fields.Field("keywords", "keywords", WordsWidget())

    class Meta(CodedResource.Meta):
        model = Department
        import_id_fields = ("region", "name")
        fields = ("region", "name", "short_name", "name_en", "order", "keywords", "is_active")


class PostResource(CodedResource):
    """Posts by region code and title."""

    region = fields.Field("region", "region", RegionWidget())

    class Meta(CodedResource.Meta):
        model = Post
        import_id_fields = ("region", "title")
        fields = ("region", "title", "holder", "phone", "order", "is_active")


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
    readonly_fields = ("named_by",)


@admin.register(Region)
class RegionAdmin(TableMixin, HistoryAdmin):
    """Regions, with their departments and members; a search understands what the search on the pages does."""

    resource_classes = (RegionResource,)
    list_display = ("code", "name", "level", "parent", "valid_from", "valid_to")
    list_filter = ("level", ("parent", NamedHereFilter))
    list_select_related = ("parent",)
    search_fields = ("code", "name")
    autocomplete_fields = ("parent", "successors")
    inlines = (DepartmentInline, MembershipInline)

    def get_search_results(
        self, request: HttpRequest, queryset: RegionQuerySet, search_term: str
    ) -> tuple[RegionQuerySet, bool]:
        """Find regions by name, code, initials or English name, the closest first."""
        return (closest_first(queryset, search_term) if search_term else queryset), False


@admin.register(Department)
class DepartmentAdmin(TableMixin, HistoryAdmin):
    """Departments, with their members."""

    resource_classes = (DepartmentResource,)
    list_display = ("short_name", "name", "region", "order", "is_active")
    list_filter = ("is_active", ("region", NamedHereFilter))
    list_select_related = ("region",)
    search_fields = ("name", "short_name", "name_en", "region__name")
    autocomplete_fields = ("region",)
    inlines = (MembershipInline,)


@admin.register(Post)
class PostAdmin(TableMixin, HistoryAdmin):
    """Posts that answer for targets, with who holds them."""

    resource_classes = (PostResource,)
    list_display = ("title", "holder", "phone", "region", "order", "is_active")
    list_filter = ("is_active", ("region", NamedHereFilter))
    list_select_related = ("region",)
    search_fields = ("title", "holder", "region__name")
    autocomplete_fields = ("region",)


class RoleInline(MembershipInline):
    """The roles of one account."""

    fk_name = "user"


@admin.register(Membership)
class MembershipAdmin(HistoryAdmin):
    """Who does what where."""

    list_display = ("user", "region", "department", "role", "valid_until", "named_by")
    list_filter = ("role", ("region", NamedHereFilter))
    list_select_related = ("user", "region", "department", "named_by")
    search_fields = ("user__username", "user__first_name", "region__name", "department__name")
    autocomplete_fields = ("user", "region", "department")
    readonly_fields = ("named_by",)


admin.site.unregister(User)


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Accounts, with their roles."""

    inlines = (RoleInline,)
