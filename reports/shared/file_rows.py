"""The rows of a list as its files hold them: the keys first, then what the cells need, chunk by chunk.

No cursor stays open meanwhile, so that a slow reader holds up nobody. Which rows there are is settled when the file is
asked for, by one query with all filters and rights; a row that is deleted before its turn comes is left out.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.encoding import force_str

from reports.shared.cells import Cell, file_cell
from reports.shared.tables import Table

CHUNK = 2000


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
            cells = [file_cell(self._table, each) for each in columns]
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
