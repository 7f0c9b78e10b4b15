"""What to fill in for each promise before a reviewer looks at it, so that adopting a report is mostly reading."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet

from reports.library.models import Comparator, Kind, Measure, Statement, WorkReport
from reports.organisation.models import Department, Region
from tracker.adoption.lead_suggestions import Suggested, named, suggest
from tracker.adoption.services import Adoption, adoptable
from tracker.evaluation import Direction, Frequency
from tracker.evaluation.units import is_share_unit
from tracker.indicators.catalogue import Catalogue
from tracker.indicators.models import Indicator
from tracker.indicators.similarity import folded
from tracker.targets.deadlines import deadline_in, deadline_said
from tracker.targets.display import statement_in_words, with_stretch
from tracker.targets.models import Target
from tracker.targets.naming import Names

HEADLINE_WORDS = re.compile("预期目标|主要目标")
LIVELIHOOD_WORDS = re.compile("民生")
# Amounts that statistics publish as a sum since January, even where a report writes 达到.
SUMMED_NAMES = re.compile("投资|收入|产值|增加值|零售额|销售额|成交额|交易额|进出口|产量|出栏|到位资金|合同金额")

COMPARED = (
    "name", "unit", "measure", "number", "is_withdrawn",
    *(f"statement__{name}" for name in (
        "report", "indicator", "start", "kind", "event", "measure", "comparator", "value", "value_high", "unit", "year",
    )),
)  # fmt: skip
"""What is read of the year's targets, of which there may be hundreds."""

TargetClass = Target.TargetClass


@dataclass(frozen=True, slots=True)
class Proposal:
    """A promise with everything that can be guessed about it; only the lead may be missing.

    `stretch` says what is striven for beyond it, `repeats` is an earlier promise that says the same, `namesake` an
    active target of the region and year that bears the same name, unit and measure; `baseline` is the value before
    the year, as the promise itself or the report's review states it.
    """

    statement: Statement
    name: str
    target_class: str
    suggested: Suggested
    deadline: dt.date
    direction: Direction
    accumulates: bool
    frequency: Frequency
    indicator: Indicator | None = None
    part_of: Statement | None = None
    stretch: Statement | None = None
    repeats: Statement | None = None
    namesake: Target | None = None
    baseline: Decimal | None = None

    @property
    def nature(self) -> str:
        """Whether a plan says that it must be reached or is expected to be; blank where it says neither."""
        return self.statement.besides.get("nature", "")

    @property
    def promise(self) -> str:
        """What is promised, in words."""
        promised = statement_in_words(self.statement)
        return with_stretch(promised, self.stretch.value if self.stretch else None, self.statement.unit)

    @property
    def source_url(self) -> str:
        """The address of the statement in its text."""
        return self.statement.get_absolute_url()

    @property
    def is_known(self) -> bool:
        """Whether the report or an earlier target promises this already."""
        return self.repeats is not None or self.namesake is not None

    @property
    def lead(self) -> Department | None:
        """The suggested lead."""
        return self.suggested.lead.department if self.suggested.lead else None

    @property
    def supporting(self) -> tuple[Department, ...]:
        """The suggested supporting departments."""
        return tuple(each.department for each in self.suggested.supporting)

    def adoption(self, *, lead: Department) -> Adoption:
        """Return the adoption of the promise as proposed, led by the suggested lead or else by `lead`."""
        return Adoption(
            statement=self.statement,
            name=self.name,
            target_class=self.target_class,
            lead=self.lead or lead,
            deadline=self.deadline,
            supporting=self.supporting,
            part_of=self.part_of,
            stretch=self.stretch,
            direction=self.direction,
            accumulates=self.accumulates,
            frequency=self.frequency,
            baseline=self.baseline,
            nature=self.nature,
        )


def propose(report: WorkReport, departments: Sequence[Department] | None = None) -> list[Proposal]:
    """Return a proposal for every accepted promise of the report that is not adopted, in the order of the text.

    `departments` are those that may lead, where they are known already. Six queries, whatever the number of promises.
    """
    statements = list(adoptable(report))
    for statement in statements:
        statement.passage.report = report
    if departments is None:
        departments = list(active_departments(report.region))
    return _Proposer(report, statements, departments).proposals()


def task_name(statement: Statement) -> str:
    """Return the name for the task table: of a milestone, the object with its event."""
    if statement.kind == Kind.MILESTONE and statement.event not in statement.indicator:
        return f"{statement.indicator}{statement.event}"
    return statement.indicator


class _Proposer:
    """What the promises of one report have in common, read once."""

    def __init__(self, report: WorkReport, statements: Sequence[Statement], departments: Sequence[Department]) -> None:
        self.report = report
        self.statements = statements
        self.departments = departments
        self.names = Names(departments, (), report.region)
        self.catalogue = Catalogue.load()
        targets = list(Target.objects.of(report.region, report.year).select_related("statement").only(*COMPARED))
        self.adopted = [each.statement for each in targets if each.statement and each.statement.report_id == report.pk]
        self.namesakes = {_named_as(each): each for each in reversed(targets) if not each.is_withdrawn}
        self.actuals = _actuals_of_last_year(report)

    def proposals(self) -> list[Proposal]:
        beyond = {stretch.pk for stretch in self.stretches.values()}
        return [self._proposal(statement) for statement in self.statements if statement.pk not in beyond]

    @cached_property
    def stretches(self) -> dict[int, Statement]:
        """The promises that are striven beyond, each with the statement that says so: the nearest of its name."""
        found: dict[int, Statement] = {}
        for statement in self.statements:
            same = [each for each in self.statements if not each.stretch and _measures(each) == _measures(statement)]
            if statement.stretch and same:
                nearest = min(same, key=lambda each: abs(each.start - statement.start))
                found.setdefault(nearest.pk, statement)
        return found

    def _proposal(self, statement: Statement) -> Proposal:
        found = self.catalogue.find_listed(statement.indicator, statement.measure, statement.unit)
        return Proposal(
            statement=statement,
            name=task_name(statement),
            target_class=_class_of(statement, found),
            suggested=named(statement, self.names) or suggest(statement, self.departments),
            deadline=_deadline(statement, self.report.year),
            direction=_direction(statement, found),
            accumulates=_accumulates(statement, found),
            frequency=_frequency(statement, found),
            indicator=found,
            part_of=self._named(statement.parent, before=statement),
            stretch=self.stretches.get(statement.pk),
            repeats=self._same_as(statement),
            namesake=self.namesakes.get(_to_be_named_as(statement)),
            baseline=self._baseline(statement, found),
        )

    def _named(self, name: str, *, before: Statement) -> Statement | None:
        if not name:
            return None
        known = (each for each in (*self.adopted, *self.statements) if folded(each.indicator) == folded(name))
        earlier = [each for each in known if (each.start, each.pk) < (before.start, before.pk)]
        return earlier[-1] if earlier else None

    def _same_as(self, statement: Statement) -> Statement | None:
        alike = self._by_what_they_say[_says(statement)]
        return next((each for each in alike if (each.start, each.pk) < (statement.start, statement.pk)), None)

    @cached_property
    def _by_what_they_say(self) -> dict[tuple[object, ...], list[Statement]]:
        found: dict[tuple[object, ...], list[Statement]] = {}
        for each in (*self.adopted, *self.statements):
            found.setdefault(_says(each), []).append(each)
        return found

    def _baseline(self, statement: Statement, indicator: Indicator | None) -> Decimal | None:
        if statement.besides.get("base") and statement.besides.get("base_year") == self.report.year - 1:
            return Decimal(statement.besides["base"])
        is_stock = statement.measure in (Measure.LEVEL, Measure.MULTIPLE) and not _accumulates(statement, indicator)
        if not is_stock or is_share_unit(statement.unit):
            return None
        key = (folded(statement.indicator), statement.unit)
        return next((each.value for each in self.actuals if (folded(each.indicator), each.unit) == key), None)


def active_departments(region: Region) -> QuerySet[Department]:
    """Return the departments of a region that may lead, in their order."""
    return Department.objects.filter(region=region, is_active=True).order_by("order", "name")


def _actuals_of_last_year(report: WorkReport) -> list[Statement]:
    actuals = report.statements.visible().exclude(state=Statement.State.REJECTED).filter(kind=Kind.ACTUAL)
    return list(actuals.filter(year=report.year - 1, measure=Measure.LEVEL, value__isnull=False).order_by("start"))


def _named_as(target: Target) -> tuple[str, str, str]:
    return folded(target.name), target.unit, target.measure


def _to_be_named_as(statement: Statement) -> tuple[str, str, str]:
    is_event = statement.kind == Kind.MILESTONE
    return folded(task_name(statement)), "" if is_event else statement.unit, "" if is_event else statement.measure


def _measures(statement: Statement) -> tuple[object, ...]:
    return folded(statement.indicator), statement.measure, statement.unit, statement.year


def _says(statement: Statement) -> tuple[object, ...]:
    same = (statement.kind, folded(statement.indicator), statement.event, statement.measure, statement.comparator)
    return *same, statement.value, statement.value_high, statement.unit, statement.year


def _class_of(statement: Statement, indicator: Indicator | None) -> str:
    if _is_headline(statement) or (indicator is not None and indicator.is_headline):
        return TargetClass.HEADLINE
    if LIVELIHOOD_WORDS.search(statement.passage.section_path):
        return TargetClass.LIVELIHOOD
    if statement.kind == Kind.MILESTONE:
        return TargetClass.PROJECT
    return TargetClass.QUALITATIVE if _is_in_words(statement) else TargetClass.QUANTIFIED


def _is_headline(statement: Statement) -> bool:
    """Whether its paragraph names the main expected targets before it comes to this one."""
    text = statement.report.text
    paragraph = text.rfind("\n", 0, statement.start) + 1
    return statement.kind == Kind.TARGET and bool(HEADLINE_WORDS.search(text, paragraph, statement.start))


def _is_in_words(statement: Statement) -> bool:
    return statement.comparator == Comparator.QUALITATIVE and statement.value is None


def _deadline(statement: Statement, year: int) -> dt.date:
    year = statement.year or year
    if said := deadline_said(statement.besides.get("deadline", ""), year):
        return said
    words = statement.due if statement.kind == Kind.MILESTONE else statement.evidence
    return deadline_in(words, year) or dt.date(year, 12, 31)


def _direction(statement: Statement, indicator: Indicator | None) -> Direction:
    if indicator is not None:
        return Direction(indicator.direction)
    return Direction.LOWER if statement.comparator in (Comparator.LE, Comparator.LT) else Direction.HIGHER


def _accumulates(statement: Statement, indicator: Indicator | None) -> bool:
    if statement.kind == Kind.MILESTONE or is_share_unit(statement.unit):
        return False
    if statement.measure == Measure.QUANTITY:
        return True
    if indicator is not None:
        return indicator.accumulates
    return bool(SUMMED_NAMES.search(statement.indicator))


def _frequency(statement: Statement, indicator: Indicator | None) -> Frequency:
    if statement.kind == Kind.MILESTONE or _is_in_words(statement):
        return Frequency.QUARTERLY
    if indicator is not None:
        return Frequency(indicator.frequency)
    is_share = statement.measure == Measure.LEVEL and is_share_unit(statement.unit)
    return Frequency.QUARTERLY if is_share or statement.measure == Measure.RANK else Frequency.MONTHLY
