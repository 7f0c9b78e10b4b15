"""The list of documents."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from reports.shared.columns import TimeColumn
from reports.shared.tables import TITLE, Table
from tracker.bulletins.facts import period_in_words
from tracker.bulletins.models import Document


class DocumentTable(Table):
    """What was drafted and issued."""

    title = tables.Column(verbose_name=_("Title"), linkify=True, attrs=TITLE)
    kind = tables.Column(verbose_name=_("Kind"))
    region = tables.Column(verbose_name=_("Region"), accessor="region__label", order_by="region__code")
    period = tables.Column(verbose_name=_("Period"), accessor="month", order_by=("year", "month"))
    number = tables.Column(verbose_name=_("Issue number"), attrs={"th": {"class": "number"}, "td": {"class": "number"}})
    state = tables.Column(verbose_name=_("State"))
    issued_at = TimeColumn(verbose_name=_("issued at"))

    class Meta(Table.Meta):
        model = Document
        fields = ()
        order_by = ("-period",)

    def render_period(self, record: Document) -> str:
        """Show the year and the months that it is about."""
        return f"{record.year}年{period_in_words(record.month)}"
