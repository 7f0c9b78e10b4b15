"""The one kind of table: rows in one order, whatever is asked for."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet


class Table(tables.Table):
    """A table whose rows are sorted by the columns asked for and then by their key.

    Without the key, pages would repeat and lose rows that are alike; in a column's own `order_by` it would come before
    the next column.
    """

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
