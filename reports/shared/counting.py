"""Counts that are read along with other rows, so that they cost no query of their own."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def counts_of(*rows: QuerySet[Any]) -> tuple[int, ...]:
    """Return how many of each of the `rows` there are. One query."""
    first, *others = (
        each.order_by().values(at=Value(place)).annotate(n=Count("pk")).values_list("at", "n")
        for place, each in enumerate(rows)
    )
    found = dict(first.union(*others, all=True))
    return tuple(found.get(place, 0) for place in range(len(rows)))


def counted(rows: QuerySet[Any]) -> Coalesce:
    """Return how many `rows` there are, as a column of another query."""
    return Coalesce(Subquery(rows.order_by().values(all=Value(1)).annotate(n=Count("pk")).values("n")), 0)
