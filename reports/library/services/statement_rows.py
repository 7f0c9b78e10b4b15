"""What the services that write statements share: locking a report, saving rows with their history, snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_datetime
from simple_history.utils import bulk_update_with_history

from reports.library.models import Statement, WorkReport

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MEANING = (
    "kind",
    "indicator",
    "measure",
    "comparator",
    "value",
    "value_high",
    "unit",
    "year",
    "parent",
    "stretch",
    "event",
    "due",
)
"""The fields that say what a statement means, and that a person may edit."""

POSITION = ("start", "end", "spans", "evidence")
"""The fields that say where it stands in the text."""

STATE = ("state", "reviewed_by_id", "reviewed_at")
"""The fields that accepting, rejecting and reopening write."""

DECISION = (*STATE, "is_edited", "change", "suggestion")
"""The fields that say what was decided about it."""

RECORDED = (*MEANING, *POSITION, *DECISION)
"""Everything that an undo puts back."""


def lock(report: WorkReport) -> None:
    """Let no other transaction write statements of this report until ours ends."""
    WorkReport.objects.select_for_update().only("pk").get(pk=report.pk)


def save_rows(rows: Sequence[Statement], fields: Iterable[str], *, user: User) -> None:
    """Write `fields` of the rows, each with its next version and a history record."""
    for row in rows:
        row.version += 1
    names = [name.removesuffix("_id") for name in fields]
    bulk_update_with_history(rows, Statement, [*names, "version"], batch_size=100, default_user=user)


def meaning(row: Statement) -> dict[str, Any]:
    """Return what the statement means as plain JSON values."""
    return {name: _plain(getattr(row, name)) for name in MEANING}


def snapshot(row: Statement) -> dict[str, Any]:
    """Return the whole row as plain JSON values, for `restore`."""
    return {"pk": row.pk, "version": row.version} | {name: _plain(getattr(row, name)) for name in RECORDED}


def holds(row: Statement, taken: dict[str, Any]) -> bool:
    """Whether the row is as the snapshot says, whatever its version."""
    return snapshot(row) | {"version": 0} == taken | {"version": 0}


def restore(row: Statement, taken: dict[str, Any]) -> None:
    """Give the row (unsaved) the contents of a snapshot; its version stays its own."""
    apply_meaning(row, taken)
    for name in (*POSITION, *DECISION):
        setattr(row, name, taken[name])
    row.reviewed_at = parse_datetime(taken["reviewed_at"]) if taken["reviewed_at"] else None


def apply_meaning(row: Statement, values: dict[str, Any]) -> None:
    """Give the row (unsaved) the meaning in `values`, numbers being text or Decimal."""
    for name in MEANING:
        setattr(row, name, values[name])
    row.value, row.value_high = _number(values["value"]), _number(values["value_high"])


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_number(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def plain_number(value: Decimal) -> str:
    """Return the number without trailing zeros and without an exponent: 7.000000 → 7, 1E+3 → 1000."""
    return format(value.normalize(), "f")


def _number(value: str | Decimal | None) -> Decimal | None:
    return None if value is None or value == "" else Decimal(value)
