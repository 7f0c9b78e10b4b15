"""The list of deeds."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports.shared.list_page import ListPage
from tracker.livelihood.filters import DeedFilter
from tracker.livelihood.models import Deed
from tracker.livelihood.tables import DeedTable


class DeedList(ListPage):
    """All deeds that the reader may see."""

    model = Deed
    table_class = DeedTable
    filterset_class = DeedFilter
    template_name = "livelihood/deeds.html"
    title = _("Livelihood projects")
    empty_text = _("No deed is recorded yet. A reviewer records the first one.")
    intro = _("Deeds for the people of every year, told by their sites as the departments filed them.")

    def rows(self, queryset: QuerySet[Deed]) -> QuerySet[Deed]:
        """Join what the table shows, and count the sites."""
        return queryset.select_related("region", "lead", "vote").with_counts()  # type: ignore[attr-defined]
