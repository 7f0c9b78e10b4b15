"""Which indicator of the catalogue a statement speaks of: listed names at once, similar ones as a proposal."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from reports.library.models import Kind, Statement, WorkReport
from reports.shared.history import id_of, save_as
from tracker.indicators.catalogue import Catalogue, Found
from tracker.indicators.models import Indicator, IndicatorMatch
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

State = IndicatorMatch.State
MATCHED_KINDS = (Kind.TARGET, Kind.ACTUAL)


@dataclass(frozen=True, slots=True)
class MatchCounts:
    """What one run of matching found among the statements of a report."""

    confirmed: int
    proposed: int
    without: int


def match_report(*, report: WorkReport, by: User) -> MatchCounts:
    """Match the targets and actuals of a report that no person has decided; rejected statements are left out.

    Names of the catalogue are confirmed at once, similar ones are proposed; adopted targets follow.
    Running it again is harmless.
    """
    # Comparing names takes a second: nobody else should wait for it.
    find = functools.cache(Catalogue.load().find)
    for each in _undecided(report):
        find(each.indicator, each.measure, each.unit)
    with transaction.atomic():
        WorkReport.objects.select_for_update().get(pk=report.pk)
        found = {each: find(each.indicator, each.measure, each.unit) for each in _undecided(report)}
        _store({each: match for each, match in found.items() if _stored(each) != match}, by)
        _tell_targets(found, by)
    states = [match.state if match else None for match in found.values()]
    return MatchCounts(states.count(State.CONFIRMED), states.count(State.PROPOSED), states.count(None))


@transaction.atomic
def confirm_match(
    *, match: IndicatorMatch, by: User, indicator: Indicator | None = None, now: dt.datetime | None = None
) -> IndicatorMatch:
    """Confirm a match, or say which other indicator it is; an adopted target follows.

    Raises PermissionDenied when `by` does not review the report's region, and IndicatorMatch.DoesNotExist when
    the statement was matched anew meanwhile.
    """
    return _decided(match, State.CONFIRMED, by, now, indicator)


@transaction.atomic
def refuse_match(*, match: IndicatorMatch, by: User, now: dt.datetime | None = None) -> IndicatorMatch:
    """Say that the statement does not speak of this indicator; an adopted target follows.

    Raises as `confirm_match`.
    """
    return _decided(match, State.REFUSED, by, now)


def _undecided(report: WorkReport) -> QuerySet[Statement]:
    numbers = report.statements.visible().exclude(state=Statement.State.REJECTED).filter(kind__in=MATCHED_KINDS)
    return numbers.filter(indicator_match__decided_by=None).select_related("indicator_match__indicator", "target")


def _stored(statement: Statement) -> Found | None:
    match = getattr(statement, "indicator_match", None)
    return Found(match.indicator, match.similarity) if match else None


def _store(found: dict[Statement, Found | None], by: User) -> None:
    IndicatorMatch.objects.filter(statement__in=found, decided_by=None).delete()
    matches = [
        IndicatorMatch(statement=statement, indicator=each.indicator, similarity=each.similarity, state=each.state)
        for statement, each in found.items()
        if each is not None
    ]
    bulk_create_with_history(matches, IndicatorMatch, default_user=by, default_change_reason="matched by name")


def _tell_targets(found: Mapping[Statement, Found | None], by: User) -> None:
    for statement, match in found.items():
        target = getattr(statement, "target", None)
        indicator = match.indicator if match and match.state == State.CONFIRMED else None
        if target is not None and target.indicator_id != (indicator and indicator.pk):
            _tell_target(target.pk, indicator, by, "matched by name")


def _tell_target(pk: int, indicator: Indicator | None, by: User, action: str) -> None:
    target = Target.objects.select_for_update().get(pk=pk)
    target.indicator = indicator
    target.version += 1
    save_as(target, by=by, action=action)


def _decided(
    match: IndicatorMatch, state: str, by: User, now: dt.datetime | None, indicator: Indicator | None = None
) -> IndicatorMatch:
    if not IndicatorMatch.objects.reviewable_by(by).filter(pk=match.pk).exists():
        raise PermissionDenied
    # The report's row is the lock: matching anew and deciding come one after the other.
    WorkReport.objects.select_for_update().get(statements__indicator_match=match)
    match.refresh_from_db()
    match.indicator = indicator or match.indicator
    match.state, match.decided_by_id, match.decided_at = state, id_of(by), now or timezone.now()
    save_as(match, by=by, action=f"match {state}")
    for pk in Target.objects.filter(statement=match.statement_id).values_list("pk", flat=True):
        _tell_target(pk, match.indicator if state == State.CONFIRMED else None, by, f"match {state}")
    return match
