"""PostgreSQL: a trigger function for each table, and the bigrams of a line as a vector of its own under a GIN index."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet

from tracker.search.folding import BLANKS, SHORTEST, SIGNS, bigrams
from tracker.search.models import Line, LineQuerySet
from tracker.search.sources import Source, sources

_FROM, _TO = "".join(SIGNS) + BLANKS, "".join(SIGNS.values()).replace("'", "''")
FOLDED = f"translate(line.words, '{_FROM}', '{_TO}')"
BIGRAMS = """
CREATE OR REPLACE FUNCTION search_bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT signs[at] || signs[at + 1]), '{}')
  FROM (SELECT string_to_array(words, NULL) AS signs) AS whole, generate_series(1, cardinality(signs) - 1) AS at
$$"""
COLUMN = """
ALTER TABLE search_line
ADD COLUMN bigrams tsvector GENERATED ALWAYS AS (array_to_tsvector(search_bigrams(words))) STORED"""
"""Stored, so that common words are found without the index too, by reading the newest lines until a page is full."""
INDEX = "CREATE INDEX search_line_bigrams ON search_line USING gin (bigrams) WITH (gin_pending_list_limit = 256)"
"""What was just written lies in a list that every search reads through: it is kept short."""
TRIGGERS = """
  SELECT tgname, obj_description(tgfoid, 'pg_proc') FROM pg_trigger
  WHERE tgname LIKE 'search\\_%'
  AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema::regnamespace)"""


def is_installed(cursor: CursorWrapper) -> bool:
    """Tell whether all triggers are there, as this version writes them: each function bears a digest of itself."""
    cursor.execute(TRIGGERS)
    expected = {(f"search_{each.table}_{end}", _digest(each)) for each in _sources() for end in ("written", "changed")}
    return set(cursor.fetchall()) == expected


def install(cursor: CursorWrapper) -> None:
    """Create the triggers anew."""
    remove(cursor)
    for source in _sources():
        name = f"search_{source.table}"
        differs = " OR ".join(
            f"({each.format(row='OLD')}) IS DISTINCT FROM ({each.format(row='NEW')})" for each in source.changing
        )
        run = f"FOR EACH ROW %sEXECUTE FUNCTION {name}()"
        cursor.execute(_function(source))
        cursor.execute(f"COMMENT ON FUNCTION {name}() IS '{_digest(source)}'")
        cursor.execute(f"CREATE TRIGGER {name}_written AFTER INSERT OR DELETE ON {source.table} {run % ''}")
        cursor.execute(f"CREATE TRIGGER {name}_changed AFTER UPDATE ON {source.table} {run % f'WHEN ({differs}) '}")


def remove(cursor: CursorWrapper) -> None:
    """Drop all triggers."""
    for source in _sources():
        cursor.execute(f"DROP FUNCTION IF EXISTS search_{source.table}() CASCADE")


def empty(cursor: CursorWrapper) -> None:
    """Delete all lines; who would write one waits until the transaction ends."""
    cursor.execute("TRUNCATE search_line")
    cursor.execute("ALTER TABLE search_line DROP COLUMN IF EXISTS bigrams")


def complete(cursor: CursorWrapper) -> None:
    """Index the lines, and count what is in them: by that the planner knows common words from rare ones."""
    for statement in (BIGRAMS, COLUMN, INDEX):
        cursor.execute(statement)
    cursor.execute("ANALYZE search_line")


def holding(lines: LineQuerySet, words: Sequence[str], year: int | None) -> QuerySet[Line]:
    """Keep the lines of a year in which all words stand; of longer ones the bigrams alone do not say that."""
    quoted = [each.replace("\\", "\\\\").replace("'", "''") for word in words for each in bigrams(word)]
    query = " & ".join(f"'{each}'" for each in quoted)
    longer = [word for word in words if len(word) > SHORTEST]
    where = ["search_line.bigrams @@ %s::tsquery", *["strpos(search_line.words, %s) > 0"] * len(longer)]
    of_year = lines.of_year(year) if year else lines
    return of_year.extra(where=where, params=[query, *longer])  # noqa: S610 - what is typed are parameters


def _sources() -> tuple[Source, ...]:
    return sources("postgresql")


def _function(source: Source) -> str:
    statements = "; ".join(_statements(source))
    return (
        f"CREATE FUNCTION search_{source.table}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {statements}; RETURN NULL; END $$"
    )


def _statements(source: Source) -> Iterator[str]:
    yield f"IF TG_OP <> 'INSERT' THEN {source.dropped('OLD')}; END IF"
    yield f"IF TG_OP <> 'DELETE' THEN {source.lines('NEW', FOLDED)}; END IF"
    if moved := source.moved():
        yield f"IF TG_OP = 'UPDATE' THEN {moved}; END IF"


def _digest(source: Source) -> str:
    return hashlib.sha256(str((_function(source), source.changing, BIGRAMS, COLUMN, INDEX)).encode()).hexdigest()
