"""The list of targets."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from reports.shared.tables import TITLE, Table
from tracker.progress.judgement import Judged
from tracker.standings.columns import BasisColumn, StatusColumn
from tracker.standings.latest import by_target, judged_latest
from tracker.targets.display import target_in_words
from tracker.targets.models import Target


class TargetTable(Table):
    """Targets with what they promise, who leads them, and how they stand."""

    region = tables.Column(verbose_name=_("Region"), accessor="region__label", order_by="region__code")
    year = tables.Column(verbose_name=_("Year"))
    number = tables.Column(
        verbose_name=_("No."),
        attrs={"th": {"class": "number"}, "td": {"class": "number"}},
    )
    name = tables.Column(verbose_name=_("Task"), linkify=True, attrs=TITLE)
    promise = tables.Column(verbose_name=_("Annual target"), empty_values=(), orderable=False)
    target_class = tables.Column(verbose_name=_("Class"), attrs={"td": {"class": "nowrap"}})
    lead = tables.Column(verbose_name=_("Lead department"), accessor="lead__label", order_by="lead__order")
    deadline = tables.DateColumn(
        verbose_name=_("Deadline"), format="Y-m-d", order_by="deadline", attrs={"td": {"class": "nowrap"}}
    )
    status = StatusColumn(verbose_name=_("Status"))
    basis = BasisColumn(verbose_name=_("Basis"))

    class Meta(Table.Meta):
        model = Target
        fields = ()

    def __init__(self, *args: Any, basis: dict[str, Any], **kwargs: Any) -> None:
        self.judged_by = basis
        super().__init__(*args, **kwargs)

    @cached_property
    def verdicts(self) -> dict[int, Judged]:
        """The verdicts on the rows that are shown, in one go."""
        shown = [row.record for row in (self.paginated_rows if hasattr(self, "page") else self.rows)]
        return by_target(judged_latest(shown, **self.judged_by))

    def render_promise(self, record: Target) -> str:
        """Show what is promised in words."""
        return target_in_words(record)
