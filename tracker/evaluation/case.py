"""One target with the figure that it is judged by, and what all ways of judging share."""

from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal

from tracker.evaluation.periods import (
    calendar_of,
    deadline_month,
    is_year_over,
    latest_due_month,
    period_end,
)
from tracker.evaluation.rules import Rules
from tracker.evaluation.terms import Observation, TargetTerms
from tracker.evaluation.units import has_points, points_per

STRICT = frozenset({"gt", "lt"})
_NOISE = Decimal("1e-20")
_WIDE = Context(prec=120)


def without_noise(value: Decimal) -> Decimal:
    """Drop what dividing by twelve leaves in the last digits: no figure is reported with twenty decimals.

    Without this 11/60 − 1/12 is a hair under 0.1, and a target that is exactly 10 points ahead is not ahead.
    """
    clean = value.quantize(_NOISE, context=_WIDE)
    return value if clean == value else clean


@dataclass(frozen=True)
class Case:
    """A target whose value is known, its figures up to the judged month (at least one), and the point of view."""

    terms: TargetTerms
    figures: tuple[Observation, ...]
    month: int
    as_of: date
    rules: Rules

    @property
    def actual(self) -> Decimal:
        """The newest figure."""
        return self.figures[-1].value or Decimal(0)

    @property
    def actual_month(self) -> int:
        """The month of the newest figure."""
        return self.figures[-1].month

    @property
    def target(self) -> Decimal:
        """The promised value."""
        return self.terms.value or Decimal(0)

    @property
    def expected(self) -> Decimal:
        """e: the share that should be done by the end of the figure's month."""
        return self.expected_by(self.actual_month)

    def expected_by(self, month: int) -> Decimal:
        """The share that should be done by the end of `month`: all of it from the deadline on, whatever the plan."""
        if period_end(self.terms.year, month) >= self.terms.due:
            return Decimal(1)
        return self.terms.schedule.share_of(month)

    @property
    def is_final(self) -> bool:
        """Whether the year is over and its last figure is in (or should be)."""
        return is_year_over(self.terms, month=self.month, as_of=self.as_of) and (
            self.actual_month == calendar_of(self.terms)[-1] or self.last_due == calendar_of(self.terms)[-1]
        )

    @property
    def days_overdue(self) -> int:
        """How many days the end of the figure's month lies behind the deadline; negative before it."""
        return (period_end(self.terms.year, self.actual_month) - self.terms.due).days

    @property
    def last_due(self) -> int | None:
        """The newest month whose figure must be there."""
        days = self.rules.reporting_days
        return latest_due_month(self.terms, month=self.month, as_of=self.as_of, reporting_days=days)

    @property
    def later_months(self) -> tuple[int, ...]:
        """The months with a figure still to come; the last one again when there is none."""
        calendar, now = calendar_of(self.terms), self.actual_month
        return tuple(month for month in calendar if month > now) or calendar[-1:]

    @property
    def months_left(self) -> int:
        """How many months are left until the deadline."""
        return max(deadline_month(self.terms) - self.actual_month, 0)

    @property
    def half_band(self) -> Decimal:
        """Half the width of 左右 around the target, in its unit."""
        if self.in_points:
            return self.rules.about_rate_band / points_per(self.terms.unit)
        return abs(self.target) * self.rules.about_share_band / 100

    @property
    def in_points(self) -> bool:
        """Whether differences in the target's unit are points."""
        return has_points(self.terms.unit)

    @property
    def lower_edge(self) -> Decimal:
        """The least value that keeps the promise upwards: 约 and 左右 leave room below it."""
        return self.target - self.half_band if self.terms.comparator == "approx" else self.target

    @property
    def upper_edge(self) -> Decimal:
        """The greatest value that keeps the promise downwards."""
        if self.terms.comparator == "approx":
            return self.target + self.half_band
        if self.terms.comparator == "between" and self.terms.value_high is not None:
            return max(self.target, self.terms.value_high)
        return self.target

    def reaches(self, edge: Decimal) -> bool:
        """Whether the actual is at or over `edge`; 超过 and 突破 want it over."""
        return self.actual > edge if self.terms.comparator in STRICT else self.actual >= edge

    def stays_within(self, edge: Decimal) -> bool:
        """Whether the actual is at or under `edge`; 低于 and 少于 want it under."""
        return self.actual < edge if self.terms.comparator in STRICT else self.actual <= edge
