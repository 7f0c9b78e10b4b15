"""The time line put together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from tracker.ledger.timeline.events import Event, Kind, in_order
from tracker.ledger.timeline.figures import corrections_of, filings_of
from tracker.ledger.timeline.judging import judging_of
from tracker.ledger.timeline.promise import sentence_of, stages_of, terms_of_promise
from tracker.ledger.timeline.sources import told_by_sources
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User


def load_for_line(user: User, pk: int) -> Target:
    """Return a target with what its time line needs. One query.

    Raises Target.DoesNotExist unless `user` may read it.
    """
    joined = Target.objects.for_user(user).select_related("adopted_by", "statement__passage__report")
    return joined.get(pk=pk)


def events_of(target: Target, user: User, today: dt.date) -> list[Event]:
    """Return everything that happened to a promise and that `user` may know, the newest first. Seven queries.

    The sentence comes last: a report has a year and no day, and nothing happened to a promise before it was made.
    """
    return [
        *in_order([
            *terms_of_promise(target),
            # Stages are planned where there is no figure, and figures are corrected where there is one.
            *(corrections_of(target) if target.measure else stages_of(target)),
            *filings_of(target, user),
            *told_by_sources(target, user, today),
            *judging_of(target, today),
        ]),
        *sentence_of(target),
    ]  # fmt: skip


def counted(events: list[Event]) -> list[tuple[Kind, int]]:
    """Return how many events there are of each kind that there is."""
    counts = Counter(event.kind for event in events)
    return [(kind, counts[kind]) for kind in Kind if counts[kind]]
