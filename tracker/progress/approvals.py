"""What a reviewer must know of a submitted entry: the step since the last figure, and the status it would give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery, Value

from reports.organisation.models import rights_of
from reports.organisation.rights import Rights
from reports.shared.counting import counts_beside
from reports.shared.display import year_month
from reports.shared.people import apart_from_request
from reports.shared.prefetching import keep_beside
from reports.shared.prepared import GIVEN, READERS, Prepared
from tracker.evaluation.units import gap_unit_of
from tracker.indicators.breaks import is_parted
from tracker.progress.comparing import surroundings_of
from tracker.progress.judgement import FiledFigure, Judged, judge_row
from tracker.progress.models import Correction, ProgressEntry
from tracker.progress.owed import Duty, duty_of
from tracker.progress.warnings import Warned, warnings_of
from tracker.targets.models import Target
from tracker.verdicts.basis import basis_on

if TYPE_CHECKING:
    from reports.shared.people import User


@dataclass(frozen=True)
class PendingApproval:
    """An entry, what was filed before, and the verdict that it would give."""

    entry: ProgressEntry
    duty: Duty
    judged: Judged

    @property
    def target(self) -> Target:
        """The target."""
        return self.entry.target

    @property
    def period(self) -> str:
        """The month of the year in words."""
        return year_month(self.target.year, self.entry.month)

    @property
    def step(self) -> Decimal | None:
        """The change since the last figure; None where there is none to compare with."""
        last = self.duty.last
        if last is None or last.value is None or self.entry.value is None:
            return None
        return self.entry.value - last.value

    @property
    def warnings(self) -> list[Warned]:
        """What looks wrong about the figure, as the department was told before it submitted."""
        return warnings_of(self.entry.value, surroundings_of(self.duty))

    @property
    def year_ago(self) -> Decimal | None:
        """The figure of the same month of last year; None where it is not known, or not which."""
        found: Decimal | None = getattr(self.entry, "year_ago", None)
        return found

    @property
    def is_parted(self) -> bool:
        """Whether other borders or another definition part it from the figure of last year."""
        return bool(getattr(self.entry, "is_parted", False))

    @property
    def step_unit(self) -> str:
        """The unit of the step: points for rates and shares."""
        return gap_unit_of(self.target.unit)


def pending_approvals(user: User, keys: Sequence[int], today: dt.date) -> list[PendingApproval]:
    """Return those entries that `user` may decide, in the keys' order, with what a reviewer must know. Five queries."""
    found = {entry.pk: entry for entry in _reviewable(apart_from_request(user), rights_of(user)).rows(*keys)}
    rows = [found[key] for key in keys if key in found]
    if not rows:
        return []
    targets = [entry.target for entry in rows]
    keep_beside(targets, "stages", back="target")
    keep_beside(targets, "entries", back="target")
    keep_beside(rows, "evidence", back="entry")
    basis = basis_on(today, month=1, include_submitted=True)
    return [
        PendingApproval(
            entry=entry,
            duty=duty_of(entry.target, entry.month, basis),
            judged=judge_row(entry.target, entry.target.entries.all(), replace(basis, month=entry.month)),
        )
        for entry in rows
    ]


@lru_cache(READERS)
def _reviewable(user: User, _rights: Rights) -> Prepared[ProgressEntry]:
    entries = ProgressEntry.objects.reviewable_by(user).filter(pk__in=[GIVEN])
    joined = entries.select_related("target__lead", "target__region", "filed_by").defer("target__lead__keywords")
    parted = is_parted(region="region", indicator="target__indicator", year=OuterRef("year"))
    return Prepared(joined.annotate(year_ago=_a_year_ago(), is_parted=parted))


def _a_year_ago() -> Subquery:
    """The figure of `same_month_last_year`, read along with an entry."""
    same = ("region", "indicator", "unit", "measure", "accumulates")
    likeness = {f"target__{name}": OuterRef(f"target__{name}") for name in same}
    before = ProgressEntry.objects.approved().filter(
        **likeness, target__year=OuterRef("target__year") - 1, month=OuterRef("month"), value__isnull=False
    )
    alone = before.order_by().values(all=Value(1)).annotate(n=Count("pk"), figure=Max("value")).filter(n=1)
    return Subquery(alone.values("figure"))


def same_month_last_year(entry: ProgressEntry) -> ProgressEntry | None:
    """Return what was approved for the same indicator, in the same unit, a year before; None where there is none.

    Where two targets of that year bear the indicator nothing says which one is meant: None too. One query.
    """
    target = entry.target
    if target.indicator_id is None:
        return None
    before = ProgressEntry.objects.approved().filter(
        region=target.region_id,
        target__indicator=target.indicator_id,
        year=target.year - 1,
        target__unit=target.unit,
        target__measure=target.measure,
        target__accumulates=target.accumulates,
        month=entry.month,
        value__isnull=False,
    )
    found = list(before.select_related("target")[:2])
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class PendingCorrection:
    """A correction that was asked for, beside the figure that counts now."""

    correction: Correction

    @property
    def entry(self) -> ProgressEntry:
        """The approved entry."""
        return self.correction.entry

    @property
    def target(self) -> Target:
        """The target."""
        return self.entry.target

    @property
    def period(self) -> str:
        """The month of the year in words."""
        return year_month(self.target.year, self.entry.month)

    @property
    def step(self) -> Decimal | None:
        """How much the figure would change; None where none stands."""
        before = self.correction.value_before
        return None if before is None else self.correction.value - before

    @property
    def is_parted(self) -> bool:
        """Whether other borders or another definition part it from the figure of last year."""
        return bool(getattr(self.entry, "is_parted", False))

    @property
    def step_unit(self) -> str:
        """The unit of the step: points for rates and shares."""
        return gap_unit_of(self.target.unit)


def pending_corrections(user: User) -> list[PendingCorrection]:
    """Return the corrections that wait for `user`, with what a reviewer must know of them. One query."""
    asked = _corrections_asked(apart_from_request(user), rights_of(user))
    return [PendingCorrection(each) for each in asked.rows()]


@lru_cache(READERS)
def _corrections_asked(user: User, _rights: Rights) -> Prepared[Correction]:
    return Prepared(joined_corrections(Correction.objects.reviewable_by(user).waiting()))


def joined_corrections(corrections: QuerySet[Correction]) -> QuerySet[Correction]:
    """Fetch along what is told of each correction, those of one department together."""
    joined = corrections.select_related("entry__target__lead", "entry__target__region", "asked_by", "decided_by")
    return joined.order_by("entry__target__region", "entry__target__lead__order", "entry__target__number", "asked_at")


def judged_as_corrected(correction: Correction, today: dt.date) -> Judged:
    """Judge the target at the end of the corrected month, by the figure that is asked for."""
    entry = correction.entry
    figures = [
        FiledFigure(each.month, each.state, correction.value if each.pk == entry.pk else each.value)
        for each in entry.target.entries.all()
    ]
    return judge_row(entry.target, figures, basis_on(today, month=entry.month))


def count_to_approve(user: User) -> int:
    """Return how many entries and corrections wait for `user`. One query."""
    return sum(counts_beside(user, *rows_to_approve(user))[0])


def entries_to_approve(user: User, lead: int | None) -> list[int]:
    """Return the keys of the entries that wait for `user`, of one lead department or of all, in order. One query."""
    asked = _keys_asked(apart_from_request(user), rights_of(user), of_one=lead is not None)
    return asked.rows(*([] if lead is None else [lead]))


@lru_cache(READERS)
def _keys_asked(user: User, _rights: Rights, *, of_one: bool) -> Prepared[int]:
    entries, _corrections = rows_to_approve(user)
    shown = entries.filter(lead=GIVEN) if of_one else entries
    return Prepared(shown.order_by("region", "lead__order", "target__number", "month").values_list("pk", flat=True))


def rows_to_approve(user: User) -> tuple[QuerySet[ProgressEntry], QuerySet[Correction]]:
    """Return the entries and the corrections that wait for `user`."""
    entries = ProgressEntry.objects.reviewable_by(user).waiting()
    return entries, Correction.objects.reviewable_by(user).waiting()
