"""Judging targets: rows in, verdicts out. The rules are those of `tracker.evaluation`; here they meet the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Protocol

from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from reports.models import Comparator, Measure
from tracker.evaluation import (
    DEFAULT_PALETTE,
    DEFAULT_RULES,
    PALETTES,
    SYMBOLS,
    Direction,
    Frequency,
    Observation,
    Palette,
    QualitativeVerdict,
    Rules,
    Schedule,
    Shape,
    Status,
    TargetTerms,
    Tone,
    Verdict,
    evaluate,
    shape_of,
)
from tracker.evaluation import Stage as PlannedStage
from tracker.evaluation.periods import calendar_of
from tracker.models import ProgressEntry, RuleSet, Target
from tracker.words.labels import STATUS_LABELS

MONTHS = 12
# An amount may add up over the year; its growth never does.
RATES_OF_CHANGE = frozenset({Measure.GROWTH, Measure.DECLINE})
State = ProgressEntry.State
WAITING = gettext_lazy("filed, to be approved")


@dataclass(frozen=True)
class Basis:
    """What a judgement rests on, and what every page and print of it must say."""

    rules: Rules
    palette: Palette
    month: int
    as_of: dt.date
    include_submitted: bool = False


class Filed(Protocol):
    """What judging needs of an entry: a row of the model has it, and so has a figure without its words."""

    @property
    def month(self) -> int:
        """The month at whose end it stands."""

    @property
    def state(self) -> str:
        """How far it has come in the work flow."""

    @property
    def value(self) -> Decimal | None:
        """The figure; None when only words were filed."""


class FiledFigure(NamedTuple):
    """An entry without its words; dashboards judge thousands."""

    month: int
    state: str
    value: Decimal | None


@dataclass(frozen=True)
class Judged:
    """A target with its verdict and the figures that count up to the judged month, in order."""

    target: Target
    terms: TargetTerms
    verdict: Verdict
    figures: tuple[Filed, ...]
    basis: Basis
    submitted: frozenset[int] = frozenset()

    @property
    def figure(self) -> Filed | None:
        """The newest figure that counts."""
        return self.figures[-1] if self.figures else None

    @property
    def month(self) -> int:
        """The month at whose end it is judged."""
        return self.basis.month

    @property
    def as_of(self) -> dt.date:
        """The day of looking."""
        return self.basis.as_of

    @property
    def status(self) -> Status:
        """The status code."""
        return self.verdict.status

    @property
    def is_waiting(self) -> bool:
        """Whether the figure that is missing was filed and only waits for approval."""
        return self.status == Status.UNREPORTED and self.due_month in self.submitted

    @property
    def due_month(self) -> int:
        """The month whose figure decides."""
        return max((month for month in calendar_of(self.terms) if month <= self.month), default=0)

    @property
    def label(self) -> str | Promise:
        """The word for the status."""
        return WAITING if self.is_waiting else STATUS_LABELS[self.status]

    @property
    def symbol(self) -> str:
        """The sign for the status."""
        return SYMBOLS[self.status]

    @property
    def tone(self) -> Tone:
        """The colour of the status in the rule set's palette."""
        return self.basis.palette.tone(self.status)


def latest_month(year: int, today: dt.date) -> int:
    """Return the last month of `year` that is over on `today`: 12 for past years, 0 when none is."""
    if year != today.year:
        return MONTHS if year < today.year else 0
    return today.month - 1


def basis_on(today: dt.date, *, month: int, include_submitted: bool = False) -> Basis:
    """Return the basis of judging `month` (1 to 12) on `today`, with the rule set in force then.

    An installation without a rule set judges by the defaults. One query.
    """
    rule_set = RuleSet.objects.in_force(today).first()
    rules = rule_set.as_rules() if rule_set else DEFAULT_RULES
    palette = PALETTES[rule_set.palette] if rule_set else DEFAULT_PALETTE
    return Basis(rules, palette, month, today, include_submitted)


def judge_on(targets: Iterable[Target], basis: Basis) -> list[Judged]:
    """Judge targets on a basis at hand. Two queries, and that of the targets if they are not loaded yet."""
    return judge_each(targets, lambda _target: basis)


def judge_each(targets: Iterable[Target], basis_of: Callable[[Target], Basis]) -> list[Judged]:
    """Judge each target on its own basis. Two queries, and that of the targets if they are not loaded yet."""
    rows = list(targets)
    prefetch_related_objects(rows, "stages")
    figures = filed_figures(rows)
    return [judge_row(each, figures.get(each.pk, []), basis_of(each)) for each in rows]


def filed_figures(targets: Sequence[Target]) -> dict[int, list[FiledFigure]]:
    """Return what was filed for each target, in whatever state. One query."""
    rows = ProgressEntry.objects.filter(target__in=[each.pk for each in targets]).order_by()
    figures: dict[int, list[FiledFigure]] = {}
    for target, month, state, value in rows.values_list("target", "month", "state", "value"):
        figures.setdefault(target, []).append(FiledFigure(month, state, value))
    return figures


def judge_row(target: Target, entries: Iterable[Filed], basis: Basis) -> Judged:
    """Judge one target by those of its entries that count; `stages` should be prefetched. No query then."""
    terms, entries = terms_of(target), list(entries)
    counted = sorted(counting(entries, basis), key=lambda entry: entry.month)
    verdict = _verdict(terms, [Observation(entry.month, entry.value) for entry in counted], basis)
    submitted = frozenset(entry.month for entry in entries if entry.state == State.SUBMITTED)
    return Judged(target, terms, verdict, tuple(counted), basis, submitted)


def counting(entries: Iterable[Filed], basis: Basis) -> list[Filed]:
    """Keep the entries that decide on this basis: in a state that counts, not later than its month."""
    states = (State.APPROVED, State.SUBMITTED) if basis.include_submitted else (State.APPROVED,)
    return [entry for entry in entries if entry.state in states and entry.month <= basis.month]


def judge_value(target: Target, *, month: int, value: Decimal | None, today: dt.date) -> Verdict:
    """Return the verdict that `target` would have if `value` were approved for `month`; nothing is stored."""
    basis = basis_on(today, month=month)
    earlier = [entry for entry in counting(target.entries.all(), basis) if entry.month != month]
    observations = [Observation(entry.month, entry.value) for entry in earlier]
    return _verdict(terms_of(target), [*observations, Observation(month, value)], basis)


def terms_of(target: Target) -> TargetTerms:
    """Return the promise of a row in plain values; `stages` should be prefetched.

    Raises ValueError for a schedule that is none (twelve cumulative percentages that never fall and end at 100).
    """
    return TargetTerms(
        shape=_shape_of(target),
        value=target.value,
        value_high=target.value_high,
        unit=target.unit,
        comparator=target.comparator or Comparator.EQ,
        due=target.deadline,
        year=target.year,
        baseline=target.baseline,
        reference=target.reference,
        direction=Direction(target.direction),
        schedule=schedule_of(target),
        frequency=Frequency(target.frequency),
        accumulates=target.accumulates and target.measure not in RATES_OF_CHANGE,
        withdrawn=target.is_withdrawn,
        stages=tuple(PlannedStage(stage.name, stage.planned_on, stage.done_on) for stage in target.stages.all()),
        verdict=_reviewed(target),
    )


def schedule_of(target: Target) -> Schedule:
    """Return the target's own schedule, or equal steps up to the month of its deadline."""
    if target.schedule:
        return Schedule(tuple(Decimal(str(percent)) / 100 for percent in target.schedule))
    in_year = target.deadline.year == target.year
    return Schedule.even(target.deadline.month if in_year else MONTHS)


def _shape_of(target: Target) -> Shape:
    """A promise without a measure is an event (a milestone) unless it is a task that only a reviewer can judge."""
    if not target.measure:
        qualitative = target.target_class == Target.TargetClass.QUALITATIVE or target.comparator == "qualitative"
        return Shape.QUALITATIVE if qualitative else Shape.MILESTONE
    return shape_of(
        measure=target.measure,
        comparator=target.comparator or Comparator.EQ,
        unit=target.unit,
        accumulates=target.accumulates,
        value=target.value,
        lower_is_better=target.direction == Direction.LOWER,
    )


def _reviewed(target: Target) -> QualitativeVerdict | None:
    if not target.verdict or target.verdict_on is None:
        return None
    return QualitativeVerdict(Status(target.verdict), target.verdict_reason, target.verdict_on)


def _verdict(terms: TargetTerms, observations: Sequence[Observation], basis: Basis) -> Verdict:
    return evaluate(terms, observations, month=basis.month, as_of=basis.as_of, rules=basis.rules)
