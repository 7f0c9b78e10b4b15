"""Targets that name their value by another figure: multiples of the year before, and relative ones."""

from dataclasses import replace
from decimal import Decimal

from tracker.evaluation.terms import Direction, Shape, TargetTerms
from tracker.evaluation.units import has_points
from tracker.evaluation.verdict import Reason, ReasonCode

Resolved = tuple[TargetTerms | None, tuple[Reason, ...]]


def resolve(terms: TargetTerms) -> Resolved:
    """The terms with a value and a shape that can be judged, and how they came about; None with the reason why not."""
    if terms.shape is Shape.RELATIVE:
        return _resolve_relative(terms)
    if terms.shape is Shape.ZERO:
        return replace(terms, value=Decimal(0)), ()
    if terms.value is None or (terms.shape is Shape.RANGE and terms.value_high is None):
        return _unknown(ReasonCode.TARGET_VALUE_MISSING)
    if terms.shape is Shape.MULTIPLE:
        return _resolve_multiple(terms, terms.value)
    return terms, ()


def _resolve_multiple(terms: TargetTerms, factor: Decimal) -> Resolved:
    """翻一番: T = B × k. A base of zero or less cannot be multiplied into a target."""
    if terms.baseline is None:
        return _unknown(ReasonCode.BASELINE_MISSING)
    if terms.baseline <= 0:
        return _unknown(ReasonCode.BASELINE_NOT_POSITIVE, baseline=terms.baseline)
    target = terms.baseline * factor
    shape = Shape.CUMULATIVE if terms.accumulates else Shape.STOCK
    params = {"baseline": terms.baseline, "factor": factor, "target": target}
    return replace(terms, shape=shape, value=target, unit=""), (Reason(ReasonCode.TARGET_FROM_BASELINE, params),)


def _resolve_relative(terms: TargetTerms) -> Resolved:
    """高于全省1个百分点: T = reference + 1 (lower is better: − 1). 达到市级要求 has no margin: T = reference."""
    if terms.reference is None:
        return _unknown(ReasonCode.REFERENCE_MISSING)
    margin = terms.value or Decimal(0)
    lower = terms.direction is Direction.LOWER
    target = terms.reference - margin if lower else terms.reference + margin
    params = {"reference": terms.reference, "margin": -margin if lower else margin, "target": target}
    resolved = replace(terms, shape=_relative_shape(terms), value=target, comparator="le" if lower else "ge")
    return resolved, (Reason(ReasonCode.TARGET_FROM_REFERENCE, params),)


def _relative_shape(terms: TargetTerms) -> Shape:
    """Then as its shape: relative promises in points are nearly always of growth, the stricter of the two."""
    if terms.direction is Direction.LOWER:
        return Shape.CEILING
    if terms.accumulates:
        return Shape.CUMULATIVE
    if has_points(terms.unit):
        return Shape.GROWTH
    return Shape.RATE if terms.baseline is None else Shape.STOCK


def _unknown(code: ReasonCode, **params: Decimal) -> Resolved:
    return None, (Reason(code, params),)
