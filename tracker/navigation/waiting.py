"""How much waits for somebody: every page says it, so it is asked in one query whose SQL is written once a reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Set
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from reports.organisation.models import Role, rights_of
from reports.organisation.rights import Rights
from reports.shared.counting import counts_beside
from reports.shared.people import apart_from_request
from reports.shared.prepared import READERS, Prepared
from tracker.dispatch.models import Problem
from tracker.livelihood.models import Deed
from tracker.navigation.menu import Waits
from tracker.progress.approvals import rows_to_approve
from tracker.progress.owed import COUNTED, last_month, rows_asked, sum_owed
from tracker.projects.models import Project

if TYPE_CHECKING:
    from reports.shared.people import User


def waits_of(user: User, roles: Set[str]) -> Waits:
    """Count what waits for somebody with these roles. One query; two for a reporter whose department leads nothing."""
    today = timezone.localdate()
    who = (apart_from_request(user), rights_of(user), today)
    if Role.REVIEWER in roles:
        n_owed = sum_owed(_asked(*who).rows(), today) if Role.REPORTER in roles else 0
        n_entries, n_corrections, *n_others = _to_decide(*who).rows()[0]
        return Waits(n_owed, n_entries + n_corrections, *n_others)
    if Role.REPORTER in roles:
        rows = _asked_beside(*who).rows()
        n_others = list(rows[0][len(COUNTED) :] if rows else _others_alone(*who).rows()[0])
        return Waits(sum_owed(rows, today), 0, *n_others)
    return Waits()


@lru_cache(READERS)
def _to_decide(user: User, _rights: Rights, today: dt.date) -> Prepared[tuple[Any, ...]]:
    return Prepared(counts_beside(user, *rows_to_approve(user), *_others(user, today)))


@lru_cache(READERS)
def _others_alone(user: User, _rights: Rights, today: dt.date) -> Prepared[tuple[Any, ...]]:
    return Prepared(counts_beside(user, *_others(user, today)))


@lru_cache(READERS)
def _asked(user: User, _rights: Rights, today: dt.date) -> Prepared[tuple[Any, ...]]:
    return Prepared(rows_asked(user, today))


@lru_cache(READERS)
def _asked_beside(user: User, _rights: Rights, today: dt.date) -> Prepared[tuple[Any, ...]]:
    return Prepared(rows_asked(user, today, *_others(user, today)))


def _others(user: User, today: dt.date) -> tuple[QuerySet[Any], ...]:
    """Problems, projects and deeds whose next step is theirs."""
    last = last_month(today)
    return (
        Problem.objects.waiting_for(user),
        Project.objects.waiting_for(user, last.year, last.month),
        Deed.objects.waiting_for(user),
    )
