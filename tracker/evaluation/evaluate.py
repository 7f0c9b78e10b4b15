"""Judge a target: the way in."""

from collections.abc import Sequence
from datetime import date

from tracker.evaluation.rules import Rules
from tracker.evaluation.terms import Observation, TargetTerms
from tracker.evaluation.verdict import Verdict


def evaluate(
    terms: TargetTerms, observations: Sequence[Observation], *, month: int, as_of: date, rules: Rules
) -> Verdict:
    """Judge the target at the end of `month` of its year, seen on `as_of`."""
    raise NotImplementedError
