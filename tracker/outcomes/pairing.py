"""Which reported result belongs to which promise, and what it says of it; the README here has the rules in prose."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from tracker.evaluation import (
    DEFAULT_RULES,
    Observation,
    Status,
    TargetTerms,
    evaluate,
    figure_direction,
    shape_of,
)
from tracker.outcomes.facts import Fact, family_of, value_as
from tracker.outcomes.likeness import ALIKE, SAME_MATTER, Lookup, fact_likeness, same_counting

YEAR_END = 12
UNEXACT = {"ge", "gt", "le", "lt"}
FALLING = re.compile("死亡|事故|失业率|浓度|能耗|排放|发案|警情|负债|不良|逾期|投诉|火灾")


class Finding(StrEnum):
    """What came of a promise, as far as the next report tells."""

    MET = "met"
    MISSED = "missed"
    DIFFERENT = "different"
    CHANGED = "changed"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Pair:
    """A promise, the result that speaks of it if any, what that says, and how alike the names are."""

    promise: Fact
    result: Fact | None
    finding: Finding
    likeness: float = 0.0
    value: Decimal | None = None


def pair_all(promises: Iterable[Fact], results: Iterable[Fact]) -> list[Pair]:
    """Return every promise with the result that fits it best; a promise without one is silent."""
    promises = list(promises)
    lookup = Lookup(results)
    best = {id(each): _best(each, lookup.near(each)) for each in promises}
    claimed: dict[object, float] = {}
    for pair in best.values():
        if pair.result is not None:
            claimed[id(pair.result)] = max(claimed.get(id(pair.result), 0), pair.likeness)
    return [_unless_claimed(best[id(each)], claimed) for each in promises]


def _unless_claimed(pair: Pair, claimed: dict[object, float]) -> Pair:
    """A result that another promise names much better speaks of that one."""
    if pair.result is None or pair.likeness >= 0.9 or claimed[id(pair.result)] <= pair.likeness + 0.05:
        return pair
    return Pair(pair.promise, None, Finding.SILENT)


def _best(promise: Fact, near: Sequence[Fact]) -> Pair:
    pairs = [pair for each in near if (pair := compare(promise, each)) is not None]
    silent = Pair(promise, None, Finding.SILENT)
    return max(pairs, key=lambda pair: (pair.finding is not Finding.DIFFERENT, pair.likeness), default=silent)


def compare(promise: Fact, result: Fact) -> Pair | None:
    """Return what a result says of a promise; None where it speaks of something else."""
    if promise.year != result.year or not _same_whole(promise, result):
        return None
    alike = fact_likeness(promise, result)
    value = _comparable(promise, result)
    if value is None or alike < ALIKE:
        is_matter = alike >= max(SAME_MATTER, ALIKE if value is None else 0) and _says_something(promise, result)
        return Pair(promise, result, Finding.DIFFERENT, alike) if is_matter else None
    return Pair(promise, result, judged(promise, result, value), alike, value)


def _same_whole(promise: Fact, result: Fact) -> bool:
    """A part is no whole: 其中工业投资 is not 投资, unless both say of what they are part."""
    if promise.parent and result.parent:
        return fact_likeness(replace(promise, name=promise.parent), replace(result, name=result.parent)) > 0
    return True


def _says_something(promise: Fact, result: Fact) -> bool:
    """A rank among others tells nothing of an amount that was promised, nor does a share of what is counted."""
    return result.has_number and (result.measure != "rank" or promise.measure == "rank")


def _comparable(promise: Fact, result: Fact) -> Decimal | None:
    if not promise.has_number or not same_counting(promise, result):
        return None
    return value_as(result, promise)


def judged(promise: Fact, result: Fact, value: Decimal) -> Finding:
    """Return whether a comparable result keeps the promise, by the rules by which targets are judged."""
    year = promise.year or 0
    terms = TargetTerms(
        shape=shape_of(
            measure=promise.measure,
            comparator=promise.comparator,
            unit=promise.unit,
            accumulates=bool(promise.accumulates),
            value=promise.value,
            lower_is_better=_falls(promise),
        ),
        value=promise.value,
        value_high=promise.value_high,
        unit=promise.unit,
        comparator=promise.comparator,
        due=dt.date(year, YEAR_END, 31),
        year=year,
        direction=figure_direction(promise.measure, lower_is_better=_falls(promise)),
        accumulates=bool(promise.accumulates) and family_of(promise.measure) != "change",
    )
    seen = Observation(YEAR_END, value)
    verdict = evaluate(terms, [seen], month=YEAR_END, as_of=dt.date(year + 1, YEAR_END, 31), rules=DEFAULT_RULES)
    found = {Status.DONE: Finding.MET, Status.MISSED: Finding.MISSED}.get(verdict.status, Finding.DIFFERENT)
    # 超过180家 of 200家 promised leaves open which it is; 超过200家 does not.
    is_open = result.comparator in UNEXACT and (found is Finding.MISSED) != (result.comparator in ("le", "lt"))
    return Finding.DIFFERENT if is_open else found


def _falls(promise: Fact) -> bool:
    if promise.lower_is_better is not None:
        return promise.lower_is_better
    return promise.measure not in ("decline", "decrease") and FALLING.search(promise.name) is not None
