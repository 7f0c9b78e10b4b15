"""What was filed month by month, and which approved figures were corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.shared import display
from reports.shared.history import action_in_words
from reports.shared.people import name_of
from tracker.ledger.timeline.events import Event, Kind, moment
from tracker.ledger.timeline.promise import reason_in_words
from tracker.progress.histories import NOTHING, Change, FieldChange, entry_changes
from tracker.progress.models import Correction
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

TOLD_IN_THE_LINE = {"state", "review_note"}
"""Columns of an entry that the line says itself."""


def filings_of(target: Target, user: User) -> Iterator[Event]:
    """Yield what was filed, returned and approved, with the value. One query.

    Drafts are told to the department that files them alone; a corrected figure is told with its correction.
    """
    for change in entry_changes(target, user):
        if change.record.history_change_reason != "corrected":
            yield _filed(target, change)


def _filed(target: Target, change: Change) -> Event:
    record = change.record
    value = display.amount(record.value, target.unit) if target.takes_number else ""
    note = record.review_note if any(each.name == "review_note" for each in change.fields) else ""
    return Event(
        kind=Kind.FIGURES,
        at=change.at,
        date=moment(change.at),
        who=change.who,
        what=" · ".join(each for each in (change.subject, change.action, value) if each),
        url=place_of(target, record.month),
        notes=(_("Reviewer's note: %(note)s") % {"note": note},) if note else (),
        fields=tuple(each for each in change.fields if not _is_told(each)),
    )


def _is_told(field: FieldChange) -> bool:
    """Whether the line says it already: the state, and a value that stands there for the first time."""
    return field.name in TOLD_IN_THE_LINE or (field.name == "value" and field.before == NOTHING)


def corrections_of(target: Target) -> Iterator[Event]:
    """Yield the corrections of approved figures, asked for and decided. One query."""
    found = Correction.objects.filter(entry__target=target).select_related("entry", "asked_by", "decided_by")
    for correction in found:
        yield from _events_of(correction, target)


def _events_of(correction: Correction, target: Target) -> Iterator[Event]:
    """What was asked for and what was decided: one event where the office did both in one step."""
    asked, decided = correction.asked_at, correction.decided_at
    at_once = (asked, correction.asked_by_id) == (decided, correction.decided_by_id)
    why = (str(correction.get_kind_display()), reason_in_words(correction.reason))
    if not at_once:
        who, action = name_of(correction.asked_by), "correction asked for"
        yield _correction(correction, target, action, at=asked, who=who, notes=why)
    if decided and correction.decided_by:
        is_approved = correction.state == Correction.State.APPROVED
        action = "correction approved" if is_approved else "correction refused"
        notes = (*why, *([correction.note] if correction.note else []))
        yield _correction(correction, target, action, at=decided, who=name_of(correction.decided_by), notes=notes)


def _correction(
    correction: Correction, target: Target, action: str, *, at: dt.datetime, who: str, notes: tuple[str, ...]
) -> Event:
    month = correction.entry.month
    before, after = (display.amount(each, target.unit) for each in (correction.value_before, correction.value))
    label = correction._meta.get_field("value").verbose_name
    return Event(
        kind=Kind.CORRECTIONS,
        at=at,
        date=moment(at),
        who=who,
        what=f"{display.year_month(target.year, month)} · {action_in_words(action)}",
        url=place_of(target, month),
        notes=notes,
        fields=(FieldChange(label, before, after),),
    )


def place_of(target: Target, month: int) -> str:
    """Return the place of a month on the target's page."""
    return f"{target.get_absolute_url()}#month-{month}"
