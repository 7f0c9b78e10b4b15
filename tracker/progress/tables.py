"""The list of entries."""

from __future__ import annotations

from decimal import Decimal

import django_tables2 as tables
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reports.shared.columns import TimeColumn
from reports.shared.display import amount, month_name
from reports.shared.people import name_of
from reports.shared.tables import TITLE, Table
from tracker.progress.models import ProgressEntry


class EntryTable(Table):
    """What was filed, by whom, and what became of it."""

    region = tables.Column(verbose_name=_("Region"), accessor="region__label", order_by="region__code")
    year = tables.Column(verbose_name=_("Year"), order_by=("year", "month"))
    month = tables.Column(verbose_name=_("Month"), attrs={"td": {"class": "nowrap"}})
    name = tables.Column(
        verbose_name=_("Task"), accessor="target__name", linkify=True, attrs=TITLE, order_by=("target__name", "month")
    )
    value = tables.Column(
        verbose_name=_("Value"),
        attrs={"th": {"class": "number"}, "td": {"class": "number"}},
    )
    unit = tables.Column(verbose_name=_("Unit"), accessor="target__unit", visible=False)
    source = tables.Column(verbose_name=_("source of the figure"), visible=False)
    vintage = tables.Column(verbose_name=_("preliminary or final"), visible=False)
    narrative = tables.Column(verbose_name=_("Progress made"), orderable=False, attrs={"td": {"class": "words"}})
    lead = tables.Column(verbose_name=_("Lead department"), accessor="lead__label", order_by="lead__order")
    state = tables.Column(verbose_name=_("State"))
    is_late = tables.Column(verbose_name=_("filed late"), visible=False)
    corrected_at = TimeColumn(verbose_name=_("corrected at"), visible=False)
    submitted_at = TimeColumn(verbose_name=_("submitted at"))
    reviewed_by = tables.Column(verbose_name=_("Decided by"), order_by="reviewed_by__username")

    class Meta(Table.Meta):
        model = ProgressEntry
        fields = ()
        order_by = ("-submitted_at",)

    def render_month(self, value: int) -> str:
        """Show the month's name."""
        return month_name(value)

    def render_reviewed_by(self, value: User) -> str:
        """Show people by their names."""
        return name_of(value)

    def value_reviewed_by(self, value: User) -> str:
        """Name people in files as on the page."""
        return name_of(value)

    def value_is_late(self, value: bool) -> str:
        """Say yes or no in files."""
        return gettext("yes") if value else gettext("no")

    def render_value(self, value: Decimal, record: ProgressEntry) -> str:
        """Show the figure with its unit, and where it comes from."""
        shown, origin = amount(value, record.target.unit), record.origin.in_words
        return format_html('{}<br><span class="origin muted">{}</span>', shown, origin) if origin else shown

    def value_value(self, value: Decimal) -> Decimal:
        """Return the number alone for files; its unit has a column there."""
        return Decimal(f"{value.normalize():f}")

    def render_state(self, record: ProgressEntry) -> SafeString:
        """Show the state as a tag."""
        return render_to_string("progress/_entry_state.html", {"entry": record})

    def value_state(self, value: str) -> str:
        """Return the word for files."""
        return value
