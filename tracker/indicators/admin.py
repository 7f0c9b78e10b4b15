"""The admin of the catalogue of indicators."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from import_export import fields

from reports.shared.admin import CodedResource, HistoryAdmin, ReadOnlyAdmin, TableMixin
from tracker.indicators.models import Indicator, IndicatorAlias, IndicatorMatch, ReferenceFigure

ALIAS_SEPARATOR = "|"


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


@admin.register(ReferenceFigure)
class ReferenceFigureAdmin(HistoryAdmin):
    """What the country and other regions promised and reached; one that was changed here no longer follows updates."""

    list_display = ("region", "year", "indicator", "kind", "comparator", "value", "unit", "report_year", "reported_on")
    list_filter = ("year", "kind", "indicator")
    list_select_related = ("region", "indicator")
    search_fields = ("region__name", "region__code", "indicator__name")
    autocomplete_fields = ("region", "indicator")

    def save_model(self, request: HttpRequest, obj: ReferenceFigure, form: Any, change: bool) -> None:
        """Keep it as this installation's own."""
        obj.is_shipped = False
        super().save_model(request, obj, form, change)
