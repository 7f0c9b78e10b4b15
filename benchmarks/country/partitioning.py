"""The two long tables, split by year: a page of one year reads that year's part and its small indexes alone."""

from __future__ import annotations

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from tracker.progress.models import ProgressEntry
from tracker.standings.models import Standing

LONG = (ProgressEntry, Standing)


def partition_by_year(first: int, last: int) -> None:
    """Split the long tables into one part a year from `first` to `last`, and one for all other years.

    A partitioned table knows no key without the year: foreign keys that point at such a table are dropped (the
    application deletes no entry), everything else stays.
    """
    for model in LONG:
        with transaction.atomic(), connection.cursor() as cursor:
            _partition(cursor, model, range(first, last + 1))


def _partition(cursor: CursorWrapper, model: type[models.Model], years: range) -> None:
    table = model._meta.db_table
    old, sequence = f"{table}_whole", f"{table}_keys"
    for holder, name in _pointing_at(cursor, table):
        cursor.execute(f"ALTER TABLE {holder} DROP CONSTRAINT {name}")
    indexes, foreign = _plain_indexes(cursor, table), _foreign_keys(cursor, table)
    cursor.execute(f"ALTER TABLE {table} RENAME TO {old}")
    cursor.execute(
        f"CREATE TABLE {table} (LIKE {old} INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY LIST (year)"
    )
    for year in years:
        cursor.execute(f"CREATE TABLE {table}_{year} PARTITION OF {table} FOR VALUES IN ({year})")
    cursor.execute(f"CREATE TABLE {table}_other PARTITION OF {table} DEFAULT")
    cursor.execute(f"INSERT INTO {table} SELECT * FROM {old}")  # noqa: S608
    cursor.execute(f"DROP TABLE {old}")
    cursor.execute(f"CREATE SEQUENCE {sequence} OWNED BY {table}.id")
    cursor.execute(f"SELECT setval('{sequence}', max(id)) FROM {table}")  # noqa: S608
    cursor.execute(f"ALTER TABLE {table} ALTER id SET DEFAULT nextval('{sequence}'), ADD PRIMARY KEY (id, year)")
    cursor.execute(f"ALTER TABLE {table} ADD UNIQUE (target_id, month, year)")
    for definition in (*indexes, *foreign):
        cursor.execute(definition)


def _pointing_at(cursor: CursorWrapper, table: str) -> list[tuple[str, str]]:
    cursor.execute(
        "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'f' AND confrelid = %s::regclass",
        [table],
    )
    return cursor.fetchall()


def _plain_indexes(cursor: CursorWrapper, table: str) -> list[str]:
    """How to make the indexes that force nothing to be unique, once the old table has gone."""
    cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s AND indexdef NOT LIKE '%%UNIQUE%%'", [table])
    return [definition for (definition,) in cursor.fetchall()]


def _foreign_keys(cursor: CursorWrapper, table: str) -> list[str]:
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass",
        [table],
    )
    return [f"ALTER TABLE {table} ADD CONSTRAINT {name} {words}" for name, words in cursor.fetchall()]
