"""Queries in SQL of our own, for what Django's have no words for or no quick ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, models, router


@dataclass(frozen=True)
class RawRows:
    """A query that is written, like those of `Prepared`; the model tells the database to ask."""

    model: type[models.Model]
    sql: str
    parameters: Sequence[Any]

    def rows(self) -> list[tuple[Any, ...]]:
        """Ask the database for reading. One query."""
        with connections[router.db_for_read(self.model)].cursor() as cursor:
            cursor.execute(self.sql, self.parameters)
            return cursor.fetchall()
