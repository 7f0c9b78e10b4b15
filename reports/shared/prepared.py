"""Queries that every page asks: their SQL is written once for each reader, not for each page.

Writing such a query takes Django longer than answering it takes the database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models, router
from django.db.models import QuerySet

READERS = 1024
"""For how many readers the SQL of one query is kept."""
NOTHING = ""
"""The SQL of a query that cannot find anything, and is not asked."""


@dataclass(frozen=True)
class Prepared:
    """A query for tuples: its SQL with all values, and how what the database answers becomes what fields hold."""

    model: type[models.Model]
    sql: str
    values: Sequence[Any]
    converters: Mapping[int, tuple[Sequence[Any], Any]]

    def rows(self) -> list[tuple[Any, ...]]:
        """Ask the database for reading. One query, or none where nothing can be found."""
        if self.sql == NOTHING:
            return []
        connection = connections[router.db_for_read(self.model)]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.values)
            found = cursor.fetchall()
        return [tuple(self._read(row, connection)) for row in found]

    def _read(self, row: Sequence[Any], connection: Any) -> list[Any]:
        read = list(row)
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                read[place] = convert(read[place], expression, connection)
        return read


def prepared(rows: QuerySet[Any, tuple[Any, ...]]) -> Prepared:
    """Write the SQL of a `values_list` whose fields stand before what is computed.

    Keep it (`lru_cache`) under all that the query depends on, its reader's rights and the day among it.
    """
    compiler = rows.query.get_compiler(rows.db)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return Prepared(rows.model, NOTHING, (), {})
    columns = [column for column, *_ in compiler.select or ()]
    return Prepared(rows.model, sql, values, compiler.get_converters(columns))
