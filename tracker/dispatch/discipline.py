"""Filing discipline (报送纪律): who filed on time, late or not at all; nothing of it enters a score."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.organisation.models import Department
from tracker.dispatch.models import Urging
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target
from tracker.targets.periods import due_months

State = ProgressEntry.State
HEADS: Sequence[str | Promise] = (
    _("Lead department"), _("Due to be filed"), _("On time"), _("Late"), _("Not filed"), _("Share on time"),
    _("Returned"), _("Urged"),
)  # fmt: skip


@dataclass(frozen=True)
class Discipline:
    """How one department filed, or all of them together: what was asked for is on time, late or not filed.

    `returned` counts how often the office sent something back, `urged` how often it urged; both are apart from the sum.
    """

    department: Department | None
    on_time: int
    late: int
    missing: int
    returned: int
    urged: int

    @property
    def asked(self) -> int:
        """How many figures and reports in words were due."""
        return self.on_time + self.late + self.missing

    @property
    def share_on_time(self) -> Decimal | None:
        """The share that came in time; None where nothing was due."""
        return Decimal(self.on_time) / self.asked if self.asked else None


def discipline_of(
    targets: QuerySet[Target], months: Iterable[int], today: dt.date
) -> tuple[list[Discipline], Discipline]:
    """Return how the lead departments filed the months of one year's targets, and all together. Five queries."""
    rows = list(targets.select_related("lead", "region").prefetch_related("stages").order_by("lead__order", "lead"))
    wanted = set(months)
    filed = _filed(targets, wanted)
    counts: dict[Department, Counter[str]] = {}
    for target in rows:
        due = (month for month in due_months(target, today) if month in wanted)
        counts.setdefault(target.lead, Counter()).update(filed.get((target.pk, month), "missing") for month in due)
    leads = {target.pk: target.lead for target in rows}
    for what, found in (("returned", _returned(leads, wanted)), ("urged", _urged(leads, wanted))):
        for pk in found:
            counts[leads[pk]][what] += 1
    together = sum(counts.values(), Counter())
    return [_row(lead, count) for lead, count in counts.items()], _row(None, together)


def _row(department: Department | None, count: Counter[str]) -> Discipline:
    names = ("on_time", "late", "missing", "returned", "urged")
    return Discipline(department, *(count[name] for name in names))


def _filed(targets: QuerySet[Target], months: set[int]) -> dict[tuple[int, int], str]:
    """What is a draft was not filed; what was sent back had been."""
    entries = ProgressEntry.objects.filter(target__in=targets.order_by().values("pk"), month__in=months)
    rows = entries.exclude(state=State.DRAFT).values_list("target", "month", "is_late")
    return {(target, month): "late" if is_late else "on_time" for target, month, is_late in rows}


def _returned(targets: Iterable[int], months: set[int]) -> list[int]:
    """The target of every return; what the department changes afterwards is still the same one."""
    kept = ProgressEntry.history.filter(state=State.RETURNED, target__in=list(targets), month__in=months)
    return [target for target, _id, _at in kept.order_by().values_list("target", "id", "reviewed_at").distinct()]


def _urged(targets: Iterable[int], months: set[int]) -> list[int]:
    rows = Urging.objects.filter(target__in=list(targets), month__in=months)
    return list(rows.order_by().values_list("target", flat=True))
