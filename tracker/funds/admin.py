"""The admin of funds: all of it is read there; it is changed on the site's own pages, where the parts are checked."""

from django.contrib import admin

from reports.shared.admin import HistoryAdmin, ReadOnlyAdmin
from tracker.funds.models import Fund, FundLine, Spending


@admin.register(Fund)
class FundAdmin(HistoryAdmin, ReadOnlyAdmin):
    """Funds."""

    list_display = ("name", "region", "year", "lead", "total")
    list_filter = ("year",)
    list_select_related = ("region", "lead")
    search_fields = ("name",)


@admin.register(FundLine)
class FundLineAdmin(HistoryAdmin, ReadOnlyAdmin):
    """The parts of funds."""

    list_display = ("fund", "name", "amount")
    list_select_related = ("fund",)
    search_fields = ("name", "fund__name")


@admin.register(Spending)
class SpendingAdmin(HistoryAdmin, ReadOnlyAdmin):
    """What was spent."""

    list_display = ("fund", "month", "amount", "filed_by", "approved_at")
    list_select_related = ("fund", "filed_by")
    search_fields = ("fund__name",)
