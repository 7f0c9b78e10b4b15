"""What comes out of a judgement: a status that can explain itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tracker.evaluation.status import Status

ParamValue = Decimal | int | str | date | None


class ReasonCode(StrEnum):
    """One step of the explanation; the interface has a sentence for each. Parameters stand in brackets."""

    WITHDRAWN = "withdrawn"
    """The target was withdrawn or changed."""
    NOT_DUE_UNTIL = "not_due_until"
    """No figure is due yet (date: the last day of the first period)."""
    NO_JANUARY_FIGURE = "no_january_figure"
    """This statistic is never published for January alone."""
    NO_STAGE_DUE = "no_stage_due"
    """No stage is planned for this time (stage, date)."""
    FIGURE_MISSING = "figure_missing"
    """A figure is due and missing (month, last_month, last_value)."""
    EARLIER_FIGURE = "earlier_figure"
    """The newest period for which a figure is due is an earlier one (month, actual_month)."""
    SETTLED_EARLIER = "settled_earlier"
    """Later figures are missing, but this one already decides (month, actual_month)."""
    TARGET_VALUE_MISSING = "target_value_missing"
    """The target has no number to compare with."""
    BASELINE_MISSING = "baseline_missing"
    """The value before the year is needed and not entered."""
    BASELINE_NOT_POSITIVE = "baseline_not_positive"
    """A base of zero or less cannot be multiplied into a target (baseline)."""
    REFERENCE_MISSING = "reference_missing"
    """The comparator's or the upper level's figure is not entered."""
    VERDICT_MISSING = "verdict_missing"
    """A reviewer has not judged this yet."""
    FINAL_VERDICT_MISSING = "final_verdict_missing"
    """The year is over and the reviewer's verdict is from before its end (status, given_on)."""
    TARGET_FROM_BASELINE = "target_from_baseline"
    """T = baseline × factor (baseline, factor, target)."""
    TARGET_FROM_REFERENCE = "target_from_reference"
    """T = reference ± margin (reference, margin, target)."""
    COMPLETION = "completion"
    """C = actual ÷ target (actual, target, completion)."""
    COMPLETION_FROM_BASELINE = "completion_from_baseline"
    """C = (actual − baseline) ÷ (target − baseline) (actual, baseline, target, completion)."""
    AGAINST_SCHEDULE = "against_schedule"
    """D = C − e (completion, expected, gap in percentage points)."""
    COMPARED_DIRECTLY = "compared_directly"
    """actual − target (actual, target, gap, unit)."""
    HEADROOM = "headroom"
    """target − actual (actual, target, gap, unit)."""
    PROJECTION = "projection"
    """actual ÷ e for the whole year (actual, expected, projection, target, gap in percentage points)."""
    BAND = "band"
    """Distance to the band (actual, low, high, gap, unit)."""
    EVENTS = "events"
    """Events that must not happen (actual, month of the first)."""
    RANK_GAP = "rank_gap"
    """target − actual in places (actual, target, gap)."""
    STAGES = "stages"
    """Stages done of all (done, total)."""
    STAGE_LATE = "stage_late"
    """The stage that is latest (stage, date, days)."""
    STAGE_EARLY = "stage_early"
    """A stage done before its time (stage, date, days)."""
    STAGE_DONE_LATE = "stage_done_late"
    """All done, the last one behind its planned day (stage, date, days)."""
    REVIEWED = "reviewed"
    """A reviewer's verdict (status, reason, given_on)."""
    THRESHOLD = "threshold"
    """The threshold that decided (name of the rule's field, threshold, gap; gap is at or over, or under, it)."""
    REACHED = "reached"
    """The target is reached (target)."""
    NOT_REACHED = "not_reached"
    """The year is over and the target is not reached (target)."""
    HOLDS = "holds"
    """What is promised holds at present; the year is not over (target)."""
    BEYOND_REPAIR = "beyond_repair"
    """The bound is broken and what accumulates cannot go back (target)."""
    ALREADY_AT_TARGET = "already_at_target"
    """The baseline is at the target or better, so the level is to be held (baseline, target)."""
    NO_BASELINE_CAUTION = "no_baseline_caution"
    """Without a baseline the share counts what existed before the year: it is never called ahead."""
    TOTAL_FELL_CAUTION = "total_fell_caution"
    """A year-to-date total is lower than before: a correction or a slip (month, before, actual)."""
    OVERDUE = "overdue"
    CRITICAL_WHEN_OVERDUE = "critical_when_overdue"
    """The day by which it was promised has passed (due, days)."""


@dataclass(frozen=True)
class Reason:
    """One step of the explanation: a code that the interface translates, and the numbers in it, unrounded."""

    code: ReasonCode
    params: Mapping[str, ParamValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Remedy:
    """What would turn it on pace: the figure `value` by the day `by` (for a milestone: the `stage`).

    `remaining` is what is still to do (or, under a ceiling, may still be used), `months` how many months are left
    for it, `per_month` the one divided by the other; all None where amounts do not add up over the year.
    """

    value: Decimal | None
    by: date
    remaining: Decimal | None = None
    months: int | None = None
    per_month: Decimal | None = None
    stage: str = ""


@dataclass(frozen=True)
class Verdict:
    """The state of a target at a date, with everything that led to it, unrounded.

    `completion` and `expected` are shares (0.5 is 50 %); None where a rate makes no sense. `gap` is positive when
    better than required and measured in `gap_unit` (百分点, 千分点, 天, 位, or the target's own unit).
    `met` says whether the promise holds with the figure at hand, None when that cannot be said.
    """

    status: Status
    completion: Decimal | None = None
    expected: Decimal | None = None
    gap: Decimal | None = None
    gap_unit: str = ""
    actual: Decimal | None = None
    actual_month: int | None = None
    met: bool | None = None
    reasons: tuple[Reason, ...] = ()
    remedy: Remedy | None = None
    rules_version: str = ""
