"""A whole and its parts (其中): what they add up to beside what the whole promises; a difference is only shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from reports.library.models import Comparator, Measure
from reports.shared.display import amount, plain, with_unit
from reports.shared.units import in_unit
from tracker.targets.models import Target

ADDING_UP = frozenset({Measure.QUANTITY, Measure.LEVEL})
SHARES = ("%", "％", "‰")


@dataclass(frozen=True, slots=True)
class PartsSum:
    """What the parts of a target add up to, in the unit of the whole."""

    n_parts: int
    total: Decimal
    whole: Decimal
    unit: str

    @property
    def difference(self) -> Decimal:
        """How much the parts promise more than the whole."""
        return self.total - self.whole

    @property
    def in_words(self) -> str:
        """The sum and the difference in plain words."""
        given = {"n": self.n_parts, "total": amount(self.total, self.unit)}
        if not self.difference:
            return _("the %(n)s parts add up to %(total)s, as much as the whole") % given
        given["difference"] = with_unit(plain(abs(self.difference)), self.unit)
        if self.difference > 0:
            return _("the %(n)s parts add up to %(total)s, %(difference)s more than the whole") % given
        return _("the %(n)s parts add up to %(total)s, %(difference)s less than the whole") % given


def sum_of_parts(target: Target, parts: Sequence[Target]) -> PartsSum | None:
    """Return what the parts add up to; None where they do not: growth, shares, other units, or a part without a number.

    Withdrawn parts promise nothing any more.
    """
    counted = [part for part in parts if not part.is_withdrawn]
    if not counted or target.value is None or not _adds_up(target):
        return None
    amounts = [_amount_in(part, target) for part in counted]
    if any(each is None for each in amounts):
        return None
    return PartsSum(
        len(counted), sum((each for each in amounts if each is not None), Decimal(0)), target.value, target.unit
    )


def _adds_up(target: Target) -> bool:
    return (
        target.measure in ADDING_UP
        and not target.unit.startswith(SHARES)
        and target.comparator != Comparator.RELATIVE
        and target.value_high is None
    )


def _amount_in(part: Target, whole: Target) -> Decimal | None:
    if part.value is None or not _adds_up(part) or part.measure != whole.measure:
        return None
    return in_unit(part.value, part.unit, whole.unit)
