"""Tables of reports and statements."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from reports.models import Statement, WorkReport, name_of
from reports.wording import amount

NAME = {"td": {"class": "name-cell"}}
NOWRAP = {"td": {"class": "nowrap"}}
NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}
STATE_TONES = {"open": "tone-yellow", "accepted": "tone-green", "rejected": "tone-grey"}
KIND_TONES = {"target": "tone-blue", "actual": "tone-grey", "milestone": "tone-orange"}


class ReportTable(tables.Table):
    """Reports with how far their review has come."""

    title = tables.Column(linkify=True, attrs=NAME)
    region = tables.Column(attrs=NOWRAP, order_by=("region__code", "region__name"))
    n_statements = tables.Column(verbose_name=_("Statements"), attrs=NUMBER)
    n_reviewed = tables.Column(verbose_name=_("Reviewed"), attrs=NUMBER)
    uploaded_by = tables.Column(order_by="uploaded_by__username")
    uploaded_at = tables.DateTimeColumn(format="Y-m-d H:i", attrs=NOWRAP)

    class Meta:
        model = WorkReport
        fields = ("title", "region", "year", "n_statements", "n_reviewed", "uploaded_by", "uploaded_at")
        order_by = ("-year", "region", "pk")

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


class StatementTable(tables.Table):
    """Statements, each a way to its place in the review page."""

    indicator = tables.Column(attrs=NAME)
    measure = tables.Column(attrs=NOWRAP)
    value = tables.Column(attrs=NUMBER)
    report = tables.Column(order_by=("report__title", "pk"), attrs=NAME)
    role = tables.Column(accessor="passage__role", verbose_name=_("Section"), attrs=NAME)
    confidence = tables.Column(attrs=NUMBER)

    class Meta:
        model = Statement
        fields = ("indicator", "kind", "measure", "value", "year", "report", "role", "confidence", "state")
        order_by = ("report", "start", "pk")

    def render_indicator(self, record: Statement) -> SafeString:
        """Link to the statement beside its text."""
        part = format_html('<span class="muted">{} › </span>', record.parent) if record.parent else ""
        return format_html(
            '{}<a href="{}#s{}">{}</a>', part, record.report.get_absolute_url(), record.pk, record.indicator
        )

    def value_indicator(self, record: Statement) -> str:
        """Export the name."""
        return record.indicator

    def render_value(self, record: Statement) -> str:
        """Show bound, number and unit together."""
        return amount(record)

    def render_kind(self, record: Statement) -> SafeString:
        """Show the kind as a tag."""
        return format_html('<span class="tag {}">{}</span>', KIND_TONES[record.kind], record.get_kind_display())

    def value_kind(self, record: Statement) -> str:
        """Export the word."""
        return record.get_kind_display()

    def render_state(self, record: Statement) -> SafeString:
        """Show the state as a tag."""
        return format_html('<span class="tag {}">{}</span>', STATE_TONES[record.state], record.get_state_display())

    def value_state(self, record: Statement) -> str:
        """Export the word."""
        return record.get_state_display()

    def render_role(self, record: Statement) -> str:
        """Show the section's role and its innermost heading."""
        return " › ".join([record.passage.get_role_display(), *record.passage.section[-1:]])

    def render_confidence(self, value: float) -> str:
        """Show percent."""
        return f"{value:.0%}"

    def order_confidence(self, queryset: QuerySet[Statement], is_descending: bool) -> tuple[QuerySet[Statement], bool]:
        """Sort by confidence, then in the order of the text."""
        return queryset.order_by("-confidence" if is_descending else "confidence", "report", "start", "pk"), True
