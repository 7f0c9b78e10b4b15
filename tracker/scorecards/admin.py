"""The admin of scorecards: here they are put together; what was filled is only read."""

from django.contrib import admin

from reports.shared.admin import HistoryAdmin, ReadOnlyAdmin
from tracker.scorecards.models import Filling, Item, Mark, Scorecard


class ItemInline(admin.TabularInline):
    """The items of a scorecard."""

    model = Item
    extra = 1
    fields = ("order", "name", "kind", "indicator", "words", "weight")
    autocomplete_fields = ("indicator",)


@admin.register(Scorecard)
class ScorecardAdmin(HistoryAdmin):
    """Scorecards with their items."""

    list_display = ("name", "theme", "region", "year", "scoring")
    list_filter = ("theme", "year")
    list_select_related = ("region",)
    search_fields = ("name", "region__name")
    autocomplete_fields = ("region",)
    inlines = (ItemInline,)


@admin.register(Filling)
class FillingAdmin(ReadOnlyAdmin):
    """Scorecards as they were filled."""

    list_display = ("scorecard", "month", "version", "filled_at", "filled_by")
    list_select_related = ("scorecard", "filled_by")
    search_fields = ("scorecard__name",)


@admin.register(Item)
class ItemAdmin(HistoryAdmin, ReadOnlyAdmin):
    """The items of all scorecards; they are changed with their scorecard."""

    list_display = ("scorecard", "order", "name", "kind", "weight")
    list_select_related = ("scorecard",)
    search_fields = ("name", "scorecard__name")


@admin.register(Mark)
class MarkAdmin(ReadOnlyAdmin):
    """What districts had in the items, as it was filled."""

    list_display = ("filling", "region", "name", "share", "weight")
    list_select_related = ("filling__scorecard", "region")
    search_fields = ("name", "region__name")
