"""Choices of lists about how targets stand."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise

from tracker.verdicts.basis import basis_on
from tracker.verdicts.labels import STATUS_LABELS


def status_choices(_request: HttpRequest) -> list[tuple[str, str | Promise]]:
    """Return the statuses that the rule set in force can give: a fourth tier only where it has one."""
    known = basis_on(timezone.localdate(), month=1).rules.statuses
    return [(status.value, STATUS_LABELS[status]) for status in known]
