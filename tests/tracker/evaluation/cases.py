"""Short ways to write a promise and what came of it, so that the tables of decisions fit on one line."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tracker.evaluation import (
    DEFAULT_RULES,
    Observation,
    ReasonCode,
    Rules,
    Shape,
    TargetTerms,
    Verdict,
    evaluate,
)

YEAR = 2024
YEAR_END = date(YEAR, 12, 31)
NEXT_YEAR = date(YEAR + 1, 1, 20)

FOUR_TIERS = Rules(
    behind_from=Decimal(-5),
    growth_behind_from=Decimal(-1),
    ceiling_behind_from=Decimal("-0.2"),
    level_behind_from=Decimal(-2),
    critical_from=Decimal(-15),
    level_critical_from=Decimal(-5),
    growth_critical_below_zero=True,
    milestone_critical_days=90,
)


def dec(number: str | int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def promise(
    shape: Shape, value: str | int | None, unit: str = "家", comparator: str = "ge", **more: object
) -> TargetTerms:
    amounts = {name: dec(more.pop(name)) for name in ("value_high", "baseline", "reference") if name in more}
    rest = {"due": YEAR_END, "year": YEAR, **amounts, **more}
    return TargetTerms(shape=shape, value=dec(value), unit=unit, comparator=comparator, **rest)


def seen_after(month: int) -> date:
    """The day on which the month's figures are looked at: the twentieth of the month that follows."""
    return NEXT_YEAR if month == 12 else date(YEAR, month + 1, 20)


def judge(
    terms: TargetTerms,
    figures: Mapping[int, str | int | None],
    month: int,
    as_of: date | None = None,
    rules: Rules = DEFAULT_RULES,
) -> Verdict:
    observations = [Observation(each, dec(value)) for each, value in figures.items()]
    return evaluate(terms, observations, month=month, as_of=as_of or seen_after(month), rules=rules)


def judge_figure(terms: TargetTerms, actual: str | int, month: int, **more: object) -> Verdict:
    return judge(terms, {month: actual}, month, **more)


def codes(verdict: Verdict) -> list[ReasonCode]:
    return [reason.code for reason in verdict.reasons]


def params(verdict: Verdict, code: ReasonCode) -> Mapping[str, object]:
    return next(reason.params for reason in verdict.reasons if reason.code is code)
