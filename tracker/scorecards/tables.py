"""The list of scorecards."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from reports.shared.columns import TimeColumn
from reports.shared.tables import TITLE, Table
from tracker.scorecards.models import Scorecard


class ScorecardTable(Table):
    """What is compared, and up to when it was filled."""

    name = tables.Column(verbose_name=_("Scorecard"), linkify=True, attrs=TITLE)
    theme = tables.Column(verbose_name=_("Theme"))
    region = tables.Column(verbose_name=_("Region"), accessor="region__label", order_by="region__code")
    year = tables.Column(verbose_name=_("Year"))
    last_filled = TimeColumn(verbose_name=_("last filled"), accessor="last_filled")

    class Meta(Table.Meta):
        model = Scorecard
        fields = ()
        order_by = ("-year",)
