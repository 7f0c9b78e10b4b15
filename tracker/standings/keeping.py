"""Who writes standings: these functions and nobody else, each target under its lock.

Services announce the targets that they change and `keep` judges them anew in the same transaction. What time or another
rule set has overtaken says so itself (`Standing.holding`): `renew` judges it again, called by whoever reads first. Both
lock the targets first, in the order of their numbers, and read the figures after that: the later of two writers has
seen what the earlier one wrote.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from tracker.evaluation import Rules
from tracker.progress.judgement import filed_figures
from tracker.standings.judging import kept_months, key_of, standings_for
from tracker.standings.models import Standing
from tracker.targets.models import Target
from tracker.verdicts.basis import basis_on

BATCH = 200
"""How many targets are locked and judged at a time."""


def keep(targets: Collection[int]) -> None:
    """Judge every month of these targets anew, as they are at present; within the transaction that changed them."""
    today = timezone.localdate()
    for batch in batches(targets):
        with transaction.atomic():
            judged = list(should_be(locked(batch), today))
            Standing.objects.filter(target__in=batch).delete()
            Standing.objects.bulk_create(judged)


def renew(targets: Collection[int], today: dt.date) -> int:
    """Judge those months of these targets whose standings are missing or hold no more; return how many were."""
    return sum(_renewed(batch, today) for batch in batches(targets))


@transaction.atomic
def _renewed(targets: Sequence[int], today: dt.date) -> int:
    rows, rules = locked(targets), rules_on(today)
    own = Standing.objects.filter(target__in=targets)
    holding = own.holding(key_of(rules), today)
    judged = list(should_be(rows, today, rules=rules, but=set(holding.values_list("target", "month"))))
    own.exclude(pk__in=holding.values("pk")).delete()
    Standing.objects.bulk_create(judged)
    return len(judged)


def locked(targets: Sequence[int]) -> list[Target]:
    """Lock targets in the order of their numbers; return them with their stages. Two queries."""
    rows = list(Target.objects.select_for_update(no_key=True).filter(pk__in=targets).order_by("pk"))
    prefetch_related_objects(rows, "stages")
    return rows


def should_be(
    targets: Sequence[Target], today: dt.date, *, rules: Rules | None = None, but: Collection[tuple[int, int]] = ()
) -> Iterator[Standing]:
    """Yield the standings that targets should have on `today`, but for these (target, month). At most two queries."""
    figures, rules = filed_figures(targets), rules or rules_on(today)
    for target in targets:
        months = [month for month in kept_months(target.year, today) if (target.pk, month) not in but]
        if months:
            yield from standings_for(target, figures.get(target.pk, []), months, rules=rules, today=today)


def rules_on(today: dt.date) -> Rules:
    """Return the thresholds in force. One query."""
    return basis_on(today, month=1).rules


def batches(targets: Iterable[int], size: int = BATCH) -> Iterator[list[int]]:
    """Yield the numbers in their order, some at a time."""
    ordered = sorted(targets)
    return (ordered[start : start + size] for start in range(0, len(ordered), size))
