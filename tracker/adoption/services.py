"""Adopting promises: accepted statements become targets, all ticked ones or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Q, QuerySet

from reports.library.models import Kind, Statement, WorkReport
from reports.organisation.models import Department
from reports.shared.history import id_of, save_as
from tracker.adoption.matching import match_report
from tracker.evaluation import Direction, Frequency
from tracker.indicators.models import IndicatorMatch
from tracker.targets.announcing import announce
from tracker.targets.display import standard_of
from tracker.targets.models import Stage, Target

if TYPE_CHECKING:
    from reports.shared.people import User
    from tracker.indicators.models import Indicator


@dataclass(frozen=True, slots=True)
class Adoption:
    """One statement on its way to a target: what a reviewer decided about it.

    `part_of` is the statement whose target it is a part of (其中); `stretch` the one that says what is striven for
    beyond it; `baseline` the value before the year; `nature` says whether a plan calls it binding or expected.
    """

    statement: Statement
    name: str
    target_class: str
    lead: Department
    deadline: dt.date
    supporting: tuple[Department, ...] = ()
    part_of: Statement | None = None
    stretch: Statement | None = None
    direction: Direction = Direction.HIGHER
    accumulates: bool = False
    frequency: Frequency = Frequency.MONTHLY
    baseline: Decimal | None = None
    nature: str = ""


class AlreadyAdoptedError(Exception):
    """Some of the statements were adopted, refused or edited by somebody else meanwhile: `statements`."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        super().__init__("、".join(statement.indicator for statement in statements))
        self.statements = tuple(statements)


def adoptable(report: WorkReport) -> QuerySet[Statement]:
    """Return the accepted promises for the report's year or later that are no targets yet, in the order of the text."""
    from_now_on = Q(year=None) | Q(year__gte=report.year)
    promises = report.statements.accepted().promises().filter(from_now_on, target=None, stretched_target=None)
    return promises.select_related("passage").order_by("start", "pk")


def adopt(*, report: WorkReport, adoptions: Sequence[Adoption], by: User) -> list[Target]:
    """Make targets of the statements, numbered on in the order of the text; a milestone gets its event as a stage.

    The report's statements are matched with the catalogue first: a target's indicator is its confirmed match.

    Raises PermissionDenied when `by` may not review the report or a department is not of its region, and
    AlreadyAdoptedError when a statement is no longer open for adoption or not as it was read; nothing is stored then.
    """
    if not WorkReport.objects.reviewable_by(by).filter(pk=report.pk).exists() or not _at_home(report, adoptions):
        raise PermissionDenied
    match_report(report=report, by=by)
    return _adopted_at_once(report, adoptions, by)


@transaction.atomic
def _adopted_at_once(report: WorkReport, adoptions: Sequence[Adoption], by: User) -> list[Target]:
    # The report's row is the lock: two reviewers who adopt the same statements come one after the other.
    WorkReport.objects.select_for_update().get(pk=report.pk)
    ordered = sorted(
        _with_statements_of_now(report, adoptions), key=lambda each: (each.statement.start, each.statement.pk)
    )
    first = _last_number(report) + 1
    indicators = _indicators(report)
    targets = [_adopted(each, report, number, indicators, by) for number, each in enumerate(ordered, start=first)]
    _link_parts(ordered, targets, by)
    announce(target.pk for target in targets)
    return targets


def _at_home(report: WorkReport, adoptions: Sequence[Adoption]) -> bool:
    departments = (department for each in adoptions for department in (each.lead, *each.supporting))
    return all(department.region_id == report.region_id for department in departments)


def _with_statements_of_now(report: WorkReport, adoptions: Sequence[Adoption]) -> list[Adoption]:
    still_open = {each.pk: each for each in adoptable(report).select_for_update(of=("self",))}
    now = [(each, still_open.get(each.statement.pk)) for each in adoptions]
    meant = [statement for each in adoptions for statement in (each.statement, each.stretch) if statement]
    lost = [each for each in meant if each.pk not in still_open or still_open[each.pk].version != each.version]
    if lost:
        raise AlreadyAdoptedError(lost)
    return [replace(each, statement=found) for each, found in now if found is not None]


def _last_number(report: WorkReport) -> int:
    numbers = Target.objects.of(report.region, report.year).aggregate(last=Max("number"))
    return numbers["last"] or 0


def _indicators(report: WorkReport) -> dict[int, Indicator]:
    matches = IndicatorMatch.objects.confirmed().filter(statement__report=report).select_related("indicator")
    return {match.statement_id: match.indicator for match in matches}


def _adopted(adoption: Adoption, report: WorkReport, number: int, indicators: dict[int, Indicator], by: User) -> Target:
    statement = adoption.statement
    is_event = statement.kind == Kind.MILESTONE
    target = Target(
        region=report.region,
        year=report.year,
        number=number,
        name=adoption.name,
        target_class=adoption.target_class,
        statement=statement,
        indicator=indicators.get(statement.pk),
        measure="" if is_event else statement.measure,
        comparator="" if is_event else statement.comparator,
        value=None if is_event else statement.value,
        value_high=None if is_event else statement.value_high,
        unit="" if is_event else statement.unit,
        stretch=adoption.stretch,
        stretch_value=adoption.stretch.value if adoption.stretch else None,
        standard=standard_of(statement),
        baseline=adoption.baseline,
        nature=adoption.nature,
        accumulates=adoption.accumulates,
        direction=adoption.direction.value,
        frequency=adoption.frequency.value,
        lead=adoption.lead,
        deadline=adoption.deadline,
        adopted_by_id=id_of(by),
    )
    save_as(target, by=by, action="adopted")
    target.supporting.set(adoption.supporting)
    if is_event:
        save_as(Stage(target=target, name=statement.event, planned_on=adoption.deadline), by=by, action="adopted")
    return target


def _link_parts(adoptions: Sequence[Adoption], targets: Sequence[Target], by: User) -> None:
    wanted = [(target, each.part_of) for target, each in zip(targets, adoptions, strict=True) if each.part_of]
    wholes = Target.objects.in_bulk([part_of.pk for _, part_of in wanted], field_name="statement_id")
    for target, part_of in wanted:
        whole = wholes.get(part_of.pk)
        if whole is not None and whole != target:
            target.parent = whole
            save_as(target, by=by, action="joined to the whole")
