"""Columns that several tables share."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.safestring import SafeString

from reports.shared.templatetags.status import status_tag
from tracker.standings.reading import Shown
from tracker.verdicts.explanations import basis_in_words


class BasisColumn(tables.Column):
    """What the status rests on, in files only, so that no row goes without it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"empty_values": (), "orderable": False, "visible": False} | kwargs)

    def value(self, record: Any, table: Any) -> str:
        """Return rule set, month, day and which figures count."""
        shown: Shown | None = table.standings.get(record.pk)
        return " · ".join(basis_in_words(shown.basis)) if shown else ""


class StatusColumn(tables.Column):
    """A status as tone, symbol and word; in files the word alone. The table's `standings` maps targets to them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"empty_values": (), "orderable": False} | kwargs)

    def render(self, record: Any, table: Any) -> SafeString | str:
        """Show how the record's target stands."""
        shown: Shown | None = table.standings.get(record.pk)
        return status_tag(shown) if shown else "—"

    def value(self, record: Any, table: Any) -> str:
        """Return the word for files."""
        shown: Shown | None = table.standings.get(record.pk)
        return str(shown.label) if shown else ""
