"""The admin of indicators, targets, progress and rules."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import model_to_dict
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

    def skip_row(self, instance: Indicator, original: Indicator, row: dict[str, Any], *args: Any) -> bool:
        """Skip a row only where its other names are unchanged too."""
        return super().skip_row(instance, original, row, *args) and not self._changes_aliases(original, row)

    def after_save_instance(self, instance: Indicator, row: dict[str, Any], **kwargs: Any) -> None:
        """Replace the other names by those of the row, where the file has them; one that is another's is refused."""
        if "aliases" not in row:
            return
        names = aliases_of(row)
        taken = IndicatorAlias.objects.filter(name__in=names).exclude(indicator=instance).first()
        if taken is not None:
            raise ValidationError(
                _("“%(name)s” is a name of %(indicator)s already.") % {"name": taken, "indicator": taken.indicator}
            )
        instance.aliases.exclude(name__in=names).delete()
        for name in names:
            IndicatorAlias.objects.get_or_create(name=name, indicator=instance)

    def _changes_aliases(self, indicator: Indicator, row: dict[str, Any]) -> bool:
        if "aliases" not in row or indicator.pk is None:
            return False
        return aliases_of(row) != set(indicator.aliases.values_list("name", flat=True))


def aliases_of(row: dict[str, Any]) -> set[str]:
    """Return the other names that an imported row holds."""
    return {name.strip() for name in str(row["aliases"] or "").split(ALIAS_SEPARATOR) if name.strip()}


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
class IndicatorMatchAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Which statement speaks of which indicator; decided on the site, where targets follow."""

    list_display = ("statement", "indicator", "similarity", "state", "decided_by", "decided_at")
    list_filter = ("state", ("indicator", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("statement", "indicator", "decided_by")
    search_fields = ("statement__indicator", "indicator__name")


class StageInline(admin.TabularInline):
    """The stages of a milestone."""

    model = Stage
    extra = 0


@admin.register(Target)
class TargetAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Targets; they are adopted from a report and changed on their own page, with a reason."""

    list_display = ("number", "name", "region", "year", "target_class", "lead", "deadline", "is_withdrawn")
    list_display_links = ("number", "name")
    list_filter = ("year", "target_class", "is_withdrawn", ("region", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("region", "lead")
    search_fields = ("name", "region__name", "lead__name", "indicator__name")
    inlines = (StageInline,)


@admin.register(ProgressEntry)
class ProgressEntryAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Progress; it is filed and approved on the site's own pages, where rights and states are kept."""

    list_display = ("target", "month", "value", "state", "filed_by", "reviewed_by", "submitted_at")
    list_filter = ("state", "month", "target__year", ("target__region", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("target", "filed_by", "reviewed_by")
    search_fields = ("target__name", "narrative", "filed_by__username")


@admin.register(RuleSet)
class RuleSetAdmin(HistoryAdmin):
    """Thresholds and colours. A version in use is never changed: the next one begins with its values."""

    list_display = ("name", "version", "effective_from", "palette", "ahead_from", "behind_from")
    list_filter = ("palette",)
    search_fields = ("name",)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Keep a saved version as it is: verdicts already name it."""
        return [field.name for field in RuleSet._meta.fields if field.name != "id"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin the next version with the values of the latest."""
        latest = RuleSet.objects.first()
        if latest is None:
            return {}
        return model_to_dict(latest, exclude=["id", "effective_from"]) | {"version": latest.version + 1}

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse removal: verdicts already name it."""
        return False


@admin.register(Stage)
class StageAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Stages of milestones; planned on the target's page."""

    list_display = ("target", "name", "planned_on", "done_on")
    list_select_related = ("target",)
    list_filter = (("done_on", admin.EmptyFieldListFilter),)
    search_fields = ("name", "target__name")
