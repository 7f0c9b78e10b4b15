"""Counts that are read along with other rows, so that they cost no query of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User as Account
from django.db.models import Count, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from reports.shared.people import User


def counts_beside(user: User, *rows: QuerySet[Any]) -> QuerySet[Account, tuple[int, ...]]:
    """Return one row: how many of each of the `rows` there are, beside the row of somebody who has an account."""
    return Account.objects.filter(Q(pk=user.pk)).values_list(*map(counted, rows))


def counted(rows: QuerySet[Any]) -> Coalesce:
    """Return how many `rows` there are, as a column of another query."""
    return Coalesce(Subquery(rows.order_by().values(all=Value(1)).annotate(n=Count("*")).values("n")), 0)
