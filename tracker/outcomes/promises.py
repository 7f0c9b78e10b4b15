"""Promises, results and known figures of the database as the plain values that are matched."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from reports.extraction import unwrapped
from reports.library.models import Kind, Passage, Statement, WorkReport
from reports.library.services.statement_rows import plain_number
from reports.organisation.models import Region
from tracker.evaluation import Direction
from tracker.indicators.catalogue import Catalogue
from tracker.indicators.models import Indicator
from tracker.indicators.similarity import name_key
from tracker.outcomes.facts import Fact
from tracker.targets.models import Target

FACT_COLUMNS = (
    "pk", "kind", "indicator", "measure", "comparator", "value", "value_high", "unit", "year", "parent", "event",
    "evidence",
)  # fmt: skip
"""What a fact takes of a statement."""
NUMBER = re.compile(r"[0-9][0-9,，]*(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as a row: a target, or a statement of the plan that is none yet."""

    target: Target | None
    statement: Statement | None
    fact: Fact


def promises_of(report: WorkReport, catalogue: Catalogue) -> list[Promise]:
    """Return the promises of the report's region and year, the adopted ones as they stand in the task table."""
    targets = Target.objects.of(report.region, report.year).select_related("indicator", "statement").order_by("number")
    adopted = [Promise(each, each.statement, target_fact(each)) for each in targets]
    stated = plan_statements(report).filter(target=None, stretched_target=None)
    return _distinct([*adopted, *(Promise(None, each, statement_fact(each, catalogue)) for each in stated)])


def _distinct(promises: Iterable[Promise]) -> list[Promise]:
    """Leave out what was promised before in the same words: a headline target that a later section repeats."""
    first: dict[object, Promise] = {}
    for each in promises:
        fact = each.fact
        same = (fact.indicator or name_key(fact.name), fact.measure, fact.comparator, fact.value, fact.unit, fact.event)
        first.setdefault(("target", each.target.pk) if each.target else same, each)
        first.setdefault(same, each)
    return list(dict.fromkeys(first.values()))


def plan_statements(report: WorkReport) -> QuerySet[Statement]:
    """Return what a report promises for its own year, in its order; what was rejected or merged away is left out."""
    rows = report.statements.promises().visible().exclude(state=Statement.State.REJECTED)
    return rows.filter(year=report.year, stretch=False).order_by("start", "pk")


def results_of(report: WorkReport, year: int) -> QuerySet[Statement]:
    """Return what a report says was reached in a year; what was rejected or merged away is left out."""
    rows = report.statements.visible().exclude(state=Statement.State.REJECTED)
    return rows.filter(kind=Kind.ACTUAL, year=year).order_by("start", "pk")


def statement_fact(
    statement: Statement, catalogue: Catalogue, *, region: int | None = None, key: Hashable = None
) -> Fact:
    """Return what a statement, or a named row of its `FACT_COLUMNS`, says; its key is the row's.

    The indicator is the one that its name is listed under.
    """
    listed = None
    if statement.kind != Kind.MILESTONE:
        listed = catalogue.find_listed(statement.indicator, statement.measure, statement.unit)
    return Fact(
        name=statement.indicator, measure=statement.measure, comparator=statement.comparator,
        value=printed(statement), value_high=statement.value_high, unit=statement.unit, year=statement.year,
        parent=statement.parent, event=statement.event, region=region, key=statement.pk if key is None else key,
        indicator=listed.pk if listed else None, lower_is_better=_falls(listed),
        accumulates=listed.accumulates if listed else None,
    )  # fmt: skip


def printed(statement: Statement) -> Decimal | None:
    """Return a statement's number as finely as the text printed it; the column keeps 41.0 and 41 alike."""
    if statement.value is None:
        return None
    found = (Decimal(re.sub("[,，]", "", each)) for each in NUMBER.findall(statement.evidence))
    return next((number for number in found if number == statement.value), _trimmed(statement.value))


def _trimmed(value: Decimal) -> Decimal:
    return Decimal(plain_number(value))


def target_fact(target: Target) -> Fact:
    """Return what a target promises now; it goes by the report's words where it comes from a report."""
    statement = target.statement
    return Fact(
        name=statement.indicator if statement else target.name, measure=target.measure, comparator=target.comparator,
        value=target.value, value_high=target.value_high, unit=target.unit, year=target.year,
        parent=statement.parent if statement else "", event=statement.event if statement else "",
        indicator=target.indicator_id, region=target.region_id, key=target.pk,
        lower_is_better=target.direction == Direction.LOWER, accumulates=target.accumulates,
    )  # fmt: skip


def _falls(indicator: Indicator | None) -> bool | None:
    return indicator.direction == Direction.LOWER if indicator else None


def sentences_of(report: WorkReport) -> list[tuple[Passage, str]]:
    """Return the sentences in which a report looks back, in its order."""
    rows = report.passages.filter(role=Passage.Role.REVIEW).order_by("start")
    return [(each, unwrapped(report.text[each.start : each.end])) for each in rows]


def next_report(region: Region, year: int, reports: Iterable[WorkReport]) -> WorkReport | None:
    """Return the newest sent report of the region for the year after, among those at hand."""
    found = [each for each in reports if each.region_id == region.pk and each.year == year + 1]
    return max(found, key=lambda each: each.pk, default=None)
