"""Judging promises: plain values in, verdicts out. The rules in prose are in this package's README."""

from reports.shared.rounding import gap_for_display, percent_for_display, round_half_up
from tracker.evaluation.aggregates import count_by_status, in_denominator, shares_by_largest_remainder
from tracker.evaluation.evaluate import evaluate
from tracker.evaluation.palettes import DEFAULT_PALETTE, PALETTES, SYMBOLS, Palette, Tone
from tracker.evaluation.ranking import Ranked, Ranking, RankRow, rank
from tracker.evaluation.rules import DEFAULT_RULES, EVALUATION_VERSION, Rules
from tracker.evaluation.schedule import Schedule
from tracker.evaluation.shapes import FALLS, figure_direction, shape_of
from tracker.evaluation.status import Status
from tracker.evaluation.terms import (
    Direction,
    Frequency,
    Observation,
    QualitativeVerdict,
    Shape,
    Stage,
    TargetTerms,
    more_is_better,
)
from tracker.evaluation.validity import holds_until
from tracker.evaluation.verdict import Reason, ReasonCode, Remedy, Verdict

__all__ = [
    "DEFAULT_PALETTE",
    "DEFAULT_RULES",
    "EVALUATION_VERSION",
    "FALLS",
    "PALETTES",
    "SYMBOLS",
    "Direction",
    "Frequency",
    "Observation",
    "Palette",
    "QualitativeVerdict",
    "RankRow",
    "Ranked",
    "Ranking",
    "Reason",
    "ReasonCode",
    "Remedy",
    "Rules",
    "Schedule",
    "Shape",
    "Stage",
    "Status",
    "TargetTerms",
    "Tone",
    "Verdict",
    "count_by_status",
    "evaluate",
    "figure_direction",
    "gap_for_display",
    "holds_until",
    "in_denominator",
    "more_is_better",
    "percent_for_display",
    "rank",
    "round_half_up",
    "shape_of",
    "shares_by_largest_remainder",
]
