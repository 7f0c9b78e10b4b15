"""Reading a report with the engine, the first time and again: what a person decided is never changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from reports import extraction
from reports.library.models import Reading, Statement, WorkReport
from reports.library.models.reports import PassageRole
from reports.library.services.found_statements import as_row
from reports.library.services.known_statements import match
from reports.library.services.passages import drop_unused, passage_at, store_passages
from reports.library.services.statement_rows import DECISION, MEANING, POSITION, apply_meaning, lock, meaning, save_rows

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State, Change, Origin = Statement.State, Statement.Change, Statement.Origin
QUIET = ("passage", "rule", "confidence", "besides", "read_as")
"""What a reading may refresh without anybody having to look: no version, no history."""


def read_report(*, report: WorkReport, user: User) -> Reading:
    """Read the report's text with the engine as it is now, and keep every human decision.

    The first reading stores what is found. A later one adds what is new as open and marks it; rewrites untouched
    statements that are read differently and marks them; hides untouched ones that are no longer found; gives
    decided ones that are read differently a `suggestion`, and marks decided ones that are no longer found.
    """
    found = extraction.read(report.text, year=report.year, roles=_roles(report))
    with transaction.atomic():
        lock(report)
        return _store(report, found, user)


def set_role(*, report: WorkReport, start: int, end: int, role: PassageRole, user: User) -> Reading:
    """Say what a part of the text does, and read the report again with that; decisions are kept as always."""
    with transaction.atomic():
        lock(report)
        report.refresh_from_db(fields=["section_roles"])
        others = [kept for kept in report.section_roles if kept[:2] != [start, end]]
        report.section_roles = [*others, [start, end, role.value]]
        report.save(update_fields=["section_roles"])
        return read_report(report=report, user=user)


def _roles(report: WorkReport) -> list[extraction.SetRole]:
    return [extraction.SetRole(start, end, extraction.Role(role)) for start, end, role in report.section_roles]


def _store(report: WorkReport, found: extraction.Reading, user: User) -> Reading:
    is_first = not report.readings.exists()
    reading = Reading(report=report, engine_version=found.engine_version, read_by=user, found=len(found.statements))
    reading.save()
    passages = store_passages(report, found.passages)
    fresh = [as_row(statement, reading, passages) for statement in found.statements]
    old = list(report.statements.order_by("start", "pk"))
    pairs, gone, added = match(old, fresh)
    touched = [row for row, new in pairs if take_over(row, new)] + [row for row in gone if mark_gone(row)]
    for row in gone:
        row.passage = passage_at(passages, row.start)
    save_rows(touched, (*MEANING, *POSITION, *DECISION), user=user)
    Statement.objects.bulk_update(old, QUIET, batch_size=100)
    _create(added, Change.NONE if is_first else Change.NEW, user)
    drop_unused(report, passages)
    return reading if is_first else _summarised(reading, [*touched, *added])


def _create(rows: Sequence[Statement], change: str, user: User) -> None:
    for row in rows:
        row.change = change
    bulk_create_with_history(rows, Statement, default_user=user)


def _summarised(reading: Reading, rows: Iterable[Statement]) -> Reading:
    counts = Counter(row.change for row in rows)
    reading.added, reading.changed, reading.gone = (counts[mark] for mark in (Change.NEW, Change.CHANGED, Change.GONE))
    reading.save()
    return reading


def take_over(row: Statement, new: Statement) -> bool:
    """Bring a known statement up to the new reading of it; say whether it has to be looked at or saved anew."""
    before = meaning(row), row.start, row.end, row.spans, row.state, row.change, row.suggestion
    if row.state == State.REMOVED and row.change == Change.GONE:
        _rewrite(row, new)
        row.state, row.change = State.OPEN, Change.NEW
    elif not row.is_human:
        row.change = Change.NONE if meaning(row) == new.read_as else Change.CHANGED
        _rewrite(row, new)
    elif row.state != State.REMOVED:
        _suggest(row, new)
    row.passage, row.read_as = new.passage, new.read_as
    row.rule, row.confidence, row.besides = new.rule, new.confidence, new.besides
    return before != (meaning(row), row.start, row.end, row.spans, row.state, row.change, row.suggestion)


def _rewrite(row: Statement, new: Statement) -> None:
    apply_meaning(row, meaning(new))
    for name in ("start", "end", "spans", "evidence"):
        setattr(row, name, getattr(new, name))


def _suggest(row: Statement, new: Statement) -> None:
    """Show a decided statement's other reading, but only once: a reading that a person overruled stays overruled."""
    if meaning(row) == new.read_as:
        row.suggestion = None
    elif row.read_as != new.read_as:
        row.suggestion = new.read_as
    row.change = Change.CHANGED if row.suggestion else Change.NONE


def mark_gone(row: Statement) -> bool:
    """Hide an untouched statement that is no longer found, mark a decided one; say whether anything changed."""
    if row.origin == Origin.PERSON or row.state == State.REMOVED or row.change == Change.GONE:
        return False
    if not row.is_human:
        row.state = State.REMOVED
    row.change, row.suggestion = Change.GONE, None
    return True
