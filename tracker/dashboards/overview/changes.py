"""What changed since the month before: who fell behind, who stopped reporting, who caught up, what was completed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.evaluation import SYMBOLS, Status, Tone
from tracker.evaluation.periods import period_end
from tracker.standings.reading import Stand
from tracker.verdicts.labels import STATUS_LABELS

JUDGED_ORDER = [status for status in Status if status.is_judged]


@dataclass(frozen=True)
class Change:
    """A target whose status is another one than at the end of the month before."""

    stand: Stand
    before: Status

    @property
    def before_label(self) -> str | Promise:
        """The word for the status before."""
        return STATUS_LABELS[self.before]

    @property
    def before_symbol(self) -> str:
        """The sign for the status before."""
        return SYMBOLS[self.before]

    @property
    def before_tone(self) -> Tone:
        """The colour of the status before."""
        return self.stand.basis.palette.tone(self.before)


@dataclass(frozen=True)
class ChangeGroup:
    """Changes of one kind, as they stand on the page."""

    label: str | Promise
    changes: Sequence[Change]
    is_step: bool = True
    """Whether the status before is another one, to be shown beside the present one."""


def _is_worse(before: Status, now: Status) -> bool:
    """Whether it fell behind, or further; who is on schedule and was ahead of it gives no cause for worry."""
    fell = before.is_judged and now.is_judged and JUDGED_ORDER.index(now) > JUDGED_ORDER.index(before)
    return fell and now.needs_reason


def _is_silent(before: Status, now: Status) -> bool:
    return now is Status.UNREPORTED is not before


def _is_done(before: Status, now: Status) -> bool:
    return now is Status.DONE is not before


def _is_better(before: Status, now: Status) -> bool:
    return not before.is_good and before.counts and now.is_good and now is not Status.DONE


KINDS: Sequence[tuple[str | Promise, Callable[[Status, Status], bool]]] = (
    (_("Newly worse"), _is_worse),
    (_("Newly without a figure"), _is_silent),
    (_("Newly done"), _is_done),
    (_("Caught up"), _is_better),
)


def changes_since(stands: Sequence[Stand]) -> list[ChangeGroup]:
    """Return what changed, the bad first, then figures that were corrected since the month was over.

    `stands` carry the status of the month before as `previous`, and the time of the last correction as `corrected_at`.
    """
    pairs = [(Status(before), each) for each in stands if (before := getattr(each.standing, "previous", None))]
    groups = [
        ChangeGroup(label, [Change(each, before) for before, each in pairs if fits(before, each.status)])
        for label, fits in KINDS
    ]
    corrected = [Change(each, each.status) for each in stands if _is_corrected(each)]
    return [group for group in (*groups, ChangeGroup(_("Corrected"), corrected, is_step=False)) if group.changes]


def _is_corrected(stand: Stand) -> bool:
    """Whether a figure was corrected in the month after the one that is shown, when its figures come in."""
    at = getattr(stand.standing, "corrected_at", None)
    if at is None:
        return False
    after = period_end(stand.standing.year, stand.standing.month)
    until = period_end(*_next_month(after))
    return after < timezone.localdate(at) <= until


def _next_month(day: dt.date) -> tuple[int, int]:
    first = day + dt.timedelta(days=1)
    return first.year, first.month
