"""What to show somebody whose step came second: who was first, and what they changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reports.library.display import Difference, differences
from reports.library.models import Statement
from reports.library.services.statement_rows import MEANING
from reports.review.services.decisions import Ref
from reports.shared.people import name_of

COMPARED = (*MEANING, "state")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A statement that changed since it was seen: by whom, and in which fields, as seen and as it is now."""

    who: str
    is_removed: bool
    differences: list[Difference]


def conflicts_of(rows: Sequence[Statement], refs: Iterable[Ref]) -> dict[int, Conflict]:
    """Return the conflict of each row by its key; one query, for the versions that the history keeps."""
    seen, past = dict(refs), _past(rows)
    return {row.pk: _conflict(row, past[row.pk], seen.get(row.pk, row.version)) for row in rows}


def latest_author(row: Statement) -> str:
    """Return the name of who wrote the row last; empty where no person did."""
    return _author(_past([row])[row.pk])


def _past(rows: Sequence[Statement]) -> dict[int, list[Any]]:
    """Return the versions of each row, the latest first."""
    past: dict[int, list[Any]] = {row.pk: [] for row in rows}
    for version in Statement.history.filter(id__in=past).select_related("history_user"):
        past[version.id].append(version)
    return past


def _author(past: Sequence[Any]) -> str:
    who = past[0].history_user if past else None
    return name_of(who) if who else ""


def _conflict(row: Statement, past: Sequence[Any], version: int) -> Conflict:
    """Compare the row with the version that was seen."""
    seen = next((earlier for earlier in past if earlier.version == version), None)
    return Conflict(
        who=_author(past),
        is_removed=row.state == Statement.State.REMOVED,
        differences=differences(_values(seen), _values(row), COMPARED) if seen else [],
    )


def _values(row: Any) -> dict[str, object]:
    return {name: getattr(row, name) for name in COMPARED}
