"""Promises and figures in words, the same on every page and in every export: “≥ 20 家”, “增长 7%”, “5.5% 以内”."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.models import Comparator, Measure
from tracker.evaluation.units import is_share_unit

if TYPE_CHECKING:
    from tracker.models import Target

POINTS = {"百分点": "个百分点", "千分点": "个千分点"}
# A number of things is bounded by signs, a change by words.
SIGNS = {
    Comparator.GE: "≥ {amount}",
    Comparator.GT: "> {amount}",
    Comparator.LE: gettext_lazy("within {amount}"),
    Comparator.LT: "< {amount}",
    Comparator.APPROX: gettext_lazy("about {amount}"),
}
WORDS = {
    Comparator.GE: gettext_lazy("{amount} or more"),
    Comparator.GT: gettext_lazy("more than {amount}"),
    Comparator.LE: gettext_lazy("within {amount}"),
    Comparator.LT: gettext_lazy("less than {amount}"),
    Comparator.APPROX: gettext_lazy("about {amount}"),
}
CHANGES = {
    Measure.GROWTH: gettext_lazy("growth {bounded}"),
    Measure.DECLINE: gettext_lazy("decline {bounded}"),
    Measure.INCREASE: gettext_lazy("up {bounded}"),
    Measure.DECREASE: gettext_lazy("down {bounded}"),
}


def plain(value: Decimal) -> str:
    """Return the number without trailing zeros and without an exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Decimal | None, unit: str) -> str:
    """Return number and unit; a dash where there is no number."""
    if value is None:
        return "—"
    return with_unit(plain(value), unit)


def with_unit(number: str, unit: str) -> str:
    """Join a number with its unit: % stands close, words after a space."""
    unit = POINTS.get(unit, unit)
    joined = "" if not unit or (is_share_unit(unit) and unit not in POINTS.values()) else " "
    return f"{number}{joined}{unit}"


def in_words(
    *,
    measure: str,
    comparator: str,
    value: Decimal | None,
    value_high: Decimal | None = None,
    unit: str = "",
    standard: str = "",
) -> str:
    """Return what is promised; `standard` are the words that stand for a number, or tell what it is relative to."""
    if value is None or comparator == Comparator.RELATIVE:
        return standard or amount(value, unit)
    number = plain(value) if value_high is None else f"{plain(value)}—{plain(value_high)}"
    quantity = with_unit(number, unit)
    if measure == Measure.RANK:
        return _rank(comparator, number)
    if measure == Measure.MULTIPLE:
        return _("{number} times the value before").format(number=number)
    if measure in CHANGES:
        return str(CHANGES[Measure(measure)]).format(bounded=_bounded(WORDS, comparator, quantity))
    return _bounded(SIGNS, comparator, quantity)


def target_in_words(target: Target) -> str:
    """Return what a target promises, as the task table prints it."""
    return in_words(
        measure=target.measure,
        comparator=target.comparator,
        value=target.value,
        value_high=target.value_high,
        unit=target.unit,
        standard=target.standard,
    )


def _bounded(patterns: dict[Comparator, str], comparator: str, quantity: str) -> str:
    pattern = patterns.get(comparator)  # type: ignore[call-overload]
    return str(pattern).format(amount=quantity) if pattern else quantity


def _rank(comparator: str, number: str) -> str:
    pattern = _("among the first {number}") if comparator in (Comparator.LE, Comparator.LT) else _("place {number}")
    return pattern.format(number=number)
