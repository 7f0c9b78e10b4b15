"""The terms of a target in the plain values that the evaluation takes."""

from __future__ import annotations

from decimal import Decimal

from reports.library.models import Comparator, Measure
from tracker.evaluation import (
    Direction,
    Frequency,
    QualitativeVerdict,
    Schedule,
    Shape,
    Status,
    TargetTerms,
    figure_direction,
    shape_of,
)
from tracker.evaluation import Stage as PlannedStage
from tracker.targets.models import Target
from tracker.verdicts.basis import MONTHS

# An amount may add up over the year; its growth never does.
RATES_OF_CHANGE = frozenset({Measure.GROWTH, Measure.DECLINE})


def terms_of(target: Target) -> TargetTerms:
    """Return the promise of a row in plain values; `stages` should be prefetched.

    Raises ValueError for a schedule that is none (twelve cumulative percentages that never fall and end at 100).
    """
    return TargetTerms(
        shape=shape_of_target(target),
        value=target.value,
        value_high=target.value_high,
        unit=target.unit,
        comparator=target.comparator or Comparator.EQ,
        due=target.deadline,
        year=target.year,
        baseline=target.baseline,
        reference=target.reference,
        direction=direction_of_target(target),
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


def shape_of_target(target: Target) -> Shape:
    """Return the shape of a row: without a measure a milestone, unless it is a task that only a reviewer can judge."""
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


def direction_of_target(target: Target) -> Direction:
    """Return which way the row's figures are good."""
    return figure_direction(target.measure, lower_is_better=target.direction == Direction.LOWER)


def _reviewed(target: Target) -> QualitativeVerdict | None:
    if not target.verdict or target.verdict_on is None:
        return None
    return QualitativeVerdict(Status(target.verdict), target.verdict_reason, target.verdict_on)
