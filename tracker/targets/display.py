"""Promises in words, the same on every page and in every export: “20家以上”, “增长7%”, “5.5%以内”."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.extraction import unwrapped
from reports.library.display import BOUNDS
from reports.library.models import Comparator, Kind, Measure, Statement
from reports.shared.display import amount, day, plain, with_unit

if TYPE_CHECKING:
    from tracker.targets.models import Target

CHANGES = {
    Measure.GROWTH: gettext_lazy("growth {bounded}"),
    Measure.DECLINE: gettext_lazy("decline {bounded}"),
    Measure.INCREASE: gettext_lazy("up {bounded}"),
    Measure.DECREASE: gettext_lazy("down {bounded}"),
}


def pattern_of(measure: str, comparator: str) -> str:
    """Return how promises with a number are said: “增长{amount}以上”, “第{number}位”."""
    if measure == Measure.RANK:
        return _("among the first {number}") if comparator in (Comparator.LE, Comparator.LT) else _("place {number}")
    if measure == Measure.MULTIPLE:
        return _("{number} times the value before")
    bounded = str(BOUNDS.get(comparator, "{amount}"))
    return str(CHANGES[Measure(measure)]).format(bounded=bounded) if measure in CHANGES else bounded


def in_words(
    *,
    measure: str,
    comparator: str,
    value: Decimal | None,
    value_high: Decimal | None = None,
    unit: str = "",
    standard: str = "",
    pattern_of: Callable[[str, str], str] = pattern_of,
) -> str:
    """Return what is promised; `standard` are the words that stand for a number, or tell what it is relative to."""
    if value is None or comparator == Comparator.RELATIVE:
        return standard or amount(value, unit)
    number = plain(value) if value_high is None else f"{plain(value)}—{plain(value_high)}"
    return pattern_of(measure, comparator).format(number=number, amount=with_unit(number, unit))


def for_many() -> Callable[..., str]:
    """Return `in_words` for many promises: what is said alike of several is put into words once."""
    return cache(partial(in_words, pattern_of=cache(pattern_of)))


def target_in_words(target: Target) -> str:
    """Return what a target promises, and what is striven for beyond it, as the task table prints it."""
    promised = in_words(
        measure=target.measure,
        comparator=target.comparator,
        value=target.value,
        value_high=target.value_high,
        unit=target.unit,
        standard=target.standard,
    )
    return with_stretch(promised, target.stretch_value, target.unit)


def with_stretch(promised: str, stretch: Decimal | None, unit: str) -> str:
    """Add the value that is striven for: “增长5%以上，奋斗目标6%”."""
    if stretch is None:
        return promised
    return _("{promised}, striving for {stretch}").format(promised=promised, stretch=with_unit(plain(stretch), unit))


def supporting_in_words(target: Target) -> str:
    """Return the supporting departments in one line; they should be fetched beside the targets."""
    return "、".join(each.label for each in target.supporting.all())


def headline_in_words(target: Target) -> str:
    """Return what stands beside a target's name: what it promises, or by when where the name says that already."""
    promise = target_in_words(target)
    if target.measure or promise not in target.name:
        return promise
    return _("by {day}").format(day=day(target.deadline))


def statement_in_words(statement: Statement) -> str:
    """Return what a statement promises, as its target would print it."""
    if statement.kind == Kind.MILESTONE:
        return statement.event
    return in_words(
        measure=statement.measure,
        comparator=statement.comparator,
        value=statement.value,
        value_high=statement.value_high,
        unit=statement.unit,
        standard=standard_of(statement),
    )


def standard_of(statement: Statement) -> str:
    """Return the words that stand for a number, or say what it is relative to; empty where the number says all."""
    if statement.kind == Kind.MILESTONE:
        return statement.event
    if statement.value is not None and statement.comparator != Comparator.RELATIVE:
        return ""
    whole = (
        statement.evidence if statement.value is not None else statement.report.text[statement.start : statement.end]
    )
    return unwrapped(whole)[:300]


def stages_in_words(target: Target) -> str:
    """Return how many stages or objects of a milestone are done, of how many; `stages` should be prefetched.

    An open list says so: who reads 3/3 must know that the promise speaks of more than the three. Empty without stages.
    """
    stages = list(target.stages.all())
    if not stages:
        return ""
    given = {"done": sum(stage.done_on is not None for stage in stages), "all": len(stages)}
    return (_("%(done)s of %(all)s, open list") if target.is_open_list else _("%(done)s of %(all)s")) % given
