"""Queries whose SQL is written once for all that it depends on, and not for each page.

Writing a query takes Django longer than answering it takes the database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import chain
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import QuerySet, Transform, prefetch_related_objects
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")

GIVEN = -(2**63) + 1
"""Stands in a query for the key or keys that are given when it is asked; no row has it."""
READERS = 1024
"""For how many readers the SQL of one query is kept."""
VIEWS = 256
"""For how many views the SQL of one query is kept: a reader with the region, year and month that they look at."""

DAYS = 32
"""For how many days the SQL of one query is kept."""


class Prepared(Generic[Row]):
    """A query whose SQL is written: asked as often as one likes, it answers what the rows hold at that moment.

    Keep it (`lru_cache`) under all that the query depends on, its reader's rights and the day among it. What differs
    from one question to the next stands in the query as `GIVEN`: `pk=GIVEN`, `target__in=[GIVEN]`.
    """

    def __init__(self, rows: QuerySet[Any, Row]) -> None:
        """Write the SQL of `rows`, whatever they are read as: models with what is joined, dictionaries or tuples."""
        compiler = rows.query.get_compiler(rows.db)
        self._written = _written(compiler)
        self._compiler, self._read = _without_query(compiler), _Read(rows)

    def rows(self, *given: int) -> list[Row]:
        """Ask the database for reading, with the keys that were `GIVEN`.

        One query, and those that prefetch; none where nothing can be found.
        """
        if self._written is None or (not given and GIVEN in self._written.values):
            return []
        alias = router.db_for_read(self._read.model)
        compiler: Any = copy(self._compiler)
        vars(compiler).update(self._written.answers_with(given), connection=connections[alias], using=alias)
        found: list[Any] = list(self._read.iterable(_Asked(self._read, compiler, alias)))
        prefetch_related_objects(found, *self._read.prefetched)
        return found


class _Read:
    """How rows are read; without the query, which takes as much memory as all else together."""

    def __init__(self, rows: Any) -> None:
        self.model, self.iterable, self.prefetched = rows.model, rows._iterable_class, rows._prefetch_related_lookups
        self.fields, self.related, query = rows._fields, rows._known_related_objects, rows.query
        self.names = {
            "selected": tuple(query.selected or ()),
            "extra_select": tuple(query.extra_select),
            "values_select": tuple(query.values_select),
            "annotation_select": tuple(query.annotation_select),
        }


class _Asked:
    """What Django's readers of rows look for in a query set and in its query, with a compiler that has its SQL."""

    def __init__(self, read: _Read, compiler: SQLCompiler, alias: str) -> None:
        vars(self).update(read.names)
        self._compiler, self.db, self.query = compiler, alias, self
        self._fields, self._known_related_objects = read.fields, read.related

    def get_compiler(self, *_args: Any, **_options: Any) -> SQLCompiler:
        return self._compiler


def _without_query(compiler: SQLCompiler) -> SQLCompiler:
    """Return the compiler with what it needs to read rows: of what it selects the columns, which tell the fields."""
    light: Any = copy(compiler)
    select = [(each if isinstance(each, Col) else None, None, None) for each, *_ in compiler.select or ()]
    vars(light).update(query=None, where=None, having=None, qualify=None, _meta_ordering=None, select=select)
    return cast("SQLCompiler", light)


@dataclass(frozen=True)
class _Written:
    """What a compiler has found out: the SQL between its values, the values, and how answers become fields' values."""

    pieces: Sequence[str]
    values: Sequence[Any]
    converters: Mapping[int, Any]

    def answers_with(self, given: Sequence[int]) -> dict[str, Any]:
        """Return what a compiler answers, to be laid over it."""
        written = self._with(given)
        return {"as_sql": lambda *_, **__: written, "get_converters": lambda *_: self.converters}

    def _with(self, given: Sequence[int]) -> tuple[str, Sequence[Any]]:
        places = [given if value == GIVEN else (value,) for value in self.values]
        marks = [", ".join(["%s"] * len(place)) for place in places]
        sql = "".join(part for pair in zip(self.pieces, (*marks, ""), strict=True) for part in pair)
        return sql, tuple(chain.from_iterable(places))


def _written(compiler: SQLCompiler) -> _Written | None:
    """Let a compiler write its SQL; None where nothing can be found."""
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    columns = [column for column, *_ in (compiler.select or ())[: compiler.col_count]]
    converters = {
        place: (convert, expression if isinstance(expression, Col | Transform) else None)
        for place, (convert, expression) in compiler.get_converters(columns).items()
    }
    return _Written(sql.split("%s"), values, converters)
