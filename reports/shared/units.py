"""Units: the names of differences, and scales (亿元 and 万元 are both 元), so that figures can stand side by side."""

from __future__ import annotations

from decimal import Decimal

PERCENTAGE_POINTS = "百分点"
PER_MILLE_POINTS = "千分点"
DAYS = "天"
RANKS = "位"

SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# Not scales but words: a percentage point is no hundred 分点.
UNSCALED = (PERCENTAGE_POINTS, PER_MILLE_POINTS)


def base_of(unit: str) -> tuple[int, str]:
    """Return the scale and the bare unit: 万平方米 is (10000, 平方米), 万千瓦 (10000000, 瓦), 家 (1, 家)."""
    scale, bare = 1, unit.removeprefix("个") if unit.endswith(UNSCALED) else unit
    while len(bare) > 1 and bare[0] in SCALES and not bare.startswith(UNSCALED):
        scale, bare = scale * SCALES[bare[0]], bare[1:]
    return scale, bare


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """Return `value` in the wanted unit; None where the two measure different things."""
    if unit == wanted:
        return value
    scale, bare = base_of(unit)
    wanted_scale, wanted_bare = base_of(wanted)
    return value * scale / wanted_scale if bare == wanted_bare else None
