"""The admin of indicators, targets, progress and rules."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from import_export import fields

from reports.admin import CodedResource, ReadOnlyAdmin, TableMixin
from reports.history_admin import HistoryAdmin
from tracker.models import Indicator, IndicatorAlias, IndicatorMatch, ProgressEntry, RuleSet, Stage, Target

ALIAS_SEPARATOR = "|"

admin.site.site_header = _("Promise Tracker: administration")
admin.site.site_title = _("Promise Tracker")
admin.site.index_title = _("Administration")


class IndicatorResource(CodedResource):
    """Indicators by code; `aliases` holds the other names with | between them."""

    aliases = fields.Field("aliases", readonly=True)

    class Meta(CodedResource.Meta):
        model = Indicator
        import_id_fields = ("code",)
        exclude = ("id",)

    def dehydrate_aliases(self, indicator: Indicator) -> str:
        """Return the other names as one cell."""
        return ALIAS_SEPARATOR.join(alias.name for alias in indicator.aliases.all())

    def after_save_instance(self, instance: Indicator, row: dict[str, Any], **kwargs: Any) -> None:
        """Replace the other names by those of the row."""
        names = {name.strip() for name in str(row.get("aliases") or "").split(ALIAS_SEPARATOR) if name.strip()}
        instance.aliases.exclude(name__in=names).delete()
        for name in names:
            IndicatorAlias.objects.update_or_create(name=name, defaults={"indicator": instance})


class AliasInline(admin.TabularInline):
    """The other names of an indicator."""

    model = IndicatorAlias
    extra = 1


@admin.register(Indicator)
class IndicatorAdmin(TableMixin, HistoryAdmin):
    """The catalogue of indicators."""

    resource_classes = (IndicatorResource,)
    list_display = ("name", "code", "measure", "unit", "direction", "accumulates", "frequency", "is_headline", "order")
    list_editable = ("order",)
    list_filter = ("is_headline", "theme", "measure", "frequency", "direction", "accumulates")
    search_fields = ("code", "name", "name_en", "aliases__name")
    inlines = (AliasInline,)


@admin.register(IndicatorAlias)
class IndicatorAliasAdmin(HistoryAdmin):
    """Every other name, to see where one belongs."""

    list_display = ("name", "indicator")
    list_select_related = ("indicator",)
    search_fields = ("name", "indicator__name")
    autocomplete_fields = ("indicator",)


@admin.register(IndicatorMatch)
class IndicatorMatchAdmin(HistoryAdmin):
    """Which statement speaks of which indicator."""

    list_display = ("statement", "indicator", "similarity", "state", "decided_by", "decided_at")
    list_filter = ("state", ("indicator", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("statement", "indicator", "decided_by")
    search_fields = ("statement__indicator", "indicator__name")
    autocomplete_fields = ("statement", "indicator")
    readonly_fields = ("similarity", "decided_by", "decided_at")


class StageInline(admin.TabularInline):
    """The stages of a milestone."""

    model = Stage
    extra = 0


@admin.register(Target)
class TargetAdmin(HistoryAdmin):
    """Targets: departments, deadline and how they are judged."""

    list_display = ("number", "name", "region", "year", "target_class", "lead", "deadline", "is_withdrawn")
    list_display_links = ("number", "name")
    list_filter = ("year", "target_class", "is_withdrawn", ("region", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("region", "lead")
    search_fields = ("name", "region__name", "lead__name", "indicator__name")
    autocomplete_fields = ("region", "statement", "indicator", "parent", "lead", "supporting")
    readonly_fields = ("adopted_by", "adopted_at", "version")
    inlines = (StageInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse new rows: targets are adopted from a report."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse removal: a target is withdrawn, never deleted."""
        return False


@admin.register(ProgressEntry)
class ProgressEntryAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Progress; it is filed and approved on the site's own pages, where rights and states are kept."""

    list_display = ("target", "month", "value", "state", "filed_by", "reviewed_by", "submitted_at")
    list_filter = ("state", "month", "target__year", ("target__region", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("target", "filed_by", "reviewed_by")
    search_fields = ("target__name", "narrative", "filed_by__username")


@admin.register(RuleSet)
class RuleSetAdmin(HistoryAdmin):
    """Thresholds and colours, each version from a date on."""

    list_display = ("name", "version", "effective_from", "palette", "ahead_from", "behind_from")
    list_filter = ("palette",)
    search_fields = ("name",)


@admin.register(Stage)
class StageAdmin(HistoryAdmin):
    """Stages of milestones."""

    list_display = ("target", "name", "planned_on", "done_on")
    list_select_related = ("target",)
    list_filter = (("done_on", admin.EmptyFieldListFilter),)
    search_fields = ("name", "target__name")
    autocomplete_fields = ("target",)
