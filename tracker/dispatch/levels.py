"""The levels of one region's targets, computed from kept standings when they are shown: no second truth is kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tracker.evaluation import SYMBOLS, Frequency, Status, Tone
from tracker.evaluation.dispatch_levels import LevelReason, MonthLevel, month_levels
from tracker.evaluation.periods import calendar
from tracker.standings.models import Standing
from tracker.standings.reading import bring_up_to_date
from tracker.targets.models import Target
from tracker.verdicts.basis import Basis
from tracker.verdicts.labels import STATUS_LABELS

LEVEL_LABELS = {
    1: _("Level 1: deputy head of the unit"),
    2: _("Level 2: head of the unit"),
    3: _("Level 3: deputy head of the district"),
    4: _("Level 4: head of the district"),
}
REASON_LABELS = {
    LevelReason.IN_ORDER: pgettext_lazy("level", "in order"),
    LevelReason.STATUS: pgettext_lazy("level", "the colour of this month"),
    LevelReason.TWO_MONTHS: pgettext_lazy("level", "two months in a row"),
    LevelReason.COMING_DOWN: pgettext_lazy("level", "caught up, comes down step by step"),
    LevelReason.UNKNOWN: pgettext_lazy("level", "nothing new known, stays as it was"),
}


@dataclass(frozen=True)
class TargetLevel:
    """A target with its statuses and levels at the ends of the months of its year, the last one being now."""

    target: Target
    months: tuple[MonthLevel, ...]
    statuses: tuple[tuple[int, Status], ...]
    basis: Basis

    @property
    def now(self) -> MonthLevel:
        """The newest month."""
        return self.months[-1]

    @property
    def level(self) -> int | None:
        """Who must look now; None while nothing was judged."""
        return self.now.level

    @property
    def level_label(self) -> object:
        """Who that is, in words."""
        return LEVEL_LABELS[self.level] if self.level else _("no level yet")

    @property
    def status(self) -> Status:
        """The status at the end of the newest month."""
        return self.statuses[-1][1]

    @property
    def label(self) -> str | Promise:
        """The word for it."""
        return STATUS_LABELS[self.status]

    @property
    def symbol(self) -> str:
        """The sign for it."""
        return SYMBOLS[self.status]

    @property
    def tone(self) -> Tone:
        """Its colour."""
        return self.basis.palette.tone(self.status)

    @property
    def changes(self) -> list[MonthLevel]:
        """The months in which the level changed, each an event with its reason, the newest first."""
        return [each for each in reversed(self.months) if each.is_raised or each.is_lowered]

    @property
    def changes_in_words(self) -> list[tuple[MonthLevel, str]]:
        """Each change with what it was: from which level to which, and why."""
        return [(each, change_in_words(each)) for each in self.changes]

    @property
    def reason(self) -> object:
        """Why it is at its level, in words."""
        return REASON_LABELS[self.now.reason]


def change_in_words(change: MonthLevel) -> str:
    """Return from which level to which somebody else must look, and for which reason."""
    given = {"before": change.before, "level": change.level, "reason": REASON_LABELS[change.reason]}
    if change.before is None:
        return gettext("level %(level)s from the first: %(reason)s") % given
    return gettext("level %(before)s → %(level)s: %(reason)s") % given


def levels_of(targets: QuerySet[Target], basis: Basis, month: int) -> list[TargetLevel]:
    """Return the levels of one year's `targets` up to the end of `month`, the highest first. Three queries.

    Only months for which a figure is filed count: a quarter's figure is one bad month, not three.
    """
    bring_up_to_date(targets, basis)
    rows: dict[int, list[tuple[int, Status]]] = defaultdict(list)
    kept = Standing.objects.filter(target__in=targets.order_by().values("pk"), month__lte=month).order_by("month")
    for target, of_month, status in kept.values_list("target", "month", "status"):
        rows[target].append((of_month, Status(status)))
    found = [level_of(each, rows[each.pk], basis) for each in targets if each.pk in rows]
    return sorted(found, key=lambda each: -(each.level or 0))


def level_of(target: Target, statuses: list[tuple[int, Status]], basis: Basis) -> TargetLevel:
    """Return the levels of a target from its statuses at the ends of months, given in order."""
    asked = set(calendar(Frequency(target.frequency), target.deadline, target.year))
    judged = [(month, status if month in asked else Status.NOT_DUE) for month, status in statuses]
    return TargetLevel(target, tuple(month_levels(judged)), tuple(statuses), basis)
