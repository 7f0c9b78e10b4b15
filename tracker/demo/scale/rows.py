"""Writing many rows at once, each with the history that saving them one by one would have left."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import models

Row = TypeVar("Row", bound=models.Model)
BATCH = 2000


def create(rows: Sequence[Row], *, by: User | None = None, at: dt.datetime | None = None, action: str = "") -> None:
    """Create rows of one model, each with a record of its creation."""
    if not rows:
        return
    store(rows)
    record((step(row, by=by, at=at, action=action) for row in rows), of=type(rows[0]))


def store(rows: Sequence[Row]) -> None:
    """Create rows of one model whose records are written apart."""
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)


def step(row: Row, *, by: User | None, at: dt.datetime | None, action: str, **fields: Any) -> Row:
    """Return the row as it was after a step of its history (`fields`), with who took it and when."""
    state = copy.copy(row)
    for name, value in (fields | {"_history_user": by, "_change_reason": action}).items():
        setattr(state, name, value)
    if at is not None:
        state._history_date = at  # type: ignore[attr-defined]
    return state


def record(steps: Iterable[models.Model], *, of: type[models.Model], is_change: bool = False) -> None:
    """Write one history record for each step."""
    history: Any = of.history  # type: ignore[attr-defined]
    history.bulk_history_create(list(steps), batch_size=BATCH, update=is_change)
