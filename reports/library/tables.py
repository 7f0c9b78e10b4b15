"""Tables of reports and statements."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from reports.library.display import NOTHING, amount
from reports.library.models import Statement, WorkReport
from reports.library.services.statement_rows import plain_number
from reports.shared.columns import TimeColumn
from reports.shared.people import name_of
from reports.shared.tables import TITLE, Table

NAME = {"td": {"class": "name-cell"}}
NOWRAP = {"td": {"class": "nowrap"}}
NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}
STATE_TONES = {"open": "tone-yellow", "accepted": "tone-green", "rejected": "tone-grey"}
KIND_TONES = {"target": "tone-blue", "actual": "tone-grey", "milestone": "tone-orange"}


def exact(value: Decimal) -> Decimal:
    """Return the number without trailing zeros."""
    return Decimal(plain_number(value))


class ReportTable(Table):
    """Reports with how far their review has come."""

    title = tables.Column(linkify=True, attrs=TITLE)
    region = tables.Column(attrs=NOWRAP, order_by=("region__code", "region__name"))
    year = tables.Column()
    n_statements = tables.Column(verbose_name=_("Statements"), attrs=NUMBER)
    n_reviewed = tables.Column(verbose_name=_("Reviewed"), attrs=NUMBER)
    uploaded_by = tables.Column(order_by="uploaded_by__username")
    uploaded_at = TimeColumn(attrs=NOWRAP)

    class Meta(Table.Meta):
        model = WorkReport
        fields = ("title", "region", "year", "n_statements", "n_reviewed", "uploaded_by", "uploaded_at")
        order_by = ("-year", "region")

    def render_n_reviewed(self, record: Any) -> SafeString:
        """Show “n of m” with a bar; the words carry it alone."""
        bar = format_html('<progress value="{}" max="{}"></progress>', record.n_reviewed, max(record.n_statements, 1))
        text = _("%(done)d of %(all)d") % {"done": record.n_reviewed, "all": record.n_statements}
        return format_html("{} {}", text, bar)

    def value_n_reviewed(self, value: int) -> int:
        """Export the bare number."""
        return value

    def render_uploaded_by(self, value: User) -> str:
        """Show the full name where there is one."""
        return name_of(value)


class StatementTable(Table):
    """Statements, each a way to its place in the review page."""

    indicator = tables.Column(attrs=TITLE)
    parent = tables.Column(visible=False, orderable=False)
    kind = tables.Column()
    measure = tables.Column(attrs=NOWRAP)
    comparator = tables.Column(visible=False, orderable=False)
    value = tables.Column(attrs=NUMBER, empty_values=())
    value_high = tables.Column(visible=False, orderable=False)
    unit = tables.Column(visible=False, orderable=False)
    event = tables.Column(visible=False, orderable=False)
    due = tables.Column(visible=False, orderable=False)
    year = tables.Column()
    report = tables.Column(order_by="report__title", attrs=NAME)
    role = tables.Column(accessor="passage__role", verbose_name=_("Section"), attrs=NAME, order_by="passage__role")
    confidence = tables.Column(attrs=NUMBER)
    state = tables.Column()

    class Meta(Table.Meta):
        model = Statement
        fields = (
            "indicator", "parent", "kind", "measure", "comparator", "value", "value_high", "unit", "event", "due",
            "year", "report", "role", "confidence", "state",
        )  # fmt: skip

    def render_indicator(self, record: Statement) -> SafeString:
        """Link to the statement beside its text."""
        part = format_html('<span class="muted">{} › </span>', record.parent) if record.parent else ""
        return format_html('{}<a href="{}">{}</a>', part, record.get_absolute_url(), record.indicator)

    def value_indicator(self, record: Statement) -> str:
        """Export the name."""
        return record.indicator

    def render_value(self, record: Statement) -> str:
        """Show bound, number and unit together; of a milestone the event."""
        return amount(record) or record.event or NOTHING

    def value_value(self, value: Decimal | None) -> Decimal | None:
        """Export the number alone; bound, unit and event have columns of their own there."""
        return None if value is None else exact(value)

    def value_value_high(self, value: Decimal) -> Decimal:
        """Export the number."""
        return exact(value)

    def render_kind(self, record: Statement) -> SafeString:
        """Show the kind as a tag."""
        return format_html('<span class="tag {}">{}</span>', KIND_TONES[record.kind], record.get_kind_display())

    def value_kind(self, value: str) -> str:
        """Export the word."""
        return value

    def render_state(self, record: Statement) -> SafeString:
        """Show the state as a tag."""
        return format_html('<span class="tag {}">{}</span>', STATE_TONES[record.state], record.get_state_display())

    def value_state(self, value: str) -> str:
        """Export the word."""
        return value

    def render_role(self, record: Statement) -> str:
        """Show the section's role and its innermost heading."""
        return " › ".join([record.passage.get_role_display(), *record.passage.section[-1:]])

    def render_confidence(self, value: float) -> str:
        """Show percent."""
        return f"{value:.0%}"

    def value_confidence(self, value: float) -> float:
        """Export the number."""
        return round(value, 2)

    def order_confidence(self, queryset: QuerySet[Statement], is_descending: bool) -> tuple[QuerySet[Statement], bool]:
        """Sort by confidence, then in the order of the text."""
        return queryset.order_by("-confidence" if is_descending else "confidence", "report", "start"), True
