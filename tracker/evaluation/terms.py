"""What was promised and what was reported: the plain values that go into a judgement."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.evaluation.schedule import Schedule
from tracker.evaluation.status import Status


class Shape(StrEnum):
    """The kind of promise, which decides how an actual is compared with it."""

    CUMULATIVE = "cumulative"
    GROWTH = "growth"
    DECLINE = "decline"
    STOCK = "stock"
    RATE = "rate"
    CEILING = "ceiling"
    RANGE = "range"
    APPROX = "approx"
    ZERO = "zero"
    RANK = "rank"
    MULTIPLE = "multiple"
    CHANGE = "change"
    RELATIVE = "relative"
    MILESTONE = "milestone"
    QUALITATIVE = "qualitative"


class Direction(StrEnum):
    """Which way is good; it decides on which side of a band an actual counts as better than promised."""

    HIGHER = "higher"
    LOWER = "lower"


class Frequency(StrEnum):
    """How often a figure exists. `monthly_from_february`: 1—2月 come together, January alone is never published."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"
    MONTHLY_FROM_FEBRUARY = "monthly_from_february"


@dataclass(frozen=True)
class Stage:
    """One checkable event of a milestone (开工, 竣工 …): its planned day and the day on which it happened."""

    name: str
    planned: date
    done: date | None = None


@dataclass(frozen=True)
class QualitativeVerdict:
    """A reviewer's judgement of a target without a number, with the reason and the day it was given.

    Raises ValueError for a status that is not a judgement (unreported, not due …) or without a reason.
    """

    status: Status
    reason: str
    given_on: date

    def __post_init__(self) -> None:
        if not self.status.is_judged:
            raise ValueError(f"A reviewer's verdict cannot be “{self.status}”.")
        if not self.reason.strip():
            raise ValueError("A reviewer's verdict needs a reason.")


def more_is_better(shape: Shape, direction: Direction) -> bool:
    """Tell whether a larger figure is never the worse one; `direction` is that of the figure (`figure_direction`)."""
    if shape in (Shape.RANGE, Shape.APPROX, Shape.RELATIVE):
        return direction is Direction.HIGHER
    return shape not in (Shape.CEILING, Shape.ZERO, Shape.RANK)


@dataclass(frozen=True)
class TargetTerms:
    """One promise in plain values, all amounts in `unit` as printed (7 with % is seven per cent).

    `value_high` is the upper end of a range. `baseline` is the value before the year; `reference` the figure that a
    relative target is measured by (全省平均, 市级要求). `due` is the day by which it is promised, `year` the year whose
    months are judged. `accumulates` says that figures add up over the year: it matters for ceilings, multiples and
    relative targets, whose shape does not tell. `direction` is that of the figure (`figure_direction`).
    `comparator` is a code of the reading scheme: `gt` and `lt` are strict.
    Raises ValueError for an amount that is not a finite number.
    """

    shape: Shape
    value: Decimal | None
    unit: str
    comparator: str
    due: date
    year: int
    value_high: Decimal | None = None
    baseline: Decimal | None = None
    reference: Decimal | None = None
    direction: Direction = Direction.HIGHER
    schedule: Schedule = field(default_factory=Schedule)
    frequency: Frequency = Frequency.MONTHLY
    accumulates: bool = False
    withdrawn: bool = False
    stages: tuple[Stage, ...] = ()
    verdict: QualitativeVerdict | None = None

    def __post_init__(self) -> None:
        amounts = (self.value, self.value_high, self.baseline, self.reference)
        if any(amount is not None and not amount.is_finite() for amount in amounts):
            raise ValueError("The amounts of a target must be finite numbers.")

    @property
    def more_is_better(self) -> bool:
        """Whether a larger figure is never the worse one."""
        return more_is_better(self.shape, self.direction)


@dataclass(frozen=True)
class Observation:
    """The figure reported for the end of `month`: year to date for what accumulates, otherwise as published.

    `None` means that an entry exists without a number, which is as good as none; a zero is a figure.
    Raises ValueError for a month outside 1 to 12 or a value that is not a finite number.
    """

    month: int
    value: Decimal | None

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"A month is 1 to 12, not {self.month}.")
        if self.value is not None and not self.value.is_finite():
            raise ValueError(f"The figure of month {self.month} is not a finite number.")
