"""Reading standings: what is returned stands on the day of looking, whatever happened since it was kept."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, Protocol

from django.core.cache import cache
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise

from reports.shared.prepared import DAYS, GIVEN, Prepared
from reports.shared.templatetags.status import HasStatus
from tracker.evaluation import SYMBOLS, Palette, Status, Tone
from tracker.progress.judgement import WAITING, Judged, judge_on
from tracker.standings.judging import kept_months, key_of
from tracker.standings.keeping import batches, renew
from tracker.standings.models import Standing
from tracker.targets.models import Target
from tracker.targets.terms import shape_of_target
from tracker.verdicts.basis import Basis, basis_on, month_to_judge
from tracker.verdicts.gap_words import gap_in_words
from tracker.verdicts.labels import STATUS_LABELS

READ_AT_ONCE = 2000
A_DAY, A_WHILE = 24 * 3600, 3600
"""For how many seconds a process remembers that all standings hold, and that some do not."""


class Shown(HasStatus, Protocol):
    """What pages show of a status, kept or just judged."""

    @property
    def status(self) -> Status:
        """The status code."""

    @property
    def basis(self) -> Basis:
        """What it rests on."""


class Sign(NamedTuple):
    """A status as pages show it, made once for many rows: its word in the reader's language, symbol and colour."""

    status: Status
    label: str
    symbol: str
    tone: Tone


def sign_of(status: Status, palette: Palette, *, is_waiting: bool) -> Sign:
    """Return the sign of a status; `is_waiting` says that the figure of the month waits for approval."""
    return Sign(status, str(_label_of(status, is_waiting=is_waiting)), SYMBOLS[status], palette.tone(status))


def _label_of(status: Status, *, is_waiting: bool) -> str | Promise:
    return WAITING if is_waiting and status is Status.UNREPORTED else STATUS_LABELS[status]


@dataclass(frozen=True)
class Stand:
    """A standing as a page shows it: by the figures and in the colours of its basis."""

    standing: Standing
    basis: Basis

    @property
    def status(self) -> Status:
        """The status code, by the figures that count."""
        kept = self.standing
        return Status(kept.submitted_status if self.basis.include_submitted else kept.status)

    @property
    def completion(self) -> Decimal | None:
        """The completion rate, by the figures that count."""
        return self.standing.submitted_completion if self.basis.include_submitted else self.standing.completion

    @property
    def gap(self) -> Decimal | None:
        """The gap, by the figures that count; positive is good."""
        return self.standing.submitted_gap if self.basis.include_submitted else self.standing.gap

    @property
    def gap_in_words(self) -> str:
        """The gap as bulletins word it; empty where there is none, or where all that was promised is done.

        The standing's target should be joined.
        """
        by_pace = self.completion is not None
        if by_pace and self.status is Status.DONE:
            return ""
        shape = shape_of_target(self.standing.target)
        return gap_in_words(shape, self.gap, self.standing.gap_unit, is_pace=by_pace)

    @property
    def label(self) -> str | Promise:
        """The word for the status."""
        return _label_of(self.status, is_waiting=self.standing.is_waiting)

    @property
    def symbol(self) -> str:
        """The sign for the status."""
        return SYMBOLS[self.status]

    @property
    def tone(self) -> Tone:
        """The colour of the status in the rule set's palette."""
        return self.basis.palette.tone(self.status)


def standings_of(targets: QuerySet[Target], basis: Basis, month: int | None = None) -> QuerySet[Standing]:
    """Return how `targets` stand at the end of `month`, or of the newest month of each one's year.

    The month must be over in the targets' years. Those that do not stand on the day of the basis are judged and kept
    first.
    """
    bring_up_to_date(targets, basis)
    return Standing.objects.filter(target__in=_alone(targets)).at(month, basis.as_of)


def months_of(target: Target, basis: Basis) -> list[Standing]:
    """Return how a target stands at the end of each month that is kept, in order. One query where all hold."""
    own = Standing.objects.filter(target=target).order_by("month")
    rows = list(own.holding(key_of(basis.rules), basis.as_of))
    if [row.month for row in rows] == list(kept_months(target.year, basis.as_of)):
        return rows
    renew([target.pk], basis.as_of)
    return list(own)


def bring_up_to_date(targets: QuerySet[Target], basis: Basis) -> None:
    """Judge those of `targets` whose standings do not hold on the day of the basis. No query once all are known to.

    Where the newest month's standing holds, those of all months before it do (`holds_until`).
    """
    if not all_hold(basis) and (stale := list(_stale_among(targets, key_of(basis.rules), basis.as_of))):
        renew(stale, basis.as_of)


def all_hold(basis: Basis) -> bool:
    """Tell whether all targets' standings hold on the day of the basis; each process asks once a day, or once an hour.

    Once they do, they do all day: what changes a target judges it in the same transaction, and another rule set is
    asked about anew. It is one query, but one that looks at every target.
    """
    rules, day = key_of(basis.rules), basis.as_of
    key = f"standings-hold-{day}-{hashlib.md5(rules.encode(), usedforsecurity=False).hexdigest()}"
    known: bool | None = cache.get(key)
    if known is None:
        known = not _stale_among(Target.objects.all(), rules, day).exists()
        cache.set(key, known, A_DAY if known else A_WHILE)
    return known


def _stale_among(targets: QuerySet[Target], rules: str, day: dt.date) -> QuerySet[Target, int]:
    """Ask for the keys of those of `targets` whose standings do not hold on `day` by the rules of a key."""
    holding = Standing.objects.holding(rules, day).newest(day)
    return _alone(targets).exclude(Exists(_of_target(holding))).values_list("pk", flat=True)


def shown_by_target(targets: Collection[Target], basis: Basis, month: int | None) -> Mapping[int, Shown]:
    """Return how targets stand at the end of `month` (None: of the newest one), under their numbers.

    A month that is not over yet is not kept: it is judged here.
    """
    early = [each for each in targets if _is_early(each.year, month, basis)]
    shown: dict[int, Shown] = {each.target.pk: each for each in _judged(early, month, basis)}
    for batch in batches({each.pk for each in targets} - set(shown), READ_AT_ONCE):
        rows = _standings_by_target(batch, basis, month)
        shown |= {pk: Stand(row, replace(basis, month=row.month)) for pk, row in rows.items()}
    return shown


def _standings_by_target(targets: Collection[int], basis: Basis, month: int | None) -> dict[int, Standing]:
    """The standings of known targets. One query where all hold."""
    asked = _holding(month, key_of(basis.rules), basis.as_of)
    rows = {row.target_id: row for row in asked.rows(*targets)}
    if stale := set(targets) - set(rows):
        renew(stale, basis.as_of)
        renewed = Standing.objects.filter(target__in=stale).at(month, basis.as_of)
        rows |= {row.target_id: row for row in renewed}
    return rows


@lru_cache(DAYS)
def _holding(month: int | None, rules: str, day: dt.date) -> Prepared[Standing]:
    return Prepared(Standing.objects.filter(target__in=[GIVEN]).at(month, day).holding(rules, day))


def with_status(
    targets: QuerySet[Target], statuses: Collection[str], basis: Basis, *, year: int, month: int | None
) -> QuerySet[Target]:
    """Keep those of a year's `targets` that have one of `statuses` at the end of `month` (None: of the newest one)."""
    if _is_early(year, month, basis):
        return targets.filter(
            pk__in=[each.target.pk for each in _judged(targets, month, basis) if each.status in statuses]
        )
    bring_up_to_date(targets, basis)
    column = "submitted_status" if basis.include_submitted else "status"
    month = month or month_to_judge(year, basis.as_of)
    own = Standing.objects.filter(**{"month": month, f"{column}__in": statuses})
    return targets.filter(Exists(_of_target(own)))


def _of_target(standings: QuerySet[Standing]) -> QuerySet[Standing]:
    """Keep those of the target outside; with its year, so that of a table split by year one part is read."""
    return standings.filter(target=OuterRef("pk"), year=OuterRef("year"))


def latest_basis(today: dt.date, *, include_submitted: bool = False) -> Basis:
    """Return the basis of pages that show the newest month of several years; each row says its own month."""
    return basis_on(today, month=1, include_submitted=include_submitted)


def _is_early(year: int, month: int | None, basis: Basis) -> bool:
    return month is not None and month not in kept_months(year, basis.as_of)


def _judged(targets: Iterable[Target], month: int | None, basis: Basis) -> list[Judged]:
    return judge_on(targets, replace(basis, month=month)) if month else []


def _alone(targets: QuerySet[Target]) -> QuerySet[Target]:
    """The same rows without what a page joined and ordered them by."""
    return targets.order_by().select_related(None)
