"""What changed since the month before: who fell behind, who stopped reporting, who was done, who caught up.

What a page counts and what the list behind the number shows go by the same kinds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.evaluation import Status
from tracker.evaluation.periods import period_end
from tracker.progress.models import Correction
from tracker.standings.models import Standing
from tracker.standings.reading import bring_up_to_date
from tracker.targets.models import Target
from tracker.verdicts.basis import Basis, month_to_judge

JUDGED_ORDER = [status for status in Status if status.is_judged]
CORRECTED = "corrected"


@dataclass(frozen=True)
class ChangeKind:
    """One kind of change: its code for addresses, its name, and which step from a status to another it is."""

    code: str
    label: str | Promise
    fits: Callable[[Status, Status], bool]


def _is_worse(before: Status, now: Status) -> bool:
    """Whether it is behind and was not, or further than before; who is on schedule still gives no cause for worry."""
    was_behind = before.needs_reason
    return now.needs_reason and (not was_behind or JUDGED_ORDER.index(now) > JUDGED_ORDER.index(before))


def _is_silent(before: Status, now: Status) -> bool:
    return now is Status.UNREPORTED is not before


def _is_done(before: Status, now: Status) -> bool:
    return now is Status.DONE is not before


def _is_caught_up(before: Status, now: Status) -> bool:
    return not before.is_good and before.counts and now.is_good and now is not Status.DONE


def _is_less_behind(before: Status, now: Status) -> bool:
    both = before.needs_reason and now.needs_reason
    return both and JUDGED_ORDER.index(now) < JUDGED_ORDER.index(before)


KINDS: Mapping[str, ChangeKind] = {
    kind.code: kind
    for kind in (
        ChangeKind("worse", _("Newly worse"), _is_worse),
        ChangeKind("silent", _("Newly without a figure"), _is_silent),
        ChangeKind("done", _("Newly done"), _is_done),
        ChangeKind("caught_up", _("Caught up"), _is_caught_up),
        ChangeKind("less_behind", _("Less behind"), _is_less_behind),
    )
}
"""The bad first. No step is of two kinds; what stays in order, or was not and is not judged, is of none."""
CHOICES = [*((kind.code, kind.label) for kind in KINDS.values()), (CORRECTED, _("Corrected"))]


def corrections_after(year: int, month: int) -> QuerySet[Correction]:
    """Return the corrections that are changes of a month: decided on in the month after, when its figures come in."""
    first = period_end(year, month) + dt.timedelta(days=1)
    last = period_end(first.year, first.month)
    begin, end = (
        timezone.make_aware(dt.datetime.combine(day, dt.time())) for day in (first, last + dt.timedelta(days=1))
    )
    return Correction.objects.approved().filter(decided_at__gte=begin, decided_at__lt=end)


def changed(targets: QuerySet[Target], code: str, basis: Basis, *, year: int, month: int | None) -> QuerySet[Target]:
    """Keep those of a year's `targets` that changed so in `month` (None: the newest one).

    A month that is not over yet has changed nothing: figures for it are still coming in.
    """
    month = month or month_to_judge(year, basis.as_of)
    bring_up_to_date(targets, basis)
    if code == CORRECTED:
        return targets.filter(Exists(corrections_after(year, month).filter(entry__target=OuterRef("pk"))))
    own = Standing.objects.filter(target=OuterRef("pk"))
    column = "submitted_status" if basis.include_submitted else "status"
    steps = Q(pk__in=[])
    for now in Status:
        befores = [before.value for before in Status if KINDS[code].fits(before, now)]
        if befores:
            stood = own.filter(month=month - 1, **{f"{column}__in": befores})
            steps |= Exists(own.filter(month=month, **{column: now.value})) & Exists(stood)
    return targets.filter(steps)
