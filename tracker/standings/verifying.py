"""Comparing what is kept with what is judged: no difference is expected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from tracker.standings.judging import key_of
from tracker.standings.keeping import batches, keep, locked, renew, rules_on, should_be
from tracker.standings.models import Standing

COMPARED = tuple(
    field.attname
    for field in Standing._meta.concrete_fields
    if field.name not in ("id", "target", "month", "judged_on")
)


@dataclass(frozen=True)
class Difference:
    """A column of a kept standing that is not what judging gives."""

    target: int
    month: int
    column: str
    kept: object
    judged: object

    def __str__(self) -> str:
        return f"target {self.target}, month {self.month}: {self.column} is {self.kept}, should be {self.judged}"


@dataclass
class Verification:
    """What came of comparing: how many standings there are, how many were judged anew, and every difference."""

    n_compared: int = 0
    n_renewed: int = 0


def verified(targets: Collection[int], today: dt.date, counts: Verification) -> Iterator[Difference]:
    """Bring the standings of these targets up to date, then yield every difference, set right already."""
    for batch in batches(targets):
        with transaction.atomic():
            counts.n_renewed += renew(batch, today)
            found = list(_differences(batch, today, counts))
            if found:
                keep({each.target for each in found})
        yield from found


def _differences(targets: Sequence[int], today: dt.date, counts: Verification) -> Iterator[Difference]:
    rules = rules_on(today)
    holding = Standing.objects.filter(target__in=targets).holding(key_of(rules), today)
    kept = {(each.target_id, each.month): each for each in holding}
    counts.n_compared += len(kept)
    for judged in should_be(locked(targets), today, rules=rules):
        row = kept[judged.target_id, judged.month]
        for column in COMPARED:
            ours, right = getattr(row, column), getattr(judged, column)
            if ours != right:
                yield Difference(judged.target_id, judged.month, column, ours, right)
