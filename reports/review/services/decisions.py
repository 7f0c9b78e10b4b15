"""Deciding about statements: accept, reject, reopen, edit. Every write names the version of the row that was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import transaction
from django.utils import timezone

from reports.library.models import Statement, WorkReport
from reports.library.services.statement_rows import (
    DECISION,
    MEANING,
    STATE,
    apply_meaning,
    lock,
    meaning,
    save_rows,
    snapshot,
)
from reports.review.models import ReviewAction, Verb
from reports.shared.requests import LARGEST_ID

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State, Change = Statement.State, Statement.Change
DECIDED = {Verb.ACCEPT: State.ACCEPTED, Verb.REJECT: State.REJECTED, Verb.REOPEN: State.OPEN}
"""The state that each verb of decision leads to."""


class Ref(NamedTuple):
    """A statement as its reviewer saw it."""

    pk: int
    version: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read “12:3”; raises ValueError for anything else, and for numbers that no row can have."""
        pk, _colon, version = text.partition(":")
        ref = cls(int(pk), int(version))
        if not 0 < ref.pk <= LARGEST_ID:
            raise ValueError(text)
        return ref


class StaleError(Exception):
    """Somebody changed some of the statements since they were seen; `rows` are those, as they are now."""

    def __init__(self, rows: Sequence[Statement]) -> None:
        super().__init__([row.pk for row in rows])
        self.rows = rows


class AdoptedError(Exception):
    """Some of the statements have become targets, which change only by their own rules; `rows` are those."""

    def __init__(self, rows: Sequence[Statement]) -> None:
        super().__init__([row.pk for row in rows])
        self.rows = rows


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did: the rows concerned as they are now, and those left because somebody had changed them."""

    rows: list[Statement]
    skipped: list[Statement] = field(default_factory=list)


def decide(*, report: WorkReport, refs: Sequence[Ref], verb: Verb, user: User) -> Outcome:
    """Accept, reject or reopen statements, all or none; those that somebody decided the same way meanwhile are left.

    Raises StaleError where somebody changed one since it was seen, AdoptedError where one has become a target,
    Statement.DoesNotExist where the report has no such statement.
    """
    with transaction.atomic():
        rows = fetch(report, refs)
        waiting = [row for row in rows if row.state != DECIDED[verb]]
        refuse_stale(waiting, refs)
        refuse_adopted(waiting)
        _decide(report, waiting, verb, user)
        return Outcome(rows)


def accept_open(*, report: WorkReport, refs: Sequence[Ref], user: User) -> Outcome:
    """Accept those of the statements that are open and still as they were seen; leave the others and name them."""
    with transaction.atomic():
        rows, seen = fetch(report, refs), dict(refs)
        skipped = [row for row in rows if row.version != seen[row.pk]]
        fresh = [row for row in rows if row.state == State.OPEN and row not in skipped]
        _decide(report, fresh, Verb.ACCEPT, user)
        return Outcome(fresh, skipped)


def edit(*, report: WorkReport, ref: Ref, values: Mapping[str, Any], user: User, accept: bool = False) -> Outcome:
    """Give a statement the meaning in `values`, and accept it if asked; raises as `decide` does."""
    with transaction.atomic():
        rows = fetch_unchanged(report, [ref])
        before = [snapshot(row) for row in rows]
        for row in rows:
            rewrite(row, values)
            if accept:
                mark(row, State.ACCEPTED, user)
        return written(report, Verb.EDIT, before, rows, user)


def take_suggestion(*, report: WorkReport, ref: Ref, user: User) -> Outcome:
    """Take over the engine's newer reading of a decided statement; raises as `decide` does."""
    return _settle(report, ref, user, lambda row: apply_meaning(row, row.suggestion or meaning(row)))


def keep_own(*, report: WorkReport, ref: Ref, user: User) -> Outcome:
    """Lay the engine's remark on a decided statement aside; raises as `decide` does."""
    return _settle(report, ref, user, lambda _row: None)


def _settle(report: WorkReport, ref: Ref, user: User, change: Callable[[Statement], None]) -> Outcome:
    with transaction.atomic():
        rows = fetch_unchanged(report, [ref])
        before = [snapshot(row) for row in rows]
        for row in rows:
            change(row)
            row.suggestion, row.change = None, Change.NONE
        return written(report, Verb.EDIT, before, rows, user)


def _decide(report: WorkReport, rows: list[Statement], verb: Verb, user: User) -> None:
    if rows:
        before = [snapshot(row) for row in rows]
        for row in rows:
            mark(row, DECIDED[verb], user)
        save_rows(rows, STATE, user=user)
        record(report, verb, before, rows, user)


def mark(row: Statement, state: str, user: User) -> None:
    """Give the row (unsaved) a state, and say who decided so; who reopens decides nothing."""
    row.state = state
    decided = state != State.OPEN
    row.reviewed_by_id = user.pk if decided else None
    row.reviewed_at = timezone.now() if decided else None


def rewrite(row: Statement, values: Mapping[str, Any]) -> None:
    """Give the row (unsaved) another meaning by a person's hand."""
    apply_meaning(row, meaning(row) | dict(values))
    row.is_edited = True


def fetch(report: WorkReport, refs: Iterable[Ref]) -> list[Statement]:
    """Lock the report and return the statements in the order of the text; raises Statement.DoesNotExist."""
    lock(report)
    seen = dict(refs)
    rows = list(report.statements.filter(pk__in=seen).with_adoption().select_related("reviewed_by", "passage"))
    if len(rows) < len(seen):
        raise Statement.DoesNotExist
    return rows


def fetch_unchanged(report: WorkReport, refs: Sequence[Ref]) -> list[Statement]:
    """Fetch statements that are still as they were seen and free to change; raises as `decide` does."""
    rows = fetch(report, refs)
    refuse_stale(rows, refs)
    refuse_adopted(rows)
    return rows


def refuse_stale(rows: Iterable[Statement], refs: Iterable[Ref]) -> None:
    """Raise StaleError for the rows that were changed or removed since they were seen."""
    seen = dict(refs)
    stale = [row for row in rows if row.version != seen[row.pk] or row.state == State.REMOVED]
    if stale:
        raise StaleError(stale)


def refuse_adopted(rows: Iterable[Statement]) -> None:
    """Raise AdoptedError for the rows that have become targets."""
    adopted = [row for row in rows if getattr(row, "is_adopted", False)]
    if adopted:
        raise AdoptedError(adopted)


def written(report: WorkReport, verb: Verb, before: list[dict[str, Any]], rows: list[Statement], user: User) -> Outcome:
    """Save meaning and decision of the rows and record the step."""
    save_rows(rows, (*MEANING, *DECISION), user=user)
    record(report, verb, before, rows, user)
    return Outcome(rows)


def record(
    report: WorkReport, verb: Verb, before: list[dict[str, Any]], rows: Sequence[Statement], user: User
) -> ReviewAction:
    """Keep what a step changed, so that it can be undone."""
    after = [snapshot(row) for row in rows]
    return ReviewAction.objects.create(report=report, user=user, verb=verb, before=before, after=after)
