"""What to show somebody whose step came second: who was first, and what they changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.models import Statement, name_of
from reports.services.review import Ref
from reports.services.rows import MEANING
from reports.wording import Difference, differences

COMPARED = (*MEANING, "state")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A statement that changed since it was seen: by whom, and in which fields, as seen and as it is now."""

    who: str
    is_removed: bool
    differences: list[Difference]


def conflicts_of(rows: Sequence[Statement], refs: Iterable[Ref]) -> dict[int, Conflict]:
    """Return the conflict of each row by its key."""
    seen = dict(refs)
    return {row.pk: _conflict(row, seen.get(row.pk, row.version)) for row in rows}


def latest_author(row: Statement) -> str:
    """Return the name of who wrote the row last; empty where no person did."""
    latest = row.history.select_related("history_user").first()
    who = latest.history_user if latest else None
    return name_of(who) if who else ""


def _conflict(row: Statement, version: int) -> Conflict:
    """Compare the row with the version that was seen, which its history keeps."""
    seen = row.history.filter(version=version).first()
    return Conflict(
        who=latest_author(row),
        is_removed=row.state == Statement.State.REMOVED,
        differences=differences(_values(seen), _values(row), COMPARED) if seen else [],
    )


def _values(row: Statement) -> dict[str, object]:
    return {name: getattr(row, name) for name in COMPARED}
