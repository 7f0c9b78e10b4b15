"""The lists of reports and of statements."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports.library.filters import ReportFilter, StatementFilter
from reports.library.models import Statement, WorkReport
from reports.library.tables import ReportTable, StatementTable
from reports.organisation.models import Region
from reports.shared.list_page import ListPage


class ReportList(ListPage):
    """Reports that the user may read, with how far their review has come."""

    model = WorkReport
    table_class = ReportTable
    filterset_class = ReportFilter
    template_name = "library/list.html"
    title = _("Work reports")
    empty_text = _("No report here yet. A reviewer adds the first one.")

    def rows(self, queryset: Any) -> QuerySet[Any]:
        """Join what the table shows; the texts stay in the database."""
        reports: QuerySet[Any] = queryset.with_progress().select_related("region", "uploaded_by").without_text()
        return reports

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the user may add a report."""
        may_add = Region.objects.reviewable_by(self.request.user).exists()
        return super().get_context_data(**kwargs) | {"may_add": may_add}


class StatementList(ListPage):
    """Statements of the reports that the user may read, each linked to its place."""

    model = Statement
    table_class = StatementTable
    filterset_class = StatementFilter
    template_name = "library/list.html"
    title = _("Statements")
    empty_text = _("No statement here yet. They are read out of the work reports that are added.")
    intro = _("What the reports promise and report. A name opens its sentence.")

    def rows(self, queryset: Any) -> QuerySet[Any]:
        """Join what the table shows; the texts stay in the database.

        The report that came last is the first: a database finds its statements without ordering those of all others.
        """
        newest = queryset.visible().order_by("-report_id", "start", "pk")
        joined: QuerySet[Any] = newest.select_related("report__region", "passage")
        return joined.defer("report__text", "report__recognised", "spans", "suggestion", "read_as")
