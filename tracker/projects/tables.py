"""The list of projects."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from reports.shared import display
from reports.shared.columns import DayColumn
from reports.shared.tables import TITLE, Table
from tracker.projects.filings import UNIT
from tracker.projects.models import Project
from tracker.projects.standings import At, ProjectStanding, at_last_month, standings_of

NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


class ProjectTable(Table):
    """Each project with its stage, its money against schedule and what is marked."""

    region = tables.Column(verbose_name=_("Region"), accessor="region__label", order_by="region__code")
    name = tables.Column(verbose_name=_("Project"), linkify=True, attrs=TITLE)
    kind = tables.Column(verbose_name=_("Kind of project"), attrs={"td": {"class": "nowrap"}})
    lead = tables.Column(verbose_name=_("Lead department"), accessor="lead__label", order_by="lead__order")
    owner = tables.Column(verbose_name=_("Project owner"), visible=False)
    stage = tables.Column(verbose_name=_("Stage"), orderable=False, attrs={"td": {"class": "nowrap"}})
    total = tables.Column(verbose_name=_("Total investment"), attrs=NUMBER)
    planned = tables.Column(verbose_name=_("Planned this year"), empty_values=(), orderable=False, attrs=NUMBER)
    spent = tables.Column(verbose_name=_("Invested"), empty_values=(), orderable=False, attrs=NUMBER)
    completion = tables.Column(verbose_name=_("Share of the plan"), empty_values=(), orderable=False, attrs=NUMBER)
    status = tables.Column(verbose_name=_("Against schedule"), empty_values=(), orderable=False)
    marks = tables.Column(verbose_name=_("Marked"), empty_values=(), orderable=False, attrs={"td": {"class": "wide"}})
    started_on = DayColumn(verbose_name=_("Started on"), visible=False)
    in_use_planned = DayColumn(verbose_name=_("Operation planned"), visible=False)
    in_statistics_on = DayColumn(verbose_name=_("In the statistics since"), visible=False)

    class Meta(Table.Meta):
        model = Project
        fields = ()
        order_by = ("region", "name")

    _standings: dict[int, ProjectStanding] | None = None

    @cached_property
    def at(self) -> At:
        """The month at whose end all rows are looked at."""
        return at_last_month(timezone.localdate())

    def look_up(self, records: Sequence[Project]) -> None:
        """Look up how these rows stand."""
        self._standings = {each.project.pk: each for each in standings_of(records, self.at)}

    def standing(self, project: Project) -> ProjectStanding:
        """Return how a row stands; looked up once for all rows of a page."""
        if self._standings is None:
            self.look_up(self.records)
        return (self._standings or {})[project.pk]

    def render_stage(self, record: Project) -> str:
        """Show the word."""
        return str(_("given up")) if record.stopped_on else str(record.stage.label)

    def render_total(self, value: Any) -> str:
        """Show the amount with its unit."""
        return display.amount(value, UNIT)

    def render_planned(self, record: Project) -> str:
        """Show the amount, or that there is no plan."""
        return display.amount(self.standing(record).pace.plan, UNIT)

    def render_spent(self, record: Project) -> SafeString:
        """Show the amount, and of which month it is where that is not the last one."""
        context = {"standing": self.standing(record), "unit": UNIT, "month": self.at.month}
        return render_to_string("projects/_spent.html", context)

    def value_spent(self, record: Project) -> Any:
        """Return the number for files."""
        return self.standing(record).pace.spent

    def render_completion(self, record: Project) -> str:
        """Show the share."""
        share = self.standing(record).pace.completion
        return display.UNKNOWN if share is None else display.percent(share)

    def render_status(self, record: Project) -> SafeString | str:
        """Show the status as a tag; nothing for what was given up."""
        return (
            "" if record.stopped_on else render_to_string("projects/_status.html", {"standing": self.standing(record)})
        )

    def value_status(self, record: Project) -> str:
        """Return the word for files."""
        return "" if record.stopped_on else self.standing(record).label

    def render_marks(self, record: Project) -> SafeString:
        """Show what is marked as tags."""
        return render_to_string("projects/_marks.html", {"standing": self.standing(record)})

    def value_marks(self, record: Project) -> str:
        """Return the words for files."""
        return "、".join(mark.words for mark in self.standing(record).marks)
