"""The cells of a table, on the page and in files.

What django-tables2 looks up for every cell is looked up once for a column; the cells are those of its own
`get_cell` and `as_values`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.encoding import force_str
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django_tables2 import Column
from django_tables2.utils import computed_values, signature

if TYPE_CHECKING:
    from reports.shared.tables import Table

Cell = Callable[[Any], object]
"""What turns a record into what a column says of it."""


def file_cell(table: Table, column: Any) -> Cell:
    """Return what turns a record into the cell of a column in files; None where it says nothing."""
    read, write = _reader(table._meta.model, column.accessor.split("__")), _writer(table, column, _value_of(column))
    empty = column.column.empty_values

    def cell(record: Any) -> object:
        value = read(record)
        return None if value in empty else force_str(write(value, record), strings_only=True)

    return cell


def page_cell(table: Table, column: Any) -> Cell:
    """Return what turns a record into the cell of a column on the page, as a link where the column is one."""
    read, write = _reader(table._meta.model, column.accessor.split("__")), _writer(table, column, column.render)
    empty, default, link = column.column.empty_values, column.default, column.link

    def cell(record: Any) -> object:
        value = read(record)
        if value in empty:
            return default
        said = write(value, record)
        return link(said, record=record, value=value, bound_column=column, table=table) if link else said

    return cell


def page_rows(table: Table, records: Sequence[Any]) -> Iterator[SafeString]:
    """Yield the rows of some records for a table's body; a phone shows each cell beside its column's name."""
    columns = list(table.columns)
    starts = [format_html('<td {} data-label="{}">', each.attrs["td"].as_html(), str(each.header)) for each in columns]
    cells = list(zip(starts, [page_cell(table, each) for each in columns], strict=True))
    for record in records:
        attrs = computed_values(table.row_attrs, kwargs={"table": table, "record": record})
        drawn = "".join(f"{start}{_shown(cell(record))}</td>" for start, cell in cells)
        yield mark_safe(f"<tr{_attributes(attrs)}>{drawn}</tr>\n")  # noqa: S308 - every cell is escaped


def _attributes(attrs: Mapping[str, object]) -> str:
    return "".join(format_html(' {}="{}"', name, value) for name, value in attrs.items())


def _shown(value: Any) -> str:
    if type(value) is str:
        return escape(value)
    return conditional_escape(localize(value))


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


def _value_of(column: Any) -> Callable[..., object]:
    """What a table or column makes of a value for files: what the page shows unless it says otherwise."""
    own = column.column
    is_plain = type(own).value is Column.value and column.value == own.value
    write: Callable[..., object] = own.render if is_plain else column.value
    return write


def _writer(table: Table, column: Any, write: Callable[..., object]) -> Callable[[Any, Any], object]:
    """Return what a table or column makes of a value, given what it asks for by name."""
    asked, takes_all = signature(write)
    known = {"column": column.column, "bound_column": column, "table": table}
    fixed = {name: known[name] for name in known if takes_all or name in asked}
    with_value, with_record = (takes_all or name in asked for name in ("value", "record"))

    def written(value: Any, record: Any) -> object:
        return write(**fixed, **({"value": value} if with_value else {}), **({"record": record} if with_record else {}))

    return written
