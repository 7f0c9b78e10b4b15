"""Changing what statements there are: add one by marking text, merge several, split one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from reports.library.models import Statement, WorkReport
from reports.library.services.passages import passage_at
from reports.library.services.statement_rows import (
    DECISION,
    MEANING,
    POSITION,
    apply_meaning,
    lock,
    meaning,
    save_rows,
    snapshot,
)
from reports.review.models import ReviewAction
from reports.review.services.decisions import Outcome, Ref, fetch_unchanged, mark, record, rewrite

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State, Verb = Statement.State, ReviewAction.Verb


def add(*, report: WorkReport, start: int, end: int, values: Mapping[str, Any], user: User) -> Outcome:
    """Add a statement that a person found at `start` to `end` of the text; it counts as accepted.

    Raises ValueError where the place does not lie in the text.
    """
    if not 0 <= start < end <= len(report.text):
        raise ValueError((start, end))
    with transaction.atomic():
        lock(report)
        passage = passage_at(list(report.passages.order_by("start")), start)
        row = Statement(
            report=report, passage=passage, start=start, end=end, spans={"number": [start, end]},
            evidence=passage.sentence, origin=Statement.Origin.PERSON,
        )  # fmt: skip
        apply_meaning(row, dict(values))
        mark(row, State.ACCEPTED, user)
        rows = bulk_create_with_history([row], Statement, default_user=user)
        record(report, Verb.ADD, [], rows, user)
        return Outcome(rows)


def merge(*, report: WorkReport, refs: Sequence[Ref], values: Mapping[str, Any], user: User) -> Outcome:
    """Make one accepted statement of two or more: the first takes `values` and all places, the others are removed.

    Raises ValueError for fewer than two, else as `decide` does.
    """
    if len(set(refs)) < 2:
        raise ValueError(refs)
    with transaction.atomic():
        rows = fetch_unchanged(report, refs)
        before = [snapshot(row) for row in rows]
        first, *others = rows
        first.spans = joined_spans(rows)
        first.end = max(row.end for row in rows)
        rewrite(first, values)
        mark(first, State.ACCEPTED, user)
        for row in others:
            mark(row, State.REMOVED, user)
        save_rows(rows, (*MEANING, *POSITION, *DECISION), user=user)
        record(report, Verb.MERGE, before, rows, user)
        return Outcome(rows)


def joined_spans(rows: Sequence[Statement]) -> dict[str, list[int]]:
    """Return the places of several statements as those of one: the first keeps its names, later ones are numbered."""
    spans = dict(rows[0].spans)
    for index, row in enumerate(rows[1:], start=2):
        spans |= {f"{name} {index}": span for name, span in row.spans.items() if span not in spans.values()}
    return spans


def split(*, report: WorkReport, ref: Ref, names: Sequence[str], user: User) -> Outcome:
    """Make of one statement one for each of `names`, all with the same number (覆盖率、处理率均达100%).

    The parts keep the state of the whole. Raises ValueError for fewer than two names, else as `decide` does.
    """
    if len(names) < 2:
        raise ValueError(names)
    with transaction.atomic():
        (row,) = fetch_unchanged(report, [ref])
        before = [snapshot(row)]
        rewrite(row, {"indicator": names[0]})
        save_rows([row], (*MEANING, *DECISION), user=user)
        parts = bulk_create_with_history([_part(row, name) for name in names[1:]], Statement, default_user=user)
        record(report, Verb.SPLIT, before, [row, *parts], user)
        return Outcome([row, *parts])


def _part(row: Statement, name: str) -> Statement:
    part = Statement(
        report_id=row.report_id, passage=row.passage, start=row.start, end=row.end, spans=row.spans,
        evidence=row.evidence, confidence=row.confidence, origin=Statement.Origin.PERSON, state=row.state,
        reviewed_by=row.reviewed_by, reviewed_at=row.reviewed_at,
    )  # fmt: skip
    apply_meaning(part, meaning(row) | {"indicator": name})
    return part
