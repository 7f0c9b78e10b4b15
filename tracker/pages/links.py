"""Addresses that lead from a target back to its sentence."""

from __future__ import annotations

from django.urls import reverse

from reports.models import Statement


def place_of(statement: Statement) -> str:
    """Return the address of the review page with the statement chosen, its place in the text shown."""
    return f"{reverse('reports:review', args=[statement.report_id])}#s{statement.pk}"
