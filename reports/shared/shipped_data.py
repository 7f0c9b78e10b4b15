"""Bringing shipped data into the database without touching what people changed there."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models


@dataclass
class Tally:
    """What a loading did: rows made, rows changed, and those that it left alone because they were changed here."""

    created: int = 0
    updated: int = 0
    kept: list[str] = field(default_factory=list)


def read_toml(file: Path, table: str) -> list[dict[str, Any]]:
    """Return the tables called `table` of a shipped file."""
    entries: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))[table]
    return entries


def differing(row: models.Model, values: dict[str, Any]) -> dict[str, Any]:
    """Return those of `values` that `row` does not have yet."""
    return {name: value for name, value in values.items() if getattr(row, name) != value}


def synchronised(row: models.Model, values: dict[str, Any], changed_here: set[int], tally: Tally) -> Any:
    """Return `row` with `values`, saved if that changes it and nobody in this installation changed it before."""
    difference = differing(row, values)
    if not difference:
        return row
    if row.pk in changed_here:
        tally.kept.append(str(row))
        return row
    tally.created += row.pk is None
    tally.updated += row.pk is not None
    for name, value in difference.items():
        setattr(row, name, value)
    row.save()
    return row


def changed_by_people(model: Any) -> set[int]:
    """Return the ids of rows whose history names a user."""
    return set(model.history.filter(history_user__isnull=False).values_list("id", flat=True))


def names_deleted_by_people(model: Any) -> set[str]:
    """Return the names of rows that a user deleted."""
    return set(model.history.filter(history_type="-", history_user__isnull=False).values_list("name", flat=True))
