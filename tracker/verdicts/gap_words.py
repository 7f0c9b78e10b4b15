"""A gap in the words of bulletins: 略低于序时进度1.7个百分点, 高于目标0.5个百分点."""

from __future__ import annotations

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reports.shared import display
from tracker.evaluation import Shape

SLIGHTLY_UP_TO = Decimal(5)
FAR_FROM = Decimal(15)
"""Points behind schedule from which on bulletins write 低于 and 明显低于: 铜梁 in 2024 at 8.8 and at 23.3 points."""

Words = str | Promise
_BY_SHAPE: dict[Shape, tuple[Words, Words, Words]] = {
    Shape.CEILING: (
        gettext_lazy("%(gap)s below the ceiling"),
        gettext_lazy("at the ceiling"),
        gettext_lazy("%(gap)s above the ceiling"),
    ),
    Shape.DECLINE: (
        gettext_lazy("%(gap)s better than promised"),
        gettext_lazy("as promised"),
        gettext_lazy("%(gap)s short of what is promised"),
    ),
    Shape.RANK: (
        gettext_lazy("%(gap)s ahead of the promised place"),
        gettext_lazy("at the promised place"),
        gettext_lazy("%(gap)s behind the promised place"),
    ),
    Shape.RANGE: (
        gettext_lazy("%(gap)s better than the promised range"),
        gettext_lazy("within the promised range"),
        gettext_lazy("%(gap)s outside the promised range"),
    ),
    Shape.ZERO: (
        gettext_lazy("none happened"),
        gettext_lazy("none happened"),
        gettext_lazy("%(gap)s happened"),
    ),
    Shape.MILESTONE: (
        gettext_lazy("%(gap)s early"),
        gettext_lazy("on the day"),
        gettext_lazy("%(gap)s late"),
    ),
}
_BY_SHAPE[Shape.APPROX] = _BY_SHAPE[Shape.RANGE]
_DIRECT: tuple[Words, Words, Words] = (
    gettext_lazy("%(gap)s above the target"),
    gettext_lazy("level with the target"),
    gettext_lazy("%(gap)s below the target"),
)


def gap_in_words(shape: Shape, gap: Decimal | None, unit: str, *, is_pace: bool) -> str:
    """Return a gap (positive is good, whatever the shape) as bulletins word it; empty where there is none.

    `is_pace` says that it is D = C − e, the distance to schedule in percentage points, not that to the promise itself.
    """
    if gap is None:
        return ""
    words = _pace(gap) if is_pace else _compared(shape, gap)
    return str(words) % {"gap": display.gap(abs(gap), unit).removeprefix("+")}


def _pace(gap: Decimal) -> Words:
    if gap > 0:
        return _("%(gap)s ahead of schedule")
    if gap == 0:
        return _("level with schedule")
    if gap > -SLIGHTLY_UP_TO:
        return pgettext_lazy("up to five points", "slightly behind schedule, by %(gap)s")
    if gap > -FAR_FROM:
        return _("behind schedule by %(gap)s")
    return pgettext_lazy("fifteen points or more", "plainly behind schedule, by %(gap)s")


def _compared(shape: Shape, gap: Decimal) -> Words:
    better, level, worse = _BY_SHAPE.get(shape, _DIRECT)
    return better if gap > 0 else worse if gap < 0 else level
