"""The rows of a list as its files hold them: the keys first, then what the cells need, chunk by chunk.

The values are those of django-tables2's `as_values`; what it looks up for every cell is looked up once for a column.
No cursor stays open meanwhile, so that a slow reader holds up nobody. Which rows there are is settled when the file is
asked for, by one query with all filters and rights; a row that is deleted before its turn comes is left out.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.utils import translation
from django.utils.encoding import force_str
from django_tables2 import Column
from django_tables2.utils import signature

from reports.shared.tables import Table

CHUNK = 2000
Cell = Callable[[Any], object]


class FileRows:
    """A header and the rows below it, as often as they are gone through, in the language in which they were asked for.

    They know at once how many rows there are; the header is none of them. `fetch` brings what keys stand for, joined.
    """

    def __init__(self, table: Table, fetch: Callable[[Sequence[int]], QuerySet[Any]]) -> None:
        self._table, self._fetch, self._language = table, fetch, translation.get_language()
        self._keys = array("q", table.data.data.values_list("pk", flat=True).iterator(CHUNK))

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[Sequence[object]]:
        columns = [each for each in self._table.columns.iterall() if not each.column.exclude_from_export]
        with translation.override(self._language):
            header = [force_str(each.header, strings_only=True) for each in columns]
            cells = [cell_of(self._table, each) for each in columns]
        yield header
        for start in range(0, len(self), CHUNK):
            yield from self._written(self._keys[start : start + CHUNK], cells)

    def _written(self, keys: Sequence[int], cells: Sequence[Cell]) -> list[list[object]]:
        """The rows of some keys; the language is set for as long as this takes, not while others wait for rows."""
        with translation.override(self._language):
            found = {record.pk: record for record in self._fetch(keys)}
            records = [found[key] for key in keys if key in found]
            self._table.look_up(records)
            return [[cell(record) for cell in cells] for record in records]


def cell_of(table: Table, column: Any) -> Cell:
    """Return what turns a record into the cell of a column."""
    read, write = _reader(table._meta.model, column.accessor.split("__")), _writer(table, column)
    empty = column.column.empty_values

    def cell(record: Any) -> object:
        value = read(record)
        return None if value in empty else force_str(write(value, record), strings_only=True)

    return cell


def _reader(model: type[Model], path: Sequence[str]) -> Cell:
    """Return what follows a path from a record; of a field with choices it brings the word."""
    words = _choices(model, path)

    def read(record: Any) -> object:
        found = record
        for name in path:
            found = getattr(found, name, None)
            if callable(found):
                found = found()
        return words.get(found, found) if words else found

    return read


def _choices(model: Any, path: Sequence[str]) -> Mapping[object, str]:
    """The words of a field with choices, in the language of the moment."""
    try:
        for name in path[:-1]:
            model = model._meta.get_field(name).related_model
        field = model._meta.get_field(path[-1])
    except FieldDoesNotExist:
        return {}
    return {value: str(word) for value, word in getattr(field, "flatchoices", ())}


def _writer(table: Table, column: Any) -> Callable[[Any, Any], object]:
    """Return what a table or column makes of a value for files, given what it asks for by name."""
    own = column.column
    is_plain = type(own).value is Column.value and column.value == own.value
    write = own.render if is_plain else column.value
    asked, takes_all = signature(write)
    known = {"column": own, "bound_column": column, "table": table}
    fixed = {name: known[name] for name in known if takes_all or name in asked}
    with_value, with_record = (takes_all or name in asked for name in ("value", "record"))

    def written(value: Any, record: Any) -> object:
        return write(**fixed, **({"value": value} if with_value else {}), **({"record": record} if with_record else {}))

    return written
