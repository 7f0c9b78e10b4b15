"""The admin of the catalogue of indicators."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export import fields

from reports.shared.admin import CodedResource, HistoryAdmin, NamedHereFilter, ReadOnlyAdmin, TableMixin
from tracker.indicators.forms import MergeForm, SplitForm
from tracker.indicators.merging import counts_of, last_merge, merge, obstacles, split
from tracker.indicators.models import (
    ComparabilityBreak,
    Indicator,
    IndicatorAlias,
    IndicatorMatch,
    Rearrangement,
    ReferenceFigure,
)

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
    actions = ("merge_two", "split_one")

    def get_urls(self) -> list[URLPattern]:
        """Add the pages that merge two indicators and split one."""
        own = [
            path("<int:one>/merge/<int:other>/", self.admin_site.admin_view(self.merge_view), name="indicators_merge"),
            path("<int:pk>/split/", self.admin_site.admin_view(self.split_view), name="indicators_split"),
        ]
        return [*own, *super().get_urls()]

    @admin.action(description=_("Merge two indicators …"))
    def merge_two(self, request: HttpRequest, queryset: QuerySet[Indicator]) -> HttpResponse | None:
        """Open the page that shows what merging the two chosen ones means."""
        pair = list(queryset)
        if len(pair) != 2:
            self.message_user(request, _("Choose two indicators to merge."), messages.ERROR)
            return None
        return redirect("admin:indicators_merge", pair[0].pk, pair[1].pk)

    @admin.action(description=_("Split an indicator …"))
    def split_one(self, request: HttpRequest, queryset: QuerySet[Indicator]) -> HttpResponse | None:
        """Open the page that says what goes where."""
        if len(queryset) != 1:
            self.message_user(request, _("Choose one indicator to split."), messages.ERROR)
            return None
        return redirect("admin:indicators_split", queryset[0].pk)

    def merge_view(self, request: HttpRequest, one: int, other: int) -> HttpResponse:
        """Show counts and consequences of a merge; merge when it is confirmed."""
        pair = [self._changeable(request, each) for each in (one, other)]
        form = MergeForm(request.POST or None, pair=pair)
        if form.is_valid():
            into = form.cleaned_data["stays"]
            gone = next(each for each in pair if each != into)
            done = gettext("“%(gone)s” was merged into “%(into)s”.") % {"gone": gone, "into": into}
            if _done(form, lambda: merge(gone=gone, into=into, by=request.user, reason=form.cleaned_data["reason"])):
                return self._back(request, done)
        context: dict[str, object] = {"pair": pair, "counts": counts_of(*pair), "obstacles": obstacles(*pair)}
        return self._page(request, form, "merge", gettext("Merge two indicators"), context)

    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what may come out of an indicator; split it when that is confirmed."""
        indicator = self._changeable(request, pk)
        form = SplitForm(request.POST or None, indicator=indicator)
        if form.is_valid():
            reason, parting = form.cleaned_data["reason"], form.parting()
            done = gettext("“%(new)s” was split off “%(old)s”.") % {"new": parting.name, "old": indicator}
            if _done(form, lambda: split(indicator=indicator, parting=parting, by=request.user, reason=reason)):
                return self._back(request, done)
        context: dict[str, object] = {"indicator": indicator, "merge": last_merge(indicator)}
        title = gettext("Split “%(indicator)s”") % {"indicator": indicator}
        return self._page(request, form, "split", title, context)

    def _changeable(self, request: HttpRequest, pk: int) -> Indicator:
        if not (self.has_change_permission(request) and self.has_delete_permission(request)):
            raise PermissionDenied
        return get_object_or_404(Indicator, pk=pk)

    def _back(self, request: HttpRequest, words: str) -> HttpResponse:
        self.message_user(request, words)
        return redirect(reverse("admin:indicators_indicator_changelist"))

    def _page(
        self, request: HttpRequest, form: Form, name: str, title: str, context: dict[str, object]
    ) -> HttpResponse:
        context |= self.admin_site.each_context(request) | {"title": title, "form": form, "opts": self.model._meta}
        return render(request, f"admin/indicators/{name}.html", context)


def _done(form: Form, step: Callable[[], object]) -> bool:
    """Take a step; where it is refused the form says why."""
    try:
        step()
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    return True


@admin.register(Rearrangement)
class RearrangementAdmin(ReadOnlyAdmin):
    """Which indicators were merged and split, by whom and why; done on the list of indicators."""

    list_display = ("decided_at", "kind", "name", "code", "indicator", "reason", "decided_by")
    list_filter = ("kind",)
    list_select_related = ("indicator", "decided_by")
    search_fields = ("name", "code", "indicator__name", "reason")


@admin.register(ComparabilityBreak)
class ComparabilityBreakAdmin(HistoryAdmin):
    """From when on figures cannot be compared with those before."""

    list_display = ("year", "indicator", "region", "what", "source")
    list_filter = ("year",)
    list_select_related = ("indicator", "region")
    search_fields = ("what", "source", "indicator__name", "region__name")
    autocomplete_fields = ("indicator", "region")


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
    list_filter = ("state", ("indicator", NamedHereFilter))
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
