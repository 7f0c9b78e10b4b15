"""What a reporter owes: for every target of their department and every month that is over, a figure or words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, Subquery

from reports.shared.counting import counted, counts_of
from tracker.evaluation import Frequency
from tracker.evaluation.case import Case
from tracker.evaluation.course import expected_figure
from tracker.evaluation.periods import calendar
from tracker.evaluation.resolution import resolve
from tracker.progress.closing import Closing, closing_of
from tracker.progress.models import ProgressEntry
from tracker.targets.display import headline_in_words
from tracker.targets.models import Target
from tracker.targets.periods import asked_months, due_months, has_begun, is_due, months_of, until_done
from tracker.targets.terms import terms_of
from tracker.verdicts.basis import Basis, basis_on, month_to_judge

if TYPE_CHECKING:
    from reports.shared.people import User

State = ProgressEntry.State
RECENT = 6


COUNTED = (
    "year", "pk", "frequency", "deadline", "entries__month", "entries__state", "stages__pk", "stages__done_on",
)  # fmt: skip
"""What tells how much is owed of a target: it, its entries and its stages."""


@dataclass(frozen=True)
class Duty:
    """One target and month: what was filed, what was filed before, and what should be reached by then."""

    target: Target
    month: int
    entry: ProgressEntry | None
    last: ProgressEntry | None
    expected: Decimal | None
    until: dt.date | None = None
    """The last day on which it may be filed; None where the month never closes."""
    is_closed: bool = False

    @property
    def state(self) -> str:
        """The entry's state; empty where nothing was filed."""
        return self.entry.state if self.entry else ""

    @property
    def is_open(self) -> bool:
        """Whether the reporter still has to do something: nothing filed, a draft, or returned."""
        return self.entry is None or self.entry.is_editable

    @property
    def takes_number(self) -> bool:
        """Whether a figure is filed, not words alone."""
        return self.target.takes_number

    @property
    def promise(self) -> str:
        """The annual target in words, or by when where the name says it."""
        return headline_in_words(self.target)

    @property
    def version(self) -> int:
        """The version of the entry; 0 where there is none."""
        return self.entry.version if self.entry else 0


@dataclass(frozen=True)
class MonthCount:
    """A month with how many entries are still owed for it; `is_due` says whether it is over."""

    month: int
    n_owed: int
    is_due: bool


class Owed:
    """What one user owes for a year. Five queries, six where months close."""

    def __init__(self, user: User, year: int, today: dt.date) -> None:
        self.year, self.today = year, today
        targets = Target.objects.reported_by(user).active().filter(year=year).select_related("lead")
        self.targets = list(targets.prefetch_related("stages", "entries").order_by("region", "number"))

    @cached_property
    def basis(self) -> Basis:
        """The rules by which what is expected is computed."""
        return basis_on(self.today, month=month_to_judge(self.year, self.today))

    @cached_property
    def closing(self) -> Closing:
        """When the months of these targets close."""
        return closing_of(self.targets)

    def of_month(self, month: int) -> list[Duty]:
        """Return what is filed for a month, in the order of the targets' numbers."""
        duties = (self._duty(target, month) for target in self.targets if month in months_of(target))
        return [each for each in duties if each.entry or month in asked_months(each.target)]

    @cached_property
    def returned(self) -> list[Duty]:
        """What came back from the reviewer, whatever its month."""
        return [
            self._duty(target, entry.month)
            for target in self.targets
            for entry in sorted(target.entries.all(), key=lambda entry: entry.month)
            if entry.state == State.RETURNED
        ]

    def _duty(self, target: Target, month: int) -> Duty:
        return duty_of(target, month, self.basis, self.closing)

    @cached_property
    def counts(self) -> list[MonthCount]:
        """Every month of the year that has begun, with what is still owed for it."""
        owed = [month for target in self.targets for month in _owed_months(target, self.today)]
        begun = [month for month in range(1, 13) if has_begun(self.year, month, self.today)]
        over = {month for target in self.targets for month in due_months(target, self.today)}
        return [MonthCount(month, owed.count(month), month in over) for month in begun]

    @property
    def n_owed(self) -> int:
        """How many entries are owed for the months that are over."""
        return sum(each.n_owed for each in self.counts)

    @property
    def default_month(self) -> int:
        """The newest month for which something is owed, else the newest that is over."""
        owing = [each.month for each in self.counts if each.n_owed]
        return owing[-1] if owing else month_to_judge(self.year, self.today)


def years_of(user: User) -> list[int]:
    """Return the years for which `user` files progress, the newest first."""
    years = Target.objects.reported_by(user).active().order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def count_owed(user: User, today: dt.date) -> int:
    """Return how many entries `user` owes for the year that the page of what is owed opens with. One query.

    It is the sum that `Owed` tells month by month, taken without its words: every page shows it.
    """
    return _sum_owed(_asked_of(user, today).values_list(*COUNTED), today)


def count_owed_beside(user: User, today: dt.date, *others: QuerySet[Any]) -> tuple[int, ...]:
    """Return the same, and how many of each of the `others`. One query, two where `user` files for nothing."""
    rows = list(_asked_of(user, today).values_list(*COUNTED, *map(counted, others)))
    own = len(COUNTED)
    n_others = rows[0][own:] if rows else counts_of(*others)
    return _sum_owed((row[:own] for row in rows), today), *n_others


def _asked_of(user: User, today: dt.date) -> QuerySet[Target]:
    targets = Target.objects.reported_by(user).active().filter(year__lte=last_month(today).year).order_by()
    return targets.filter(year=_newest_year(targets))


def _sum_owed(rows: Iterable[tuple[Any, ...]], today: dt.date) -> int:
    by_target: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for row in rows:
        by_target.setdefault(row[:4], []).append(row[4:])
    return sum(_n_owed(target, filed, today) for target, filed in by_target.items())


def _newest_year(targets: QuerySet[Target]) -> Subquery:
    return Subquery(targets.order_by("-year").values("year")[:1])


def _n_owed(target: tuple[Any, ...], filed: Sequence[tuple[Any, ...]], today: dt.date) -> int:
    """What is owed for one target, from its rows: each of its entries with each of its stages."""
    year, _pk, frequency, deadline = target
    stages = {stage: done_on for _month, _state, stage, done_on in filed if stage is not None}
    asked = until_done(calendar(Frequency(frequency), deadline, year), year, list(stages.values()))
    settled = {month for month, state, *_stage in filed if state in (State.SUBMITTED, State.APPROVED)}
    return sum(1 for month in asked if is_due(year, month, today) and month not in settled)


def last_month(today: dt.date) -> dt.date:
    """Return the last day of the newest month that is over."""
    return today.replace(day=1) - dt.timedelta(days=1)


def year_to_file(years: Sequence[int], today: dt.date) -> int | None:
    """Return the newest of `years` (newest first) that has a month which is over: in January that is the last one.

    Where none has, the oldest; None where there are none.
    """
    begun = last_month(today).year
    return next((year for year in years if year <= begun), years[-1] if years else None)


def duty_of(target: Target, month: int, basis: Basis, closing: Closing | None = None) -> Duty:
    """Return one target and month; `entries` and `stages` should be prefetched. Without `closing` no month closes."""
    closing = closing or Closing()
    entries = {entry.month: entry for entry in target.entries.all()}
    earlier = [entries[each] for each in sorted(entries) if each < month and entries[each].state != State.DRAFT]
    return Duty(
        target=target,
        month=month,
        entry=entries.get(month),
        last=earlier[-1] if earlier else None,
        expected=expected_of(target, month, basis),
        until=closing.open_until(target, month),
        is_closed=closing.is_closed(target, month, basis.as_of),
    )


def recent_entries(duty: Duty) -> list[ProgressEntry]:
    """Return what was filed for the months before, the newest first; drafts are not filed yet."""
    earlier = [each for each in duty.target.entries.all() if each.month < duty.month and each.state != State.DRAFT]
    return sorted(earlier, key=lambda entry: -entry.month)[:RECENT]


def expected_of(target: Target, month: int, basis: Basis) -> Decimal | None:
    """Return what should be reached by the end of a month; None where the promise itself is compared at any month."""
    terms = terms_of(target)
    resolved, _reasons = resolve(terms)
    if resolved is None or resolved.value is None:
        return None
    return expected_figure(Case(resolved, (), month, basis.as_of, basis.rules), month)


def _owed_months(target: Target, today: dt.date) -> Iterable[int]:
    filed = {entry.month for entry in target.entries.all() if not entry.is_editable}
    return (month for month in due_months(target, today) if month not in filed)
