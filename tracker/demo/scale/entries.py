"""What was filed for the made-up targets: approved month by month, the last ones submitted, returned or still owed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.contrib.auth.models import User

from reports.library.models import Measure
from tracker.demo.progress import FILED_ON, RETURN_NOTE, REVIEWED_ON, moment
from tracker.demo.scale.places import District
from tracker.demo.scale.rows import record, step, store
from tracker.demo.scale.size import Size
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target
from tracker.targets.periods import due_months
from tracker.verdicts.basis import latest_month

State = ProgressEntry.State
OWED = None
EARLIER = ([State.APPROVED, State.RETURNED, OWED], [975, 5, 20])
LATEST = ([State.APPROVED, State.SUBMITTED, State.RETURNED, State.DRAFT, OWED], [25, 40, 8, 5, 22])
"""How often an entry is in each state: for a month that is long over, and for the latest of the running year."""
YEAR_TO_DATE = frozenset({Measure.QUANTITY})
STEP = Decimal("0.1")


def create_entries(district: District, targets: Iterable[Target], size: Size) -> int:
    """File the months that are over for every target; return how many entries there are."""
    leads = {each.pk: user for each, user in zip(district.departments, district.reporters, strict=True)}
    entries: list[ProgressEntry] = []
    for target in targets:
        chance = size.chance(district.number, target.year, target.number)
        entries += _entries_of(target, leads[target.lead_id], district.reviewer, size.today, chance)
    store(entries)
    _record(entries, district)
    return len(entries)


def _entries_of(
    target: Target, filer: User, reviewer: User, today: dt.date, chance: random.Random
) -> Iterator[ProgressEntry]:
    """The entries of a year: each department works at a pace of its own."""
    pace = Decimal(chance.randint(75, 125)) / 100
    for month in due_months(target, today):
        is_latest = target.year == today.year and month == latest_month(target.year, today)
        state = chance.choices(*(LATEST if is_latest else EARLIER))[0]
        if state is not OWED:
            yield _entry(target, month, state, pace, filer=filer, reviewer=reviewer)


def _entry(target: Target, month: int, state: str, pace: Decimal, *, filer: User, reviewer: User) -> ProgressEntry:
    entry = ProgressEntry(target=target, month=month, state=state, filed_by=filer, version=1)
    if target.takes_number:
        entry.value = _figure(target, month, pace)
        entry.reason = "受天气和用地影响，进度有所滞后" if pace < 1 else ""
    else:
        entry.narrative = f"{month}月底前各项工作按计划推进"
    if state != State.DRAFT:
        entry.submitted_at = moment(target.year, month, FILED_ON)
    if state in (State.APPROVED, State.RETURNED):
        entry.reviewed_by, entry.reviewed_at, entry.version = reviewer, moment(target.year, month, REVIEWED_ON), 2
        entry.review_note = RETURN_NOTE if state == State.RETURNED else ""
    return entry


def _figure(target: Target, month: int, pace: Decimal) -> Decimal:
    """What adds up grows with the months; everything else lies about the target."""
    wanted = target.value or Decimal(0)
    adds_up = target.measure in YEAR_TO_DATE or (target.accumulates and target.measure == Measure.LEVEL)
    share = Decimal(month) / 12 if adds_up else Decimal(1)
    return (wanted * share * pace).quantize(STEP, ROUND_DOWN)


def _record(entries: Sequence[ProgressEntry], district: District) -> None:
    """Tell the steps of each entry: kept as a draft or submitted, then decided."""
    undecided: Mapping[str, Any] = {"reviewed_by_id": None, "reviewed_at": None, "review_note": "", "version": 1}
    record((_filed(each, undecided) for each in entries), of=ProgressEntry)
    decided = (each for each in entries if each.reviewed_by_id)
    record((_decided(each, district.reviewer) for each in decided), of=ProgressEntry, is_change=True)


def _filed(entry: ProgressEntry, undecided: Mapping[str, Any]) -> ProgressEntry:
    is_draft = entry.state == State.DRAFT
    state, action = (State.DRAFT, "draft saved") if is_draft else (State.SUBMITTED, "submitted")
    at = entry.submitted_at or moment(entry.target.year, entry.month, FILED_ON)
    return step(entry, by=entry.filed_by, at=at, action=action, state=state, **undecided)


def _decided(entry: ProgressEntry, reviewer: User) -> ProgressEntry:
    action = "approved" if entry.state == State.APPROVED else "returned"
    return step(entry, by=reviewer, at=entry.reviewed_at, action=action)
