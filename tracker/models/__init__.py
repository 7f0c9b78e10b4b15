"""Indicators, targets, progress and evaluation rules."""

from tracker.models.indicators import Indicator, IndicatorAlias, IndicatorMatch
from tracker.models.progress import ProgressEntry
from tracker.models.rulesets import RuleSet
from tracker.models.targets import Stage, Target

__all__ = [
    "Indicator",
    "IndicatorAlias",
    "IndicatorMatch",
    "ProgressEntry",
    "RuleSet",
    "Stage",
    "Target",
]
