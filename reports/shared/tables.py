"""The one kind of table: rows in one order, whatever is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from reports.shared.cells import page_rows

TITLE = {"td": {"class": "card-title name-cell"}}
"""How the cell looks that says what a row is about."""


class Table(tables.Table):
    """A table whose rows are sorted by the columns asked for and then by their key.

    Without the key, pages would repeat and lose rows that are alike; in a column's own `order_by` it would come before
    the next column.
    On a phone each row is a card; the cell of class `card-title` is its head.
    """

    class Meta:
        attrs = {"class": "table as-cards"}

    def look_up(self, records: Sequence[Any]) -> None:
        """Fetch what columns show beside these rows before they are drawn or written; override where there is more."""

    @property
    def records(self) -> list[Any]:
        """What the rows of the page are about."""
        return [row.record for row in self.paginated_rows]

    @property
    def drawn(self) -> Iterator[SafeString]:
        """The rows of the page as its body holds them."""
        records = self.records
        self.look_up(records)
        return page_rows(self, records)

    @property
    def order_by(self) -> Any:
        """The columns that the rows are sorted by."""
        return self._order_by

    @order_by.setter
    def order_by(self, value: Any) -> None:
        tables.Table.order_by.fset(self, value)
        rows = self.data.data
        if isinstance(rows, QuerySet) and rows.query.order_by and rows.query.order_by[-1] not in ("pk", "-pk"):
            self.data.data = rows.order_by(*rows.query.order_by, "pk")
