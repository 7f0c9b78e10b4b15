"""The rows that a target should have: its verdicts at the ends of its months, as they are kept."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_FLOOR, ROUND_UP, Context, Decimal
from functools import lru_cache

from tracker.evaluation import EVALUATION_VERSION, Observation, Rules, TargetTerms, Verdict, evaluate, holds_until
from tracker.evaluation.periods import calendar_of
from tracker.progress.judgement import OFFICIAL, OFFICIAL_OR_SUBMITTED, Filed
from tracker.progress.models import ProgressEntry
from tracker.standings.models import Standing
from tracker.targets.models import Target
from tracker.targets.terms import terms_of
from tracker.verdicts.basis import month_to_judge

DIGITS = 15
"""What a float holds: SQLite keeps decimals as floats, and both databases shall keep the same."""
STEP, WIDE = Decimal("1e-12"), Context(prec=60)


@lru_cache(maxsize=64)
def key_of(rules: Rules) -> str:
    """Return the name of a rule set in a row; another threshold, or another way of judging, gives another one."""
    fingerprint = hashlib.sha256(repr((EVALUATION_VERSION, rules)).encode()).hexdigest()[:12]
    return f"{rules.name} v{rules.version} {fingerprint}"


def kept_months(year: int, today: dt.date) -> range:
    """Return the months of a year that standings are kept for: those that are over on `today`, January at least."""
    return range(1, month_to_judge(year, today) + 1)


def standings_for(
    target: Target, figures: Sequence[Filed], months: Iterable[int], *, rules: Rules, today: dt.date
) -> Iterator[Standing]:
    """Yield the unsaved standings of a target at the ends of `months`; `stages` should be prefetched. No query then."""
    terms = terms_of(target)
    official, submitted = _observed(figures, OFFICIAL), _observed(figures, OFFICIAL_OR_SUBMITTED)
    waiting = {each.month for each in figures if each.state == ProgressEntry.State.SUBMITTED}
    for month in months:
        verdict = evaluate(terms, official, month=month, as_of=today, rules=rules)
        differs = any(each <= month for each in waiting)
        other = evaluate(terms, submitted, month=month, as_of=today, rules=rules) if differs else verdict
        row = _row(target, month, verdict, other)
        row.is_waiting = _due_month(terms, month) in waiting
        row.rules, row.judged_on = key_of(rules), today
        row.holds_until = holds_until(terms, month=month, as_of=today, rules=rules)
        yield row


def _observed(figures: Iterable[Filed], states: frozenset[str]) -> list[Observation]:
    return [Observation(each.month, each.value) for each in figures if each.state in states]


def _due_month(terms: TargetTerms, month: int) -> int:
    return max((each for each in calendar_of(terms) if each <= month), default=0)


def _row(target: Target, month: int, verdict: Verdict, submitted: Verdict) -> Standing:
    return Standing(
        target_id=target.pk, month=month, region_id=target.region_id, year=target.year, lead_id=target.lead_id,
        target_class=target.target_class,
        status=verdict.status.value, completion=kept_share(verdict.completion), gap=kept_gap(verdict.gap),
        gap_unit=verdict.gap_unit or submitted.gap_unit, actual=verdict.actual, actual_month=verdict.actual_month,
        submitted_status=submitted.status.value, submitted_completion=kept_share(submitted.completion),
        submitted_gap=kept_gap(submitted.gap),
    )  # fmt: skip


def kept_share(value: Decimal | None) -> Decimal | None:
    """Round a completion as it is kept: downwards, so that what is short of the whole never becomes it."""
    return None if value is None else _rounded(value, ROUND_FLOOR)


def kept_gap(value: Decimal | None) -> Decimal | None:
    """Round a gap as it is kept: away from zero, so that no gap becomes none."""
    return None if value is None else _rounded(value, ROUND_UP)


def _rounded(value: Decimal, rounding: str) -> Decimal:
    return Context(prec=DIGITS, rounding=rounding).plus(value).quantize(STEP, rounding=rounding, context=WIDE)
