"""The list of targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from reports.shared.columns import DayColumn, TimeColumn
from reports.shared.people import name_of
from reports.shared.tables import TITLE, Table
from tracker.standings.columns import BasisColumn, StatusColumn
from tracker.standings.reading import Shown, shown_by_target
from tracker.targets.display import target_in_words
from tracker.targets.models import ChangeRequest, Target
from tracker.targets.originals import new_in_words, originals_of, said_first
from tracker.verdicts.basis import Basis


class TargetTable(Table):
    """Targets with what they promise, who leads them, and how they stand."""

    region = tables.Column(
        verbose_name=_("Region"), accessor="region__label", order_by=("region__code", "region__name")
    )
    year = tables.Column(verbose_name=_("Year"))
    number = tables.Column(
        verbose_name=_("No."),
        attrs={"th": {"class": "number"}, "td": {"class": "number"}},
    )
    name = tables.Column(verbose_name=_("Task"), linkify=True, attrs=TITLE)
    promise = tables.Column(verbose_name=_("Annual target"), empty_values=(), orderable=False)
    target_class = tables.Column(verbose_name=_("Class"), attrs={"td": {"class": "nowrap"}})
    lead = tables.Column(verbose_name=_("Lead department"), accessor="lead__label", order_by="lead__order")
    deadline = DayColumn(verbose_name=_("Deadline"), order_by="deadline", attrs={"td": {"class": "nowrap"}})
    status = StatusColumn(verbose_name=_("Status"))
    basis = BasisColumn(verbose_name=_("Basis"))

    class Meta(Table.Meta):
        model = Target
        fields = ()
        order_by = ("-year", "region", "number")

    def __init__(self, *args: Any, basis: Basis, month: int | None, **kwargs: Any) -> None:
        self.judged_by, self.month = basis, month
        super().__init__(*args, **kwargs)

    @cached_property
    def standings(self) -> Mapping[int, Shown]:
        """How the rows that are shown stand, in one go."""
        return shown_by_target(self.records, self.judged_by, self.month)

    def look_up(self, records: Sequence[Target]) -> None:
        """Fetch how the next rows stand."""
        self.standings = shown_by_target(records, self.judged_by, self.month)

    def render_promise(self, record: Target) -> str:
        """Show what is promised in words, and what was promised first."""
        return beside(target_in_words(record), originals_of(record).promise)

    def render_lead(self, record: Target) -> str:
        """Show the lead department, and the one that led first."""
        return beside(record.lead.label, originals_of(record).lead)

    def render_deadline(self, record: Target) -> str:
        """Show the deadline, and the first one."""
        return beside(record.deadline.isoformat(), originals_of(record).deadline)

    def value_promise(self, record: Target) -> str:
        """Write both in words for files."""
        return in_one_cell(target_in_words(record), originals_of(record).promise)

    def value_lead(self, record: Target) -> str:
        """Write both in words for files."""
        return in_one_cell(record.lead.label, originals_of(record).lead)

    def value_deadline(self, record: Target) -> object:
        """Write the deadline for files: a day, and with the first one beside it in words."""
        original = originals_of(record).deadline
        return in_one_cell(record.deadline.isoformat(), original) if original else record.deadline


def beside(now: str, original: str) -> SafeString | str:
    """Show what holds, and below it in small letters what was promised first."""
    if not original:
        return now
    return format_html('{}<br><span class="original">{}</span>', now, said_first(original))


def in_one_cell(now: str, original: str) -> str:
    """Return both in one line."""
    return f"{now}（{said_first(original)}）" if original else now


class ChangeRequestTable(Table):
    """Requests with what they ask for and what became of them."""

    region = tables.Column(verbose_name=_("Region"), accessor="target__region__label", order_by="target__region__code")
    year = tables.Column(verbose_name=_("Year"), accessor="target__year")
    target = tables.Column(verbose_name=_("Task"), linkify=True, attrs=TITLE, order_by="target__number")
    kind = tables.Column(verbose_name=_("What should change"))
    wanted = tables.Column(verbose_name=_("Asked for"), empty_values=(), orderable=False)
    reason = tables.Column(verbose_name=_("Reason"))
    decision = tables.Column(verbose_name=_("Decision"))
    state = tables.Column(verbose_name=_("State"))
    asked_by = tables.Column(verbose_name=_("Asked by"), accessor="asked_by")
    asked_at = TimeColumn(verbose_name=_("Asked at"))
    decided_at = TimeColumn(verbose_name=_("Decided at"))

    class Meta(Table.Meta):
        model = ChangeRequest
        fields = ()

    def render_wanted(self, record: ChangeRequest) -> str:
        """Show what is asked for in words."""
        return new_in_words(record) or "—"

    def render_asked_by(self, record: ChangeRequest) -> str:
        """Show who asks."""
        return name_of(record.asked_by)
