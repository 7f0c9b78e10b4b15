"""The list of indicator matches."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from reports.organisation.rights import Rights
from reports.shared.tables import TITLE, Table
from tracker.indicators.models import Indicator, IndicatorMatch
from tracker.targets.display import statement_in_words


class MatchTable(Table):
    """What a report calls it, what the catalogue calls it, and what a person says to that."""

    report = tables.Column(
        verbose_name=_("Report"),
        accessor="statement__report",
        order_by=("statement__report__region__code", "statement__report__year"),
    )
    name = tables.Column(
        verbose_name=_("Name in the report"),
        accessor="statement__indicator",
        attrs=TITLE,
        order_by="statement__indicator",
    )
    says = tables.Column(verbose_name=_("What it says"), accessor="statement", orderable=False)
    similarity = tables.Column(
        verbose_name=_("Similarity"),
        attrs={"th": {"class": "number"}, "td": {"class": "number"}},
    )
    indicator = tables.Column(
        verbose_name=_("Indicator of the catalogue"), order_by="indicator__order", attrs={"td": {"class": "wide"}}
    )
    state = tables.Column(verbose_name=_("State"), order_by="urgency")

    class Meta(Table.Meta):
        model = IndicatorMatch
        fields = ()
        order_by = ("state", "-similarity")
        row_attrs = {"id": lambda record: f"match-{record.pk}"}

    def __init__(self, *args: Any, rights: Rights, csrf_token: str = "", **kwargs: Any) -> None:
        self.rights, self.csrf_token = rights, csrf_token
        super().__init__(*args, **kwargs)

    @cached_property
    def catalogue(self) -> Mapping[int, str]:
        """All indicators, to choose another from, each as the option of a choice: drawn once for all rows."""
        option = '\n<option value="{}">{}</option>'
        return {each.pk: format_html(option, each.pk, each.label) for each in Indicator.objects.all()}

    def choices(self, chosen: int) -> SafeString:
        """Return the options with one of them chosen."""
        option = self.catalogue[chosen]
        return mark_safe(self._options.replace(option, option.replace(">", " selected>", 1), 1))  # noqa: S308

    @cached_property
    def _options(self) -> str:
        return "".join(self.catalogue.values())

    def render_report(self, record: IndicatorMatch) -> str:
        """Show region and year."""
        report = record.statement.report
        return f"{report.region.label} {report.year}"

    def render_name(self, record: IndicatorMatch) -> SafeString:
        """Link the name to its place in the text."""
        return format_html('<a href="{}">{}</a>', record.statement.get_absolute_url(), record.statement.indicator)

    def value_name(self, record: IndicatorMatch) -> str:
        """Return the name for files."""
        return record.statement.indicator

    def render_says(self, record: IndicatorMatch) -> str:
        """Show kind and amount."""
        statement = record.statement
        words = statement_in_words(statement) if statement.value is not None else statement.evidence
        return f"{statement.get_kind_display()} {words}"

    def render_similarity(self, value: float) -> str:
        """Show the share without decimals."""
        return f"{value:.0%}"

    def render_indicator(self, record: IndicatorMatch) -> SafeString | str:
        """Offer to confirm, refuse, or choose another, where the reader may decide."""
        if not self.rights.reviews(record.statement.report.region_id):
            return record.indicator.label
        context = {"match": record, "token": self.csrf_token, "choices": self.choices(record.indicator_id)}
        return render_to_string("adoption/_match_decision.html", context)

    def value_indicator(self, record: IndicatorMatch) -> str:
        """Return the indicator for files."""
        return record.indicator.label

    def render_state(self, record: IndicatorMatch) -> SafeString:
        """Show the state as a tag."""
        return render_to_string("adoption/_match_state.html", {"match": record})

    def value_state(self, record: IndicatorMatch) -> str:
        """Return the word for files."""
        return record.get_state_display()
