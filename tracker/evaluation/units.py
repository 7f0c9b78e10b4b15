"""Units that are shares: their differences are points, not per cent."""

from decimal import Decimal

from reports.shared.units import PER_MILLE_POINTS, PERCENTAGE_POINTS

_PER_MILLE = frozenset({"‰", "千分点", "个千分点"})
_POINTS = {
    **dict.fromkeys(("%", "％", "﹪", "百分点", "个百分点", *_PER_MILLE), Decimal(1)),
    "成": Decimal(10),
}
_RATIOS = frozenset({"∶1", ":1", "：1", "倍"})


def is_share_unit(unit: str) -> bool:
    """Whether a level in this unit is a rate, share or ratio and not a stock."""
    return unit in _POINTS or unit in _RATIOS


def has_points(unit: str) -> bool:
    """Whether differences in this unit are points."""
    return unit in _POINTS


def points_per(unit: str) -> Decimal:
    """How many points one of this unit is: 1 % is one, 1 成 ten; units without points stay as they are."""
    return _POINTS.get(unit, Decimal(1))


def gap_unit_of(unit: str) -> str:
    """The unit in which differences are told."""
    if unit in _PER_MILLE:
        return PER_MILLE_POINTS
    return PERCENTAGE_POINTS if unit in _POINTS else unit
