"""Whether a figure can be one of an indicator at all: a share is no amount, people are no money."""

from __future__ import annotations

from reports.library.models import Measure
from reports.shared.units import PER_MILLE_POINTS, PERCENTAGE_POINTS, base_of
from tracker.indicators.models import Indicator
from tracker.indicators.similarity import says_growth

CHANGES = (Measure.GROWTH, Measure.DECLINE)
# A multiple and a rank have units of their own, whatever they are a multiple or a rank of.
OWN_UNITS = (Measure.MULTIPLE, Measure.RANK)
KINDS = {
    "share": ("%", "‰", "成", PERCENTAGE_POINTS, PER_MILLE_POINTS),
    "money": ("元", "美元", "欧元", "港元"),
    "people": ("人", "名", "位"),
    "visits": ("人次",),
}


def contradicts(indicator: Indicator, name: str, measure: str, unit: str) -> bool:
    """Tell whether a figure with this measure and unit cannot be one of the indicator.

    Growth, amount and rank of one thing are all figures of it. A share is none of something that is counted or that
    adds up, and the other way round; nor is money one of people, nor what was done in a year one of a stock. A unit
    that says nothing contradicts nothing.
    """
    said = kind_of(unit)
    if not said or measure in (*CHANGES, *OWN_UNITS) or says_growth(name):
        return False
    if indicator.measure in CHANGES:
        return said == "share" and indicator.accumulates
    is_stock = indicator.measure == Measure.LEVEL and not indicator.accumulates
    own = kind_of(indicator.unit)
    return (is_stock and measure == Measure.QUANTITY) or (bool(own) and said != own)


def kind_of(unit: str) -> str:
    """Return what a unit counts: share, money, people, visits or things; empty where it says nothing."""
    _scale, bare = base_of(unit)
    kinds = (kind for kind, units in KINDS.items() if bare in units)
    return next(kinds, "" if bare in ("", "万", "亿", "千") else "things")
