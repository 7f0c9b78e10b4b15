"""The list of problems."""

from __future__ import annotations

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from reports.shared.columns import DayColumn, TimeColumn
from reports.shared.display import days
from reports.shared.tables import TITLE, Table
from tracker.dispatch.models import Meeting, Problem

NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


class ProblemTable(Table):
    """What is in the way, who sees to it, by when, and how long it has been open."""

    region = tables.Column(verbose_name=_("Region"), accessor="region__label", order_by="region__code")
    title = tables.Column(verbose_name=_("Matter"), linkify=True, attrs=TITLE)
    kind = tables.Column(verbose_name=_("Kind of problem"))
    owner = tables.Column(verbose_name=_("Responsible department"), accessor="owner__label", order_by="owner__order")
    state = tables.Column(verbose_name=_("State"))
    due = DayColumn(verbose_name=_("Due on"), attrs={"td": {"class": "nowrap"}})
    overdue = tables.Column(verbose_name=_("Overdue"), accessor="days_overdue", orderable=False, attrs=NUMBER)
    age = tables.Column(verbose_name=_("Open for"), order_by="-raised_at", attrs=NUMBER)
    raised_at = TimeColumn(verbose_name=_("Raised at"), visible=False)

    class Meta(Table.Meta):
        model = Problem
        fields = ()
        order_by = ("due",)

    def render_state(self, record: Problem) -> SafeString:
        """Show the state as a tag."""
        return render_to_string("dispatch/_problem_state.html", {"problem": record})

    def value_state(self, record: Problem) -> str:
        """Return the word for files."""
        return record.get_state_display()

    def render_overdue(self, value: int) -> str:
        """Show days; nothing where it is not overdue."""
        return days(value) if value else ""

    def value_overdue(self, value: int) -> int:
        """Return the number for files."""
        return value

    def render_age(self, value: int) -> str:
        """Show days."""
        return days(value)

    def value_age(self, value: int) -> int:
        """Return the number for files."""
        return value


class MeetingTable(Table):
    """The meetings, the newest first."""

    held_on = DayColumn(verbose_name=_("Held on"), linkify=True, attrs=TITLE)
    region = tables.Column(verbose_name=_("Region"), accessor="region__label", order_by="region__code")
    kind = tables.Column(verbose_name=_("Kind of meeting"))
    chair = tables.Column(verbose_name=_("Chaired by (post)"))
    closed_at = TimeColumn(verbose_name=_("Closed at"))

    class Meta(Table.Meta):
        model = Meeting
        fields = ()
        order_by = ("-held_on",)
