"""Rounding for display only; nothing here may feed a comparison."""

from decimal import ROUND_HALF_UP, Context, Decimal

_CONTEXT = Context(prec=60)


def round_half_up(value: Decimal, places: int = 1) -> Decimal:
    """四舍五入 to `places` decimals; never −0."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_CONTEXT)
    return abs(rounded) if rounded.is_zero() else rounded


def percent_for_display(share: Decimal, places: int = 1) -> Decimal:
    """A share as per cent. What is short of the whole never prints as 100: 0.99996 gives 99.9."""
    percent = round_half_up(share * 100, places)
    if share < 1 and percent >= 100:
        return 100 - Decimal(1).scaleb(-places)
    return percent


def gap_for_display(gap: Decimal, places: int = 2) -> Decimal:
    """A gap with the fewest decimals, from `places` on, that do not hide which side of zero it lies on."""
    while gap and not round_half_up(gap, places) and places < 12:
        places += 1
    return round_half_up(gap, places)
