"""Filing discipline (报送纪律): who filed on time, late or not at all; nothing of it enters a score."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.organisation.models import Department
from reports.shared.prefetching import keep_beside
from tracker.dispatch.models import Urging
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target
from tracker.targets.periods import due_months

State = ProgressEntry.State


class How(models.TextChoices):
    """How the month of a target was filed, and what happened over it."""

    ON_TIME = "on_time", _("On time")
    LATE = "late", _("Late")
    MISSING = "missing", _("Not filed")
    RETURNED = "returned", _("Returned")
    URGED = "urged", _("Urged")


ASKED = (How.ON_TIME, How.LATE, How.MISSING)
"""What a month that was asked for can be; returns and urgings come on top."""
NOT_FILED = (How.MISSING, None)
NEEDED = (
    "number", "name", "year", "frequency", "deadline", "lead__order", "lead__short_name", "lead__name_en",
)  # fmt: skip
HEADS: Sequence[str | Promise] = (
    _("Lead department"), _("Due to be filed"), *(how.label for how in ASKED), _("Share on time"),
    How.RETURNED.label, How.URGED.label,
)  # fmt: skip


@dataclass(frozen=True)
class Filed:
    """The month of a target and how it was filed, or one return or urging of it, and when that was."""

    target: Target
    month: int
    how: How
    at: dt.datetime | dt.date | None

    @property
    def on(self) -> dt.date | None:
        """The day of it."""
        return timezone.localdate(self.at) if isinstance(self.at, dt.datetime) else self.at


@dataclass(frozen=True)
class Discipline:
    """How one department filed, or all of them together: what was asked for is on time, late or not filed.

    Each returned or urged counts as often as it was; both are apart from the sum.
    """

    department: Department | None
    counts: Counter[How]

    @property
    def asked(self) -> int:
        """How many figures and reports in words were due."""
        return sum(self.counts[how] for how in ASKED)

    @property
    def share_on_time(self) -> Decimal | None:
        """The share that came in time; None where nothing was due."""
        return Decimal(self.counts[How.ON_TIME]) / self.asked if self.asked else None


def discipline_of(rows: Iterable[Filed], departments: Iterable[Department]) -> tuple[list[Discipline], Discipline]:
    """Return how each of the departments filed, and all together."""
    counts: dict[int, Counter[How]] = defaultdict(Counter)
    for (lead, how), n in Counter((row.target.lead_id, row.how) for row in rows).items():
        counts[lead][how] = n
    together = sum(counts.values(), Counter())
    return [Discipline(each, counts[each.pk]) for each in dict.fromkeys(departments)], Discipline(None, together)


def by_lead(targets: QuerySet[Target]) -> list[Target]:
    """Return targets as `filed_months` takes them, in the order of their lead departments. Two queries."""
    joined = targets.select_related("lead").only(*NEEDED)
    rows = list(joined.order_by("lead__order", "lead", "number", "pk"))
    keep_beside(rows, "stages", back="target")
    return rows


def filed_months(targets: Sequence[Target], months: Collection[int], today: dt.date) -> list[Filed]:
    """Return every month that was due, with how it was filed, and every return and urging. Three queries."""
    by_number = {target.pk: target for target in targets}
    filed = _filed(by_number, months)
    due = [
        Filed(target, month, *filed.get((target.pk, month), NOT_FILED))
        for target in targets
        for month in due_months(target, today)
        if month in months
    ]
    returned = [Filed(by_number[target], month, How.RETURNED, at) for target, month, at in _returned(by_number, months)]
    urged = [Filed(by_number[target], month, How.URGED, on) for target, month, on in _urged(by_number, months)]
    return due + returned + urged


def _filed(targets: Iterable[int], months: Iterable[int]) -> dict[tuple[int, int], tuple[How, dt.datetime | None]]:
    """What is a draft was not filed; what was sent back had been."""
    entries = ProgressEntry.objects.filter(target__in=list(targets), month__in=months).exclude(state=State.DRAFT)
    rows = entries.order_by().values_list("target", "month", "is_late", "submitted_at")
    return {(target, month): (How.LATE if is_late else How.ON_TIME, at) for target, month, is_late, at in rows}


def _returned(targets: Iterable[int], months: Iterable[int]) -> list[tuple[int, int, dt.datetime | None]]:
    """Every return of an entry; what the department changes afterwards is still the same one."""
    kept = ProgressEntry.history.filter(state=State.RETURNED, target__in=list(targets), month__in=months)
    rows = kept.order_by("reviewed_at").values_list("target", "month", "id", "reviewed_at").distinct()
    return [(target, month, at) for target, month, _id, at in rows]


def _urged(targets: Iterable[int], months: Iterable[int]) -> list[tuple[int, int, dt.date]]:
    rows = Urging.objects.filter(target__in=list(targets), month__in=months)
    return list(rows.order_by("on").values_list("target", "month", "on"))
