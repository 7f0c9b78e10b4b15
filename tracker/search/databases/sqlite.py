"""SQLite: three triggers for each table, and a full-text table in which every bigram is a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet

from tracker.search.folding import BLANKS, DISTANCE, FULL_WIDTH, bigrams
from tracker.search.models import Line, LineQuerySet, first_position
from tracker.search.sources import Source, sources

_EACH_SIGN = "WITH RECURSIVE at(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM at WHERE i < length({words}) - {less})"
_CODE = "unicode(substr(line.words, i, 1))"
_IS_WIDE = f"{_CODE} BETWEEN {FULL_WIDTH.start} AND {FULL_WIDTH.stop - 1}"
FOLDED = (
    f"coalesce(({_EACH_SIGN.format(words='line.words', less=0)} "
    f"SELECT lower(group_concat(char(CASE WHEN {_IS_WIDE} THEN {_CODE} - {DISTANCE} ELSE {_CODE} END), '')) "
    f"FROM at WHERE {_CODE} NOT IN ({', '.join(str(ord(blank)) for blank in BLANKS)})), '')"
)
BIGRAMS = f"({_EACH_SIGN} SELECT group_concat(substr({{words}}, i, 2), ' ') FROM at)"
TABLE = """
CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(
  bigrams, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'")"""
"""It keeps no text, only where each bigram stands; its rows bear the positions of the lines."""
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search\\_%' ESCAPE '\\'"


def is_installed(cursor: CursorWrapper) -> bool:
    """Tell whether all triggers are there, as this version writes them."""
    cursor.execute(TRIGGERS)
    return dict(cursor.fetchall()) == dict(_triggers())


def install(cursor: CursorWrapper) -> None:
    """Create the triggers anew."""
    remove(cursor)
    cursor.execute(TABLE)
    for _name, statement in _triggers():
        cursor.execute(statement)


def remove(cursor: CursorWrapper) -> None:
    """Drop all triggers."""
    cursor.execute(TRIGGERS)
    for name, _statement in cursor.fetchall():
        cursor.execute(f"DROP TRIGGER {name}")


def empty(cursor: CursorWrapper) -> None:
    """Delete all lines at once: nobody else writes while this transaction does."""
    remove(cursor)
    cursor.execute(TABLE)
    cursor.execute("DELETE FROM search_line")
    cursor.execute("INSERT INTO search_words(search_words) VALUES ('delete-all')")


def complete(cursor: CursorWrapper) -> None:
    """Index the lines, and follow the tables again."""
    grams = _bigrams("words")
    cursor.execute(f"INSERT INTO search_words(rowid, bigrams) SELECT position, {grams} FROM search_line ORDER BY 1")
    install(cursor)


def holding(lines: LineQuerySet, words: Sequence[str], year: int | None) -> QuerySet[Line]:
    """Keep the lines of a year in which all words stand, read in the order in which the index keeps them."""
    phrases = " ".join('"{}"'.format(" ".join(bigrams(word)).replace('"', '""')) for word in words)
    where, params = ["search_words MATCH %s", "search_words.rowid = search_line.position"], [phrases]
    if year:
        where.append(f"search_words.rowid BETWEEN {first_position(year)} AND {first_position(year - 1) - 1}")
    tables, order = ["search_words"], ["search_words.rowid"]
    return lines.extra(tables=tables, where=where, params=params, order_by=order)  # noqa: S610 - numbers, parameters


def _triggers() -> Iterator[tuple[str, str]]:
    for source in sources("sqlite"):
        yield from _following(source)
    old, new = (_unindexed("OLD"), _indexed("NEW"))
    yield _trigger("line_written", "INSERT", "search_line", new)
    yield _trigger("line_changed", "UPDATE", "search_line", old, new)
    yield _trigger("line_gone", "DELETE", "search_line", old)


def _following(source: Source) -> Iterator[tuple[str, str]]:
    table, gone, written = source.table, source.dropped("OLD"), source.lines("NEW", FOLDED)
    differs = " OR ".join(f"({each.format(row='OLD')}) IS NOT ({each.format(row='NEW')})" for each in source.changing)
    yield _trigger(f"{table}_written", "INSERT", table, written)
    yield _trigger(f"{table}_changed", "UPDATE", f"{table} WHEN {differs}", gone, written, source.moved())
    yield _trigger(f"{table}_gone", "DELETE", table, gone)


def _trigger(name: str, event: str, table: str, *statements: str) -> tuple[str, str]:
    body = "".join(f"{each}; " for each in statements if each)
    return f"search_{name}", f"CREATE TRIGGER search_{name} AFTER {event} ON {table} BEGIN {body}END"


def _indexed(row: str) -> str:
    return f"INSERT INTO search_words(rowid, bigrams) VALUES ({row}.position, {_bigrams(f'{row}.words')})"


def _unindexed(row: str) -> str:
    values = f"'delete', {row}.position, {_bigrams(f'{row}.words')}"
    return f"INSERT INTO search_words(search_words, rowid, bigrams) VALUES ({values})"


def _bigrams(words: str) -> str:
    return BIGRAMS.format(words=words, less=1)
