"""Keeping the index: the triggers are seen to, initials are added to names, and all of it can be built anew.

What rows say, triggers write down in the transaction that changes the row, whoever changes it. What a database does
not know, the first letters of a name's syllables, is added when the target is announced.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

from django.db import connections, transaction
from django.db.models import QuerySet

from tracker.search.databases import database
from tracker.search.folding import PART
from tracker.search.models import Kind, Line
from tracker.search.sources import sources

T = TypeVar("T")
BATCH = 1000


def keep_initials(targets: Collection[int]) -> None:
    """Add the initials to the lines of those of these targets that are new or have another name. One query if none."""
    for batch in _batches(sorted(targets)):
        _add_initials(Line.objects.filter(key__in=batch))


def install_where_missing(using: str) -> None:
    """Create the triggers and build the index, unless the triggers are there as this version writes them."""
    connection = connections[using]
    if Line._meta.db_table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        is_installed = database(using).is_installed(cursor)
    if not is_installed:
        with transaction.atomic(using), connection.cursor() as cursor:
            database(using).install(cursor)
            rebuild(using)


def rebuild(using: str = "default") -> int:
    """Write every line anew from the rows; return how many there are."""
    kept_by = database(using)
    with transaction.atomic(using), connections[using].cursor() as cursor:
        kept_by.empty(cursor)
        for source in sources(connections[using].vendor):
            cursor.execute(source.lines("source", kept_by.FOLDED, of_all=True))
        _add_initials(Line.objects.using(using))
        kept_by.complete(cursor)
        return Line.objects.using(using).count()


def initials_of(name: str) -> str:
    """Return the first letters of a name's syllables; what is no Chinese character stays: 5G基站 → 5gjz."""
    # Its dictionaries take 0.3 s and 57 MB: only those who make or rename targets need them.
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))


def _add_initials(lines: QuerySet[Line]) -> None:
    """Add the initials to those of the lines that are of promises and have none yet."""
    known: dict[str, str] = {}
    rows = list(lines.filter(kind=Kind.PROMISE).exclude(words__contains=PART).order_by())
    for row in rows:
        if row.words not in known:
            known[row.words] = f"{row.words}{PART}{initials_of(row.words)}"
        row.words = known[row.words]
    for batch in _batches(rows):
        Line.objects.using(lines.db).bulk_update(batch, ["words"])


def _batches(rows: list[T]) -> Iterator[list[T]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))
