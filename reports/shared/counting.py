"""Counts that are read along with other rows, so that they cost no query of their own."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def counted(rows: QuerySet[Any]) -> Coalesce:
    """Return how many `rows` there are, as a column of another query."""
    return Coalesce(Subquery(rows.order_by().values(all=Value(1)).annotate(n=Count("pk")).values("n")), 0)
