"""Stretch values: 增长5%以上、力争6% promises 5 % and strives for 6 %."""

from __future__ import annotations

from .change import change_before
from .clauses import Item
from .lexicon import late
from .measuring import comparator_of
from .model import Comparator, Kind, Measure
from .thread import Found, Thread

_REACH = "(?:达到|达|突破|实现|完成|增长|增至|提高到|超过|高于)?"
_STRIVES = late(
    rf"(?:并|同时)?(?:(?:奋力|努力|全力|积极)?(?:力争|争取|冲刺|挑战)|(?:奋斗|力争|冲刺|挑战|争取)目标(?:为|是|定为)?){_REACH}"
)
_AT_LEAST = late(f"(?:并|同时)?(?:确保|保底|保证){_REACH}")
_FALLS = (Comparator.LE, Comparator.LT)


def beside_promise(text: str, item: Item, thread: Thread) -> Found | None:
    """Return the statement of a number that only says how much more is striven for, or what is sure of the one before.

    Name, measure and year are those of the statement before; the bolder of the two values is the stretch.
    """
    words = text[slice(*item.before)]
    promise, quantity = thread.previous, item.quantity
    if promise is None or promise.kind is not Kind.TARGET or promise.quantity.unit != quantity.unit:
        return None
    strives = _STRIVES.fullmatch(words)
    if not (strives or _AT_LEAST.fullmatch(words)) or promise.measure is Measure.RANK:
        return None
    if item.after[1] > item.after[0]:
        return None
    bolder = quantity.value > promise.quantity.value
    if promise.comparator in _FALLS:
        bolder = not bolder
    if bolder != bool(strives) or quantity.value == promise.quantity.value:
        return None
    promise.stretch = promise.stretch or not strives
    bound = comparator_of(quantity, change_before(text, *item.before))
    return Found(
        promise.kind,
        promise.name,
        promise.measure,
        bound,
        quantity,
        promise.year,
        "stretch",
        item.clause,
        promise.parent,
        stretch=bool(strives),
    )
