"""What a judgement rests on: rule set, colours, month and day of looking."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from reports.shared.once import once
from reports.shared.prepared import DAYS, Prepared
from tracker.evaluation import DEFAULT_PALETTE, DEFAULT_RULES, PALETTES, Palette, Rules
from tracker.verdicts.models import RuleSet

MONTHS = 12


@dataclass(frozen=True)
class Basis:
    """What a judgement rests on, and what every page and print of it must say."""

    rules: Rules
    palette: Palette
    month: int
    as_of: dt.date
    include_submitted: bool = False


def latest_month(year: int, today: dt.date) -> int:
    """Return the last month of `year` that is over on `today`: 12 for past years, 0 when none is."""
    if year != today.year:
        return MONTHS if year < today.year else 0
    return today.month - 1


def month_to_judge(year: int, today: dt.date) -> int:
    """Return the last month of `year` that is over on `today`; January while it runs, or lies ahead."""
    return max(latest_month(year, today), 1)


def basis_on(today: dt.date, *, month: int, include_submitted: bool = False) -> Basis:
    """Return the basis of judging `month` (1 to 12) on `today`, with the rule set in force then.

    One query, and while a request is answered only the first time.
    """
    in_force = once(("rule set", today), _in_force(today).rows)
    return basis_of(next(iter(in_force), None), today, month=month, include_submitted=include_submitted)


@lru_cache(DAYS)
def _in_force(day: dt.date) -> Prepared[RuleSet]:
    return Prepared(RuleSet.objects.in_force(day)[:1])


def basis_of(rule_set: RuleSet | None, today: dt.date, *, month: int, include_submitted: bool = False) -> Basis:
    """Return the basis of judging by a rule set; an installation without any judges by the defaults."""
    rules = rule_set.as_rules() if rule_set else DEFAULT_RULES
    palette = PALETTES[rule_set.palette] if rule_set else DEFAULT_PALETTE
    return Basis(rules, palette, month, today, include_submitted)
