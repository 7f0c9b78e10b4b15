"""Rows beside many others, fetched at once and kept where Django's own prefetch keeps them.

`prefetch_related` makes a manager and a query for every row, also for those that have nothing beside them: a hundred
and forty calls each, on pages of hundreds of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import F, Model, QuerySet

from reports.shared.prepared import GIVEN, Prepared


def keep_beside(rows: Sequence[Model], name: str, *, back: str) -> None:
    """Fetch what stands beside the rows under `name`, which leads back to them by `back`. One query."""
    beside: dict[Any, list[Model]] = {row.pk: [] for row in rows}
    if not beside:
        return
    model: Any = rows[0]._meta.get_field(name).related_model
    for each in _asked_beside(model, back).rows(*beside):
        beside[each.beside_key].append(each)
    nothing = _answered(model, [])
    for row in rows:
        kept = row.__dict__.setdefault("_prefetched_objects_cache", {})
        kept[name] = _answered(model, beside[row.pk]) if beside[row.pk] else nothing


@cache
def _asked_beside(model: Any, back: str) -> Prepared[Any]:
    found = model._default_manager.filter(**{f"{back}__pk__in": [GIVEN]})
    return Prepared(found.annotate(beside_key=F(f"{back}__pk")))


def all_but(model: type[Model], *needed: str, of: str) -> list[str]:
    """Return the paths of a joined model's columns that are not needed, for `defer`."""
    kept = {"id", *needed}
    return [f"{of}__{field.name}" for field in model._meta.concrete_fields if field.name not in kept]


def _answered(model: Any, rows: list[Model]) -> QuerySet[Any]:
    """Return a query that has been answered."""
    answered: QuerySet[Any] = QuerySet(model)
    answered._result_cache, answered._prefetch_done = rows, True  # type: ignore[attr-defined]
    return answered
