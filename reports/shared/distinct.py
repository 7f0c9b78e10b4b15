"""The few values that a column of many rows has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from reports.shared.raw_rows import RawRows


@dataclass(frozen=True)
class Stepping:
    """A query for the few values of a column, written once like those of `Prepared`; None: nothing can be found."""

    asked: RawRows | None

    def rows(self) -> list[int]:
        """Ask the database for reading. One query, or none."""
        return [value for (value,) in self.asked.rows()] if self.asked else []


def descending(rows: QuerySet[Any], column: str) -> list[int]:
    """Return the values that a column of numbers has among `rows`, the largest first. One query."""
    return stepping(rows, column).rows()


def stepping(rows: QuerySet[Any], column: str, *, beside: QuerySet[Any] | None = None) -> Stepping:
    """Write the query for the values that a column of numbers has among `rows`, the largest first.

    With those that the query `beside` finds they come in no order, each once.
    """
    written = [part for part in (_steps(rows, column), _written(beside)) if part]
    sql, parameters = " UNION ".join(part for part, _ in written), [each for _, own in written for each in own]
    return Stepping(RawRows(rows.model, sql, parameters) if written else None)


def among_few(path: str, rows: QuerySet[Any], column: str) -> Q:
    """Return the condition that what is at a path is one of the few values that a column has among `rows`."""
    steps = _steps(rows, column)
    return Q(**{f"{path}__in": RawSQL(*steps) if steps else ()})  # noqa: S611 (what is written are Django's words)


def _written(rows: QuerySet[Any] | None) -> tuple[str, Sequence[Any]] | None:
    """Write a query and its parameters; None where there is none, or nothing can be found."""
    try:
        return rows.query.get_compiler(rows.db).as_sql() if rows is not None else None
    except EmptyResultSet:
        return None


def _steps(rows: QuerySet[Any], column: str) -> tuple[str, Sequence[Any]] | None:
    """Write the query for a column's values and its parameters; None where nothing can be found.

    `DISTINCT` reads all rows; this asks for the largest value, then for the largest below it, and so on, each of which
    is one step in an index that begins with the column.
    """
    written = _written(rows.order_by().values_list(column))
    if written is None:
        return None
    inner, parameters = written
    name = connections[rows.db].ops.quote_name(column)
    steps = f"""
        WITH RECURSIVE step(value) AS (
            SELECT MAX({name}) FROM ({inner}) AS every
            UNION ALL
            SELECT (SELECT MAX({name}) FROM ({inner}) AS lower WHERE {name} < step.value)
            FROM step WHERE step.value IS NOT NULL
        )
        SELECT value FROM step WHERE value IS NOT NULL
    """  # noqa: S608 (what is written in are Django's own words)
    return steps, [*parameters, *parameters]
